// Types of the example's operations: `npx graphql-codegen --config examples/dashboard/codegen.mjs`.
/** @type {import('@graphql-codegen/cli').CodegenConfig} */
export default {
  schema: 'schema.graphql',
  documents: 'operations/ExampleDashboard.graphql',
  generates: {
    'examples/dashboard/generated/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        documentMode: 'string',
        enumsAsTypes: true,
        useTypeImports: true,
        strictScalars: true,
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
