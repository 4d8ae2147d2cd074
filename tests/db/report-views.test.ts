import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../src/platform/config/project-root';
import { REPORTS } from '../../src/features/reports';
import { answerReport } from '../../src/features/reports/registry/report-table.service';
import type { ReportArgs } from '../../src/features/reports/tables/report.model';
import { insertReport } from '../support/factories/demand';
import { FL, freezeMonths, GLOBAL, MANY_ASSIGNMENTS, recompute } from '../support/factories/report';
import { openTestApp, type TestApp } from '../support/scope';

/** Two reports, of April and June 2025, some of April's months frozen; 60 people on 24 demands at six tiers, two of 75 %. */
let app: TestApp;
beforeAll(async () => {
  app = await openTestApp(MANY_ASSIGNMENTS);
  await app.database.query(
    `WITH twin AS (INSERT INTO production_capacity_tier (tier_name, capacity_percentage, display_order) VALUES ('Twin', 0.75, 10)
       RETURNING id)
     UPDATE weekly_resource_assignment SET capacity_tier_id = twin.id FROM twin
     WHERE capacity_tier_id = (SELECT p.id FROM production_capacity_tier p WHERE p.tier_name = '75% Ramp') AND resource_cn < 'P030'`,
  );
  await recompute(() => app.newScope());
  await freezeMonths(app.database, { year: 2025, month: 'April' }, [1, 3, 4, 5, 6]);
  await insertReport(app.database, {
    report: { year: 2025, month: 6 },
    demands: [
      { ...FL, months: [7, 8, 9, 10, 11, 12] },
      { ...GLOBAL, targetCph: null, months: [70, 80, 90, 100, 110, 120] },
    ],
  });
  await recompute(() => app.newScope());
  // Frozen figures stay whatever becomes of the tiers.
  await app.database.query(
    `UPDATE production_capacity_tier SET tier_name = 'Renamed' WHERE capacity_percentage = 0.5`,
  );
}, 60_000);
afterAll(() => app.close());

type Row = Record<string, unknown>;
const BASIC_TIERS = new Set(['tier_100', 'tier_75', 'tier_50', 'tier_25']);
const isOtherTier = (name: string): boolean => /^tier_\d+(_\d+)?$/.test(name) && !BASIC_TIERS.has(name);

/** A flat report's rows; tiers beyond the four summed up as the views have them. */
async function flat(report: string, args: ReportArgs): Promise<{ columns: string[]; rows: string[] }> {
  const definition = REPORTS.find(({ path: known }) => known === report);
  if (!definition) throw new Error(report);
  const { columns, rows, schema } = await answerReport(app.newScope(), definition, args);
  const names = (columns ?? []).filter((name) => !isOtherTier(name));
  const objects = (rows ?? []).map((cells) => {
    const row: Row = Object.fromEntries((columns ?? []).map((name, at) => [name, cells[at]]));
    const others = Object.keys(row).filter(isOtherTier);
    const shown = Object.fromEntries(names.map((name) => [name, row[name]]));
    return others.length === 0
      ? shown
      : { ...shown, tier_other: others.reduce((sum, name) => sum + Number(row[name]), 0) };
  });
  expect(schema).not.toBeNull();
  return { columns: names, rows: sorted(objects) };
}

/** A view's rows, numbers and moments as JSON has them. */
async function view(name: string, columns: readonly string[], where: string): Promise<string[]> {
  const facts = await app.database.query<{ name: string; type: string }>(
    `SELECT column_name AS name, data_type AS type FROM information_schema.columns WHERE table_name = $1`,
    [name],
  );
  const typeOf = new Map(facts.map(({ name: column, type }) => [column, type]));
  const rows = await app.database.query<Row>(`SELECT ${columns.join(', ')} FROM ${name} WHERE ${where}`);
  return sorted(
    rows.map((row) =>
      Object.fromEntries(columns.map((column) => [column, jsonOf(row[column], typeOf.get(column) ?? '')])),
    ),
  );
}

function jsonOf(value: unknown, type: string): unknown {
  if (value instanceof Date) return isoOf(value.toISOString());
  return value !== null && ['numeric', 'bigint', 'integer'].includes(type) ? Number(value) : value;
}
const isoOf = (text: string): string => text.replace(/\.?0*Z$/, 'Z');

function sorted(rows: readonly Row[]): string[] {
  return rows
    .map((row) =>
      JSON.stringify(
        Object.fromEntries(
          Object.entries(row)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([name, value]) => [
              name,
              /_at$/.test(name) && typeof value === 'string' ? isoOf(value) : value,
            ]),
        ),
      ),
    )
    .sort();
}

const FACTS = [
  'powerbi/monthly-summary',
  'powerbi/weekly-detail',
  'powerbi/resource-assignments',
  'capacity-by-tier',
];
const DIMENSIONS = REPORTS.filter(
  ({ kind, path: name }) => kind === 'dimension' && !['powerbi/about', 'powerbi/access'].includes(name),
).map(({ path: name }) => name);
const viewOf = (report: string): string => `report_${(report.split('/').at(-1) ?? '').replaceAll('-', '_')}`;

