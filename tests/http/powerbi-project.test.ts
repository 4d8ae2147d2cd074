import { DefaultSettings, TaskUtils } from '@microsoft/powerquery-parser';
import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import { MEASURES } from '../../src/features/reports/project/measures.preset';
import { MODEL_TABLES, RELATIONS } from '../../src/features/reports/project/model-tables.preset';
import { POWER_BI_TABLES } from '../../src/features/reports/registry/reports.preset';
import { importMay, startDemoServer } from '../support/demo-server';
import type { TestServer } from '../support/http';
import { PowerQueryTable } from '../support/power-query';
import { twinsOf, type Selection } from '../support/measure-twins';

let server: TestServer;
let files: Map<string, string>;
beforeAll(async () => {
  server = await startDemoServer();
  await importMay(server);
  files = await unzip(await get('reports/powerbi/headroom.pbip.zip'));
}, 180_000);
afterAll(() => server.close());

const get = (path: string): Promise<Response> => fetch(`${server.url}/api/v2/${path}`);

async function unzip(response: Response): Promise<Map<string, string>> {
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/zip']);
  const buffer = Buffer.from(await response.arrayBuffer());
  const zip = await new Promise<ZipFile>((resolve, reject) =>
    fromBuffer(buffer, { lazyEntries: true }, (error, opened) => (error ? reject(error) : resolve(opened))),
  );
  const found = new Map<string, string>();
  return new Promise((resolve, reject) => {
    zip.on('entry', (entry: Entry) =>
      zip.openReadStream(entry, (error, stream) => {
        if (error) return reject(error);
        const pieces: Buffer[] = [];
        stream.on('data', (piece: Buffer) => pieces.push(piece));
        stream.on('end', () => {
          found.set(entry.fileName, Buffer.concat(pieces).toString('utf8'));
          zip.readEntry();
        });
      }),
    );
    zip.on('end', () => resolve(found));
    zip.on('error', reject);
    zip.readEntry();
  });
}

const MODEL = 'headroom.SemanticModel/definition';
const REPORT = 'headroom.Report/definition';
const file = (path: string): string => {
  const text = files.get(path);
  if (text === undefined)
    throw new Error(`${path} is not in the archive, which has ${[...files.keys()].join(', ')}`);
  return text;
};

/** An object or property of TMDL: its line, and what is nested below it by one tab more. */
interface Node {
  line: string;
  description: string;
  below: Node[];
}

/** Reads the nesting; expressions of several lines are below their property, whatever is in them. */
function readTmdl(text: string): Node[] {
  const root: Node = { line: '', description: '', below: [] };
  const open: { depth: number; node: Node }[] = [{ depth: -1, node: root }];
  let description = '';
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const depth = /^\t*/.exec(line)?.[0].length ?? 0;
    const content = line.slice(depth);
    if (content.startsWith('/// ')) {
      description += content.slice(4);
      continue;
    }
    while ((open.at(-1)?.depth ?? -1) >= depth) open.pop();
    const node: Node = { line: content, description, below: [] };
    description = '';
    open.at(-1)?.node.below.push(node);
    open.push({ depth, node });
  }
  return root.below;
}

const nameOf = (line: string): string => {
  const [, quoted, plain] = /^\w+ (?:'((?:[^']|'')*)'|(\w+))/.exec(line) ?? [];
  return plain ?? quoted?.replaceAll("''", "'") ?? '';
};
const ofKind = (nodes: readonly Node[], kind: string): Node[] =>
  nodes.filter(({ line }) => line.startsWith(`${kind} `));
const property = ({ below }: Node, name: string): string | undefined =>
  below.find(({ line }) => line.startsWith(`${name}:`))?.line.slice(name.length + 2);
/** Lines of an expression without the depth that they stand at in the file. */
const expressionOf = (
  table: string,
  owner: 'source' | 'sourceExpression' | 'pollingExpression',
): string[] => {
  const lines = file(`${MODEL}/tables/${table}.tmdl`).split('\n');
  const from = lines.indexOf(`\t\t${owner} =`);
  const rest = lines.slice(from + 1);
  const to = rest.findIndex((line) => line !== '' && !line.startsWith('\t\t\t\t'));
  return (to < 0 ? rest : rest.slice(0, to)).map((line) => line.slice(4));
};

