// Direction rules of docs/architecture.md, enforced by `npm run check`.
const F = '^src/features/';
// The only edges features may have between them. A missing line means "no edges".
/** @type {Record<string, string[]>} */
const MAY_USE = {
  access: ['history'],
  resource: ['history'],
  tier: ['history'],
  calendar: ['history'],
  demand: ['calendar', 'history'],
  assignment: ['resource', 'tier', 'calendar', 'demand', 'history'],
  summary: ['figures', 'assignment', 'demand', 'calendar'],
  tree: ['figures', 'summary', 'assignment', 'demand', 'calendar', 'resource'],
  // access: the table that says which login may see which LOB; history: what of a change set its workbook may show.
  reports: ['access', 'history', 'figures', 'summary', 'demand', 'resource'],
  allocation: ['assignment', 'summary', 'demand', 'resource', 'calendar', 'history'],
  imports: ['resource', 'demand', 'calendar', 'assignment', 'summary'],
  // allocation: its registry of options is the parameters of a preview.
  rest: ['allocation'],
};
const { readdirSync } = require('node:fs');
const ROLES =
  'entity|repository|sql|loaders|rules|model|service|type|input|resolver|module|routes|preset|reader|job';
// Read from disk so that a new feature folder starts with no edges at all.
const featureEdges = readdirSync('src/features').map((feature) => ({
  name: `feature-edge-${feature}`,
  severity: 'error',
  comment: `${feature} may use only: ${(MAY_USE[feature] ?? []).join(', ') || 'nothing'}`,
  from: { path: `${F}${feature}/` },
  to: { path: F, pathNot: `${F}(${[feature, ...(MAY_USE[feature] ?? [])].join('|')})/` },
}));
/** @type {(name: string, from: object, to: object, comment?: string) => object} */
const error = (name, from, to, comment) => ({
  name,
  severity: 'error',
  from,
  to,
  ...(comment && { comment }),
});

module.exports = {
  forbidden: [
    error('no-circular', {}, { circular: true }),
    error('no-orphans', { orphan: true, path: '^src/', pathNot: '(main|cli|run|write-[a-z-]+)\\.ts$' }, {}),
    error(
      'domain-is-pure',
      { path: '^src/domain/' },
      { pathNot: ['^src/domain/', 'node_modules/big\\.js/', 'node_modules/@types/big\\.js/'] },
    ),
    error(
      'platform-knows-no-feature',
      { path: '^src/platform/' },
      { path: '^src/(features|app|main|demo|checks)' },
    ),
    error('feature-knows-no-app', { path: F }, { path: '^src/(app|main|demo|checks)' }),
    error(
      'feature-through-the-door',
      { path: '^src/features/([^/]+)/' },
      { path: F, pathNot: ['^src/features/$1/', '^src/features/[^/]+/(index|graphql|sql)\\.ts$'] },
    ),
    error(
      'own-door-is-for-others',
      { path: '^src/features/([^/]+)/', pathNot: '\\.(entity)\\.ts$' },
      { path: '^src/features/$1/(index|graphql)\\.ts$' },
    ),
    error(
      'door-hides-storage',
      { path: '^src/features/[^/]+/index\\.ts$' },
      { path: '\\.(entity|repository|resolver|module|type|input)\\.ts$' },
    ),
    error(
      'sql-door-is-for-repositories',
      { path: '^src/', pathNot: '\\.repository\\.ts$|(/|\\.)sql\\.ts$' },
      { path: '^src/features/.+(/|\\.)sql\\.ts$' },
      'fragments of SQL are read by statements only',
    ),
    error(
      'graphql-door-is-types-only',
      { path: '^src/features/[^/]+/graphql\\.ts$' },
      { pathNot: '\\.(type|input)\\.ts$' },
    ),
    error(
      'app-through-modules',
      { path: '^src/app/' },
      { path: F, pathNot: '\\.(module|entity)\\.ts$|/(index|graphql)\\.ts$' },
    ),
    error(
      'typeorm-only-in-storage',
      {
        path: '^src/',
        pathNot: '\\.(entity|repository)\\.ts$|^src/platform/(database|transaction|http|events)/|^src/app/',
      },
      { path: '(^|node_modules/)(typeorm|pg)/' },
    ),
    error(
      'graphql-only-at-the-edge',
      {
        path: '^src/',
        pathNot:
          '\\.(type|input|resolver|routes)\\.ts$|^src/platform/(graphql|persisted|http|jobs)/|^src/app/|^src/main|^src/features/rest/',
      },
      { path: 'node_modules/(type-graphql|graphql|@apollo)/' },
    ),
    error(
      'dataloader-only-in-platform',
      { path: '^src/', pathNot: '^src/platform/(loaders|graphql|scope)/' },
      { path: 'node_modules/dataloader/' },
    ),
    error('resolver-not-to-storage', { path: '\\.resolver\\.ts$' }, { path: '\\.(entity|repository)\\.ts$' }),
    error(
      'inner-not-to-edge',
      { path: '\\.(entity|repository|service|rules|loaders|model)\\.ts$' },
      { path: '\\.(type|input|resolver)\\.ts$|^src/features/[^/]+/graphql\\.ts$' },
    ),
    error(
      'rules-are-pure',
      { path: '\\.rules\\.ts$' },
      { pathNot: ['^src/domain/', '\\.(rules|model)\\.ts$', 'node_modules/(@types/)?big\\.js/'] },
    ),
    error(
      'role-suffix',
      {
        path: '^src/features/.+\\.ts$',
        pathNot: `/(index|graphql|sql)\\.ts$|\\.(${ROLES})\\.ts$|^src/features/allocation/engine/`,
      },
      {},
      'suffix rules are blind to a file without a role',
    ),
    error(
      'engine-is-pure',
      { path: '^src/features/allocation/engine/' },
      { pathNot: ['^src/features/allocation/engine/', '^src/domain/', 'node_modules/(@types/)?big\\.js/'] },
    ),
    error(
      'embedded-postgres-stands-alone',
      { path: '^embedded-postgres/' },
      { pathNot: ['^embedded-postgres/', 'node_modules/(@types/)?pg/', '^node:', '^[a-z_/]+$'] },
    ),
    error(
      'embedded-postgres-has-one-user',
      { path: '^src/', pathNot: '^src/platform/database/database-url\\.ts$' },
      { path: '^embedded-postgres/' },
    ),
    error(
      'embedded-postgres-through-the-door',
      { path: '^src/' },
      { path: '^embedded-postgres/', pathNot: '^embedded-postgres/embedded-server\\.ts$' },
    ),
    error('src-not-to-tests', { path: '^src/' }, { path: '^(tests|bench)/' }),
    error('migrations-stand-alone', { path: '^migrations/' }, { path: '^src/' }),
    ...featureEdges,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
