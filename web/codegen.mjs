// Typed documents for the page: `npm run codegen` reads schema.graphql and web/app/**/*.graphql.
/** @type {import('@graphql-codegen/cli').CodegenConfig} */
export default {
  schema: 'schema.graphql',
  documents: 'web/app/**/*.graphql',
  generates: {
    'web/app/generated/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        documentMode: 'string',
        enumsAsTypes: true,
        useTypeImports: true,
        strictScalars: true,
        avoidOptionals: false,
        scalars: {
          Date: 'string',
          DateTime: 'string',
          Decimal: 'number',
          IsoWeek: 'string',
          JSON: 'unknown',
          YearMonth: 'string',
        },
      },
    },
  },
};