interface Table {
  node: Node;
  columns: Map<string, Node>;
}
const tables = (): Map<string, Table> =>
  new Map(
    MODEL_TABLES.map(({ name }) => {
      const [node] = ofKind(readTmdl(file(`${MODEL}/tables/${name}.tmdl`)), 'table');
      if (!node) throw new Error(name);
      return [
        name,
        {
          node,
          columns: new Map(ofKind(node.below, 'column').map((column) => [nameOf(column.line), column])),
        },
      ];
    }),
  );

describe('the archive', () => {
  it('holds a project that refers to nothing that is not in it', () => {
    const pbip = JSON.parse(file('headroom.pbip')) as { artifacts: [{ report: { path: string } }] };
    expect(pbip.artifacts).toEqual([{ report: { path: 'headroom.Report' } }]);
    const pbir = JSON.parse(file('headroom.Report/definition.pbir')) as object;
    expect(pbir).toMatchObject({
      version: '4.0',
      datasetReference: { byPath: { path: '../headroom.SemanticModel' } },
    });
    for (const part of [
      'headroom.Report/.platform',
      'headroom.SemanticModel/.platform',
      'headroom.SemanticModel/definition.pbism',
    ])
      expect(file(part)).toContain('"$schema"');
    const model = file(`${MODEL}/model.tmdl`);
    const tablesRef = [...model.matchAll(/^ref table (\w+)$/gm)].map(([, name]) => name);
    const rolesRef = [...model.matchAll(/^ref role (?:'(.*)'|(\w+))$/gm)].map(
      ([, quoted, plain]) => quoted ?? plain,
    );
    expect(tablesRef).toEqual(MODEL_TABLES.map(({ name }) => name));
    const roleFiles = [...files.keys()].filter((path) => path.startsWith(`${MODEL}/roles/`));
    expect(roleFiles.map((path) => nameOf(readTmdl(file(path))[0]?.line ?? ''))).toEqual(rolesRef);
    const tableFiles = [...files.keys()].filter((path) => path.startsWith(`${MODEL}/tables/`));
    expect(tableFiles).toHaveLength(MODEL_TABLES.length);
  });

  it('has JSON parts as Microsoft’s published schemas ask: what is required, and nothing else', () => {
    // Required and possible members, from the schemas that each part names in $schema.
    const parts: [path: RegExp, schema: RegExp, required: string[], possible: string[]][] = [
      [/\.pbip$/, /pbip\/pbipProperties\/1\.0\.0/, ['version', 'artifacts'], ['settings']],
      [/\.pbism$/, /semanticModel\/definitionProperties\/1\.0\.0/, ['version'], ['settings']],
      [/\.pbir$/, /report\/definitionProperties\/2\.0\.0/, ['version', 'datasetReference'], []],
      [/\.platform$/, /platformProperties\/2\.0\.0/, ['metadata', 'config'], []],
      [/version\.json$/, /versionMetadata\/1\.0\.0/, ['version'], []],
      [/report\.json$/, /definition\/report\/2\.0\.0/, ['themeCollection'], ['settings']],
      [/pages\.json$/, /pagesMetadata\/1\.0\.0/, [], ['pageOrder', 'activePageName']],
      [
        /page\.json$/,
        /definition\/page\/2\.0\.0/,
        ['name', 'displayName', 'displayOption'],
        ['height', 'width'],
      ],
      [/visual\.json$/, /visualContainer\/2\.0\.0/, ['name', 'position', 'visual'], []],
    ];
    const seen = [...files.keys()].filter((path) => !path.endsWith('.tmdl'));
    for (const path of seen) {
      const [, schema, required, possible] = parts.find(([pattern]) => pattern.test(path)) ?? [];
      const { $schema, ...rest } = JSON.parse(file(path)) as Record<string, unknown>;
      expect($schema).toMatch(schema ?? /^$/);
      expect($schema).toMatch(
        /^https:\/\/developer\.microsoft\.com\/json-schemas\/fabric\/.*\/schema\.json$/,
      );
      for (const name of required ?? []) expect(Object.keys(rest)).toContain(name);
      expect(
        Object.keys(rest).filter((name) => ![...(required ?? []), ...(possible ?? [])].includes(name)),
      ).toEqual([]);
    }
    expect(seen).toHaveLength(8 + 11 + 1);
  });

  it('is the same when asked again, and never holds a key', async () => {
    const again = await unzip(await get('reports/powerbi/headroom.pbip.zip?api_key=hr_secret'));
    expect([...again]).toEqual([...files]);
    const basic = await unzip(await get('reports/powerbi/headroom.pbip.zip?auth=basic'));
    expect([...basic.values()].some((text) => text.includes('ApiKeyName'))).toBe(false);
    expect([...files.values()].some((text) => text.includes('ApiKeyName = "api_key"'))).toBe(true);
    expect((await get('reports/powerbi/headroom.pbip.zip?colour=red')).status).toBe(400);
  });
});

