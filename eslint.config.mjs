import tseslint from 'typescript-eslint';
import regexp from 'eslint-plugin-regexp';
import graphqlPlugin from '@graphql-eslint/eslint-plugin';

/** @type {Partial<import('eslint').Linter.RulesRecord>} */
const EVERYWHERE = {
  '@typescript-eslint/no-non-null-assertion': 'error',
  '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
  '@typescript-eslint/switch-exhaustiveness-check': 'error',
  eqeqeq: 'error',
  'no-console': 'error',
};

/** @type {Partial<import('eslint').Linter.RulesRecord>} */
const SIZE = {
  'max-lines': ['error', { max: 300, skipBlankLines: false, skipComments: false }],
  'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
  complexity: ['error', 10],
  'max-params': ['error', 4],
};

const ROUNDING = ['round', 'ceil', 'floor'].map((property) => ({
  object: 'Math',
  property,
  message: 'Rounding lives in src/domain/rounding.ts.',
}));
const HIDDEN_INPUTS = [
  { object: 'Date', property: 'now', message: 'Time comes from the scope’s clock.' },
  { object: 'Math', property: 'random', message: 'No hidden random: pass a seeded source.' },
  { object: 'process', property: 'env', message: 'The environment is read in src/platform/config only.' },
];
const NEW_DATE = {
  selector: "NewExpression[callee.name='Date'][arguments.length=0]",
  message: 'Time comes from the scope’s clock.',
};
// The word list of CONTRIBUTING.md, as far as a linter sees it.
const LIMITS = {
  selector: 'VariableDeclarator[id.name=/^(MOST|LONGEST|LARGEST|FEWEST|SHORTEST|SMALLEST|LIMIT_OF)(_|$)/]',
  message: 'A limit is called MAX_… or MIN_… (CONTRIBUTING.md, Words).',
};
const STORAGE_WORDS = {
  selector: 'FunctionDeclaration[id.name=/^(getAll|fetch|load|save|put|remove|hold|keep|take)[A-Z]/]',
  message:
    'A repository lists, finds, counts, inserts, updates, upserts, deletes and locks (CONTRIBUTING.md, Words).',
};
// `...{ a, b }` and `...[a, b]` say what `a, b` says; they only keep the formatter from one line each.
const LAYOUT = {
  selector: 'ObjectExpression > SpreadElement > ObjectExpression',
  message: 'Properties stand in the object itself: a spread of a literal changes the layout only.',
};
const LAYOUT_OF_LISTS = {
  selector:
    'ArrayExpression > SpreadElement > ArrayExpression, ArrayExpression > SpreadElement > TSAsExpression > ArrayExpression',
  message: 'Items stand in the list itself: a spread of a literal changes the layout only.',
};
/** @type {Partial<import('eslint').Linter.RulesRecord>} */
const COMMENTS = {
  'no-warning-comments': ['error', { terms: ['the same'], location: 'start', decoration: ['*', '/'] }],
};
const DEFAULT_EXPORT = { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' };

export default tseslint.config(
  {
    ignores: [
      'dist/',
      'node_modules/',
      'web/app/generated/',
      'examples/dashboard/generated/',
      'coverage/',
      '.data/',
      '.cache/',
    ],
  },
  {
    files: [
      'src/**/*.ts',
      'embedded-postgres/**/*.ts',
      'migrations/*.ts',
      'tests/**/*.ts',
      'bench/**/*.ts',
      'ormconfig.ts',
    ],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: EVERYWHERE,
  },
  {
    files: ['web/**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: { project: './web/tsconfig.json', tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      ...EVERYWHERE,
      'max-lines': SIZE['max-lines'],
      // The default of an optional property counts as a branch.
      complexity: ['error', 12],
      'max-params': SIZE['max-params'],
      // Components take callbacks out of their properties; none of them uses `this`.
      '@typescript-eslint/unbound-method': 'off',
      // Types of the generated documents are wider for the compiler than for the linter.
      '@typescript-eslint/no-unnecessary-type-assertion': 'off',
      // Packages' enums and the literals that travel as JSON.
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
      // Handlers of React may be asynchronous: what they return is not looked at.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
    },
  },
  {
    files: ['*.{mjs,cjs}', 'scripts/*.{mjs,cjs}', 'tests/support/*.cjs', 'web/*.mjs'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: { project: './scripts/tsconfig.json', tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      ...EVERYWHERE,
      ...SIZE,
      'no-console': 'off',
      // Sources and packages without types are reached through `require`.
      '@typescript-eslint/no-require-imports': 'off',
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
    },
  },
  {
    files: ['tests/**/*.ts', 'src/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: ['**/bench/**'], message: 'Benches use tests and src, not the other way round.' },
          ],
        },
      ],
    },
  },
  {
    files: ['src/**/*.ts', 'embedded-postgres/*.ts'],
    rules: {
      ...SIZE,
      'no-restricted-properties': ['error', ...ROUNDING, ...HIDDEN_INPUTS],
      'no-restricted-syntax': ['error', NEW_DATE, DEFAULT_EXPORT, LIMITS, LAYOUT, LAYOUT_OF_LISTS],
    },
  },
  {
    files: ['src/**/*.repository.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        NEW_DATE,
        DEFAULT_EXPORT,
        LIMITS,
        STORAGE_WORDS,
        LAYOUT,
        LAYOUT_OF_LISTS,
      ],
    },
  },
  {
    files: ['src/**/*.ts', 'embedded-postgres/**/*.ts', 'web/**/*.{ts,tsx}', 'tests/**/*.ts', 'bench/*/*.ts'],
    ignores: ['bench/peer/node_modules/'],
    rules: COMMENTS,
  },
  {
    files: ['web/**/*.{ts,tsx}'],
    rules: { 'no-restricted-syntax': ['error', LIMITS, LAYOUT, LAYOUT_OF_LISTS] },
  },
  {
    // Long lists of expected values may be grouped there.
    files: ['tests/**/*.ts', 'bench/*/*.ts', 'embedded-postgres/tests/*.ts'],
    rules: { 'no-restricted-syntax': ['error', LIMITS, LAYOUT] },
  },
  {
    // Texts come from anybody: a pattern that takes quadratic time stops the whole server.
    files: ['src/**/*.ts', 'web/**/*.{ts,tsx}'],
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': 'error',
    },
  },
  { files: ['src/domain/rounding.ts'], rules: { 'no-restricted-properties': ['error', ...HIDDEN_INPUTS] } },
  { files: ['src/platform/scope/clock.ts'], rules: { 'no-restricted-syntax': 'off' } },
  {
    files: ['src/main.ts', 'src/cli.ts', 'src/checks/run.ts', 'src/platform/config/**'],
    rules: { 'no-restricted-properties': ['error', ...ROUNDING] },
  },
  {
    files: ['tests/**/*.ts', 'bench/**/*.ts', 'embedded-postgres/tests/*.ts'],
    rules: {
      'no-console': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-explicit-any': 'error',
      // Fixtures that stream rows are async generators without anything to await.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: ['schema.graphql'],
    plugins: { '@graphql-eslint': graphqlPlugin },
    languageOptions: {
      parser: graphqlPlugin.parser,
      parserOptions: { graphQLConfig: { schema: './schema.graphql' } },
    },
    rules: {
      '@graphql-eslint/require-description': [
        'error',
        {
          types: true,
          FieldDefinition: true,
          InputValueDefinition: true,
          EnumValueDefinition: true,
          DirectiveDefinition: true,
        },
      ],
      '@graphql-eslint/naming-convention': [
        'error',
        {
          types: 'PascalCase',
          FieldDefinition: 'camelCase',
          InputValueDefinition: 'camelCase',
          Argument: 'camelCase',
          EnumValueDefinition: 'UPPER_CASE',
        },
      ],
      '@graphql-eslint/no-typename-prefix': 'off',
      '@graphql-eslint/unique-enum-value-names': 'error',
      '@graphql-eslint/no-unreachable-types': 'error',
    },
  },
);