const everyViewOf = (report: string): string => viewOf(report).replace('report_', 'report_all_');

it.each(FACTS)(
  'the view of %s has the rows of the flat report: of each report, and of report=live',
  async (report) => {
    const cases: [ReportArgs, string, string][] = [
      [{ report: '2025-04' }, `report = '2025-04'`, everyViewOf(report)],
      [{ report: '2025-06' }, `report = '2025-06'`, everyViewOf(report)],
      [{ live: true }, 'is_live', everyViewOf(report)],
      [{ live: true }, 'true', viewOf(report)],
    ];
    for (const [args, where, name] of cases) {
      const expected = await flat(report, args);
      const further = expected.rows[0]?.includes('"tier_other"') ? ['tier_other'] : [];
      const seen = await view(name, [...expected.columns, ...further], where);
      expect([name, where, seen.length]).toEqual([name, where, expected.rows.length]);
      expect(seen).toEqual(expected.rows);
    }
    const { rows } = await flat(report, { live: true });
    expect(rows.length).toBeGreaterThan(50);
  },
);

it.each(DIMENSIONS)('the view of %s has the rows of the flat report', async (report) => {
  const expected = await flat(report, report === 'powerbi/demands' ? { live: true } : {});
  expect(expected.rows.length).toBeGreaterThan(0);
  expect(await view(viewOf(report), expected.columns, 'true')).toEqual(expected.rows);
});

it('has the columns that docs/sql-views.md names, in that order: connectors keep them', async () => {
  const text = readFileSync(path.join(projectRoot(), 'docs/sql-views.md'), 'utf8');
  const documented = [...text.matchAll(/^\| `(report_\w+)` \| [^|]+ \| ([^|]+) \|$/gm)].map(
    ([, name, columns = '']) => [name, columns.trim().split(/\s+/)],
  );
  const rows = await app.database.query<{ view: string; columns: string[] }>(
    `SELECT table_name AS view, json_agg(column_name ORDER BY ordinal_position) AS columns
     FROM information_schema.columns WHERE table_name LIKE 'report\\_%' GROUP BY table_name`,
  );
  expect(Object.fromEntries(documented)).toEqual(
    Object.fromEntries(rows.map((row) => [row.view, row.columns])),
  );
});

describe('the read-only role of deploy/report-reader.sql', () => {
  const role = `report_reader_${process.pid}`;
  const script = readFileSync(path.join(projectRoot(), 'deploy/report-reader.sql'), 'utf8').replaceAll(
    'report_reader',
    role,
  );
  beforeAll(async () => {
    await app.database.query(script);
  });
  afterAll(async () => {
    await app.database.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
  });
  const asReader = async (sql: string): Promise<Row[]> => {
    const { db } = app.newScope();
    return db.manager.transaction(async (manager) => {
      await manager.query(`SET LOCAL ROLE ${role}`);
      return manager.query<Row[]>(sql);
    });
  };

  it('reads every view whole', async () => {
    const names = [...FACTS, ...DIMENSIONS].map(viewOf);
    for (const name of [...names, ...FACTS.map(everyViewOf)]) {
      const [all] = await app.database.query<Row>(`SELECT count(*) AS count FROM ${name}`);
      expect([name, await asReader(`SELECT count(*) AS count FROM ${name}`)]).toEqual([name, [all]]);
    }
  });

  it('writes nothing, and reads no keys, sessions or history', async () => {
    for (const statement of [
      `UPDATE report_tiers SET tier_name = 'x'`,
      `DELETE FROM report_resources`,
      `INSERT INTO production_capacity_tier (tier_name, capacity_percentage, display_order) VALUES ('x', 0.1, 1)`,
      'SELECT * FROM api_key',
      'SELECT * FROM session',
      'SELECT * FROM change_set_entry',
      'CREATE TABLE x (y integer)',
    ])
      await expect(asReader(statement)).rejects.toThrow(/permission denied/);
  });
});

it('holds row-level security: a role with a LOB scope sees its LOBs only', async () => {
  const { db } = app.newScope();
  const lobs = await db.manager.transaction(async (manager) => {
    await manager.query(
      `SET LOCAL ROLE headroom_scoped; SET LOCAL "headroom.lobs" = 'Amisys Medicaid DOMESTIC'`,
    );
    const seen: unknown[] = [];
    for (const name of [
      'report_monthly_summary',
      'report_weekly_detail',
      'report_resource_assignments',
      'report_demands',
    ])
      seen.push(await manager.query(`SELECT DISTINCT main_lob FROM ${name}`));
    return seen;
  });
  expect(lobs).toEqual(Array(4).fill([{ main_lob: 'Amisys Medicaid DOMESTIC' }]));
});