describe('the model', () => {
  it('is nested by tabs, with a description for every table, column and measure', () => {
    for (const [path, text] of files) if (path.endsWith('.tmdl')) expect(text).not.toMatch(/^ +\S/m);
    for (const [name, { node, columns }] of tables()) {
      expect([name, node.description === '']).toEqual([name, false]);
      for (const [column, { description }] of columns)
        expect([column, description === '']).toEqual([column, false]);
      for (const { line, description } of ofKind(node.below, 'measure'))
        expect([line, description === '']).toEqual([line, false]);
    }
  });

  it('has every column of every Power BI table but the comparison, with its type', async () => {
    const known = POWER_BI_TABLES.map(({ name }) => name).filter((name) => name !== 'comparison');
    expect(MODEL_TABLES.map(({ path }) => path).sort()).toEqual([...known].sort());
    const types = {
      text: 'string',
      integer: 'int64',
      decimal: 'double',
      date: 'dateTime',
      datetime: 'dateTime',
      boolean: 'boolean',
    };
    for (const { name, path } of MODEL_TABLES) {
      const { schema } = (await (await get(`reports/powerbi/${path}?limit=1`)).json()) as {
        schema: { name: string; type: keyof typeof types }[];
      };
      const columns = [...(tables().get(name)?.columns ?? [])].map(([column, node]) => [
        column,
        property(node, 'dataType'),
        property(node, 'sourceColumn'),
      ]);
      expect(columns).toEqual(schema.map((column) => [column.name, types[column.type], column.name]));
    }
  });

  it('relates each fact to the key of a dimension, by one way only', () => {
    const all = tables();
    const relations = ofKind(readTmdl(file(`${MODEL}/relationships.tmdl`)), 'relationship').map((node) => ({
      from: property(node, 'fromColumn')?.split('.') ?? [],
      to: property(node, 'toColumn')?.split('.') ?? [],
    }));
    expect(relations).toEqual(RELATIONS.map(({ from, to }) => ({ from: [...from], to: [...to] })));
    const ways = relations.map(({ from: [fact], to: [dimension] }) => `${fact} → ${dimension}`);
    expect(new Set(ways).size).toBe(ways.length);
    const facts = new Set(relations.map(({ from: [fact] }) => fact));
    for (const { from, to } of relations) {
      const [one, other] = [from, to].map(([table = '', column = '']) => all.get(table)?.columns.get(column));
      expect([from, one && property(one, 'dataType')]).toEqual([from, other && property(other, 'dataType')]);
      expect(one).toBeDefined();
      // No table is on both sides: a filter reaches a fact by one way.
      expect(facts.has(to[0])).toBe(false);
      const { path } = MODEL_TABLES.find(({ name }) => name === to[0]) ?? {};
      const { key } = POWER_BI_TABLES.find(({ name }) => name === path)?.definition ?? {};
      expect([to, key]).toEqual([to, [to[1]]]);
    }
  });

  it('has no fact whose dimension is missing in the data', async () => {
    const keysOf = async (table: string, column: string): Promise<Set<unknown>> => {
      const { path, name } = MODEL_TABLES.find((known) => known.name === table) ?? { path: '', name: '' };
      const live = [
        'monthly_summary',
        'weekly_detail',
        'resource_assignments',
        'capacity_by_tier',
        'demands',
      ].includes(name);
      const response = await get(`reports/powerbi/${path}?columns=${column}${live ? '&report=live' : ''}`);
      const { rows } = (await response.json()) as { rows: unknown[][] };
      return new Set(rows.map(([cell]) => cell));
    };
    for (const { from, to } of RELATIONS) {
      const known = await keysOf(...to);
      const missing = [...(await keysOf(...from))].filter((key) => key !== null && !known.has(key));
      expect([from, missing]).toEqual([from, []]);
    }
  });

  it('marks the days as date table, sorts months by their dates, and has the hierarchies', () => {
    const all = tables();
    const days = all.get('calendar_days');
    expect(days?.node.below.map(({ line }) => line)).toContain('dataCategory: Time');
    expect(days?.columns.get('date')?.below.map(({ line }) => line)).toEqual(
      expect.arrayContaining(['dataType: dateTime', 'isKey']),
    );
    for (const { node, columns } of all.values()) {
      for (const column of columns.values()) {
        const sorting = property(column, 'sortByColumn');
        if (sorting !== undefined) expect([...columns.keys()]).toContain(sorting);
      }
      for (const hierarchy of ofKind(node.below, 'hierarchy'))
        for (const level of ofKind(hierarchy.below, 'level'))
          expect([...columns.keys()]).toContain(property(level, 'column'));
    }
    const [lobs] = ofKind(all.get('demands')?.node.below ?? [], 'hierarchy');
    expect(ofKind(lobs?.below ?? [], 'level').map(({ line }) => nameOf(line))).toEqual([
      'main_lob',
      'state',
      'case_type',
    ]);
    const month = all.get('calendar_months')?.columns.get('month');
    expect(month && property(month, 'sortByColumn')).toBe('month_start');
  });

  it('refreshes facts in a window whose head lies ahead of today', () => {
    for (const { name, policy } of MODEL_TABLES) {
      const node = tables()
        .get(name)
        ?.node.below.find(({ line }) => line === 'refreshPolicy');
      expect([name, node !== undefined]).toEqual([name, policy !== undefined]);
      if (!node) continue;
      const number = (of: string): number => Number(property(node, of));
      expect(property(node, 'policyType')).toBe('basic');
      expect(property(node, 'incrementalGranularity')).toBe('month');
      expect(property(node, 'rollingWindowGranularity')).toBe('year');
      // A report looks six months ahead; this month is inside the window too.
      expect(number('incrementalPeriodsOffset')).toBeGreaterThanOrEqual(6);
      expect(number('incrementalPeriods')).toBeGreaterThan(number('incrementalPeriodsOffset'));
      expect(number('rollingWindowPeriods') * 12).toBeGreaterThan(number('incrementalPeriods'));
      expect(expressionOf(name, 'sourceExpression')).toEqual(
        expressionOf(name, 'source').slice(0, expressionOf(name, 'sourceExpression').length),
      );
    }
    expect(file(`${MODEL}/expressions.tmdl`)).toMatch(
      /^expression RangeStart = #datetime\(\d+, 1, 1, 0, 0, 0\) meta \[IsParameterQuery=true, Type="DateTime", IsParameterQueryRequired=true\]$/m,
    );
  });

  it('reads every table by M that parses, facts from the live reports and between the bounds', async () => {
    for (const { name, policy } of MODEL_TABLES) {
      const script = expressionOf(name, 'source').join('\n');
      const task = await TaskUtils.tryLexParse(DefaultSettings, script);
      expect([name, TaskUtils.isParseStageOk(task)]).toEqual([name, true]);
      expect(script).toContain(`${server.url}/api/v2/reports/powerbi"`);
      expect([name, script.includes('RangeStart')]).toEqual([name, policy !== undefined]);
      if (policy) expect(script).toContain('report = "live"');
    }
  });

  it('asks of each partition whether it has changed: any write to one of its months, and no other', async () => {
    const marks = async (start: string, end: string): Promise<Record<string, string>> => {
      const found: Record<string, string> = {};
      for (const { name, policy } of MODEL_TABLES) {
        if (!policy) continue;
        const script = expressionOf(name, 'pollingExpression').join('\n');
        const task = await TaskUtils.tryLexParse(DefaultSettings, script);
        expect([name, TaskUtils.isParseStageOk(task)]).toEqual([name, true]);
        found[name] = await new PowerQueryTable(script, { range: { start, end } }).mark();
      }
      return found;
    };
    // The server's clock stands still here: whatever is computed from now on is later than this.
    await server.database.query(`UPDATE monthly_capacity_summary SET computed_datetime = '2025-01-01Z'`);
    const june: [string, string] = ['2025-06-01', '2025-07-01'];
    const july: [string, string] = ['2025-07-01', '2025-08-01'];
    const before = { june: await marks(...june), july: await marks(...july) };
    expect(Object.keys(before.june)).toEqual(
      MODEL_TABLES.flatMap(({ name, policy }) => (policy ? name : [])),
    );
    // Monday 2025-06-30 lies in June's period, and its week counts to July: the weekly tables have changed in both.
    const [row] = await server.database.query<{ id: number }>(
      `SELECT id FROM weekly_resource_assignment WHERE is_active AND year = 2025 AND week_number = 27 ORDER BY id LIMIT 1`,
    );
    const { data } = await server.graphql<{ deallocate: { userErrors: unknown[] } }>(
      `mutation { deallocate(id: ${row?.id}) { userErrors { message } } }`,
    );
    expect(data.deallocate.userErrors).toEqual([]);
    const changed = (was: Record<string, string>, is: Record<string, string>): string[] =>
      Object.keys(was).filter((name) => was[name] !== is[name]);
    expect(changed(before.july, await marks(...july))).toEqual(Object.keys(before.july));
    expect(changed(before.june, await marks(...june))).toEqual(['weekly_detail', 'resource_assignments']);
  });

  it('has roles: the LOBs of who signs in, and one for each LOB', async () => {
    const { rows } = (await (await get('reports/powerbi/demands?columns=main_lob&report=live')).json()) as {
      rows: [string][];
    };
    const lobs = [...new Set(rows.map(([lob]) => lob))].sort();
    expect(lobs.length).toBeGreaterThan(2);
    const roles = [...files]
      .filter(([path]) => path.startsWith(`${MODEL}/roles/`))
      .map(([, text]) => readTmdl(text)[0]);
    expect(roles.map((role) => nameOf(role?.line ?? '')).sort()).toEqual(
      ['LOBs of the login', ...lobs.map((lob) => `LOB ${lob}`)].sort(),
    );
    for (const role of roles) {
      expect(role && property(role, 'modelPermission')).toBe('read');
      const permissions = ofKind(role?.below ?? [], 'tablePermission').map(({ line }) => line);
      expect(permissions.map(nameOf)).toEqual(['demands', 'access']);
    }
    expect([...files.values()].join()).toContain(`tablePermission demands = [main_lob] = "${lobs[0]}"`);
  });

  it('has measures and roles that name columns and measures which are there', () => {
    const all = tables();
    const measures: readonly string[] = MEASURES.map(({ name }) => name);
    const written = [...all].flatMap(([table, { node }]) =>
      ofKind(node.below, 'measure').map(({ line }) => [table, nameOf(line)]),
    );
    expect(written.sort()).toEqual(MEASURES.map(({ table, name }) => [table, name]).sort());
    const roleTexts = [...files].filter(([path]) => path.includes('/roles/')).map(([, text]) => text);
    for (const dax of [...MEASURES.map((measure) => measure.dax), ...roleTexts]) {
      for (const [, table = '', column = ''] of dax.matchAll(/(\w+)\[([^\]]+)\]/g))
        expect([...(all.get(table)?.columns.keys() ?? [])]).toContain(column);
      for (const [, name] of dax.matchAll(/(?:^|[\s(])\[([^\]]+)\]/g))
        expect([...measures, 'main_lob', 'login']).toContain(name);
    }
  });
});

describe('the page', () => {
  interface Placed {
    name: string;
    position: { x: number; y: number; width: number; height: number };
    visual: {
      visualType: string;
      query: { queryState: Record<string, { projections: { field: Field }[] }> };
    };
  }
  type Named = { Expression: { SourceRef: { Entity: string } }; Property: string };
  type Field = { Column: Named } | { Measure: Named };

  it('places visuals within its bounds, beside each other, over fields that the model has', () => {
    const { width, height } = JSON.parse(file(`${REPORT}/pages/capacity/page.json`)) as {
      width: number;
      height: number;
    };
    const visuals = [...files]
      .filter(([path]) => path.endsWith('/visual.json'))
      .map(([path, text]) => ({ path, ...(JSON.parse(text) as Placed) }));
    expect(visuals.length).toBeGreaterThan(8);
    const all = tables();
    for (const { path, name, position: at, visual } of visuals) {
      expect(path).toBe(`${REPORT}/pages/capacity/visuals/${name}/visual.json`);
      expect([at.x >= 0, at.y >= 0, at.x + at.width <= width, at.y + at.height <= height]).toEqual([
        true,
        true,
        true,
        true,
      ]);
      for (const { projections } of Object.values(visual.query.queryState)) {
        for (const { field } of projections) {
          const named = 'Column' in field ? field.Column : field.Measure;
          const { node, columns } = all.get(named.Expression.SourceRef.Entity) ?? {};
          const names =
            'Column' in field
              ? [...(columns?.keys() ?? [])]
              : ofKind(node?.below ?? [], 'measure').map(({ line }) => nameOf(line));
          expect(names).toContain(named.Property);
        }
      }
    }
    for (const [i, { position: a }] of visuals.entries())
      for (const { position: b } of visuals.slice(i + 1))
        expect(
          a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y,
        ).toBe(true);
  });
});

describe('every measure’s SQL twin', () => {
  interface Metrics {
    forecast: number;
    capacity: number;
    gap: number;
    coverage: number | null;
    fteEquivalent: number;
    fteRequired: number | null;
    fteCount: number;
  }
  interface Tree {
    capacityTree: {
      metrics: Metrics;
      lobs: {
        mainLob: string;
        metrics: Metrics;
        states: { code: string; metrics: Metrics; caseTypes: { caseType: string; metrics: Metrics }[] }[];
      }[];
    };
  }
  const METRICS = 'metrics { forecast capacity gap coverage fteEquivalent fteRequired fteCount }';

  async function check(metrics: Metrics, selection: Selection): Promise<void> {
    const { text, values } = twinsOf(selection);
    const [row = {}] = await server.database.query<Record<string, string | null>>(text, values);
    const figures = Object.fromEntries(
      MEASURES.map(({ name }) => [name, row[name] === null ? null : Number(row[name])]),
    );
    const { Coverage: coverage = null, ...exact } = figures;
    // The tree shows six places of a quotient that the model has whole.
    const rounding = coverage === null ? 0 : Math.abs(coverage - (metrics.coverage ?? 0));
    const shown = (value: number | null): number | null => (value === null ? null : Number(value.toFixed(6)));
    const of = (value: Record<string, number | null>): unknown =>
      Object.fromEntries(Object.entries(value).map(([name, figure]) => [name, shown(figure)]));
    expect([selection, coverage === null, rounding <= 5.0001e-7, of(exact)]).toEqual([
      selection,
      metrics.coverage === null,
      true,
      of({
        Forecast: metrics.forecast,
        Capacity: metrics.capacity,
        Gap: metrics.gap,
        FTE: metrics.fteEquivalent,
        'FTE required': metrics.fteRequired,
        Heads: metrics.fteCount,
      }),
    ]);
  }

  // Nobody is assigned in November yet.
  it.each([
    ['2025-06', 100],
    ['2025-09', 100],
    ['2025-11', 0],
  ])('equals the tree’s figures in %s, at every level', async (month, people) => {
    const { data, errors } = await server.graphql<Tree>(
      `query ($month: YearMonth) { capacityTree(month: $month) { ${METRICS}
         lobs { mainLob: name ${METRICS} states { code ${METRICS} caseTypes { caseType: name ${METRICS} } } } } }`,
      { month },
    );
    const monthStart = `${month}-01`;
    expect(errors).toBeUndefined();
    const { metrics, lobs } = data.capacityTree;
    await check(metrics, { monthStart });
    expect(metrics.fteCount >= people).toBe(true);
    let cells = 0;
    for (const lob of lobs) {
      const { mainLob } = lob;
      await check(lob.metrics, { monthStart, mainLob });
      for (const { code: state, metrics: ofState, caseTypes } of lob.states.slice(0, 3)) {
        await check(ofState, { monthStart, mainLob, state });
        for (const { caseType, metrics: ofCase } of caseTypes.slice(0, 2)) {
          await check(ofCase, { monthStart, mainLob, state, caseType });
          cells += 1;
        }
      }
    }
    expect(cells).toBeGreaterThan(5);
  });
});
