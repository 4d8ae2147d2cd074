import { ENTITY_SETS } from '../../src/features/reports/odata/service/entity-sets.preset';
import { MANY_ASSIGNMENTS } from '../support/factories/report';
import { startTestServer, type TestServer } from '../support/http';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({}, MANY_ASSIGNMENTS);
}, 60_000);
afterAll(() => server.close());

type Row = Record<string, string | number | boolean | null>;

async function page(url: string, size: number): Promise<{ rows: Row[]; next: string | undefined }> {
  const response = await fetch(url, { headers: { prefer: `odata.maxpagesize=${size}` } });
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  const body = (await response.json()) as { value: Row[]; '@odata.nextLink'?: string };
  return { rows: body.value, next: body['@odata.nextLink'] };
}

/**
 * What others write between two pages: before, between and behind the rows that were read, something comes and goes. Each
 * step goes by its number, so that every walk of a table meets other rows.
 */
async function others(step: number): Promise<void> {
  const [before, behind] = [`A${step}`, `zz${step}`];
  await server.database.query(
    `INSERT INTO resource_v2 (cn, first_name, last_name, primary_platform, location, created_datetime, updated_datetime)
     SELECT cn, 'New', 'One', 'Amisys', 'Domestic', now(), now() FROM unnest($1::text[]) cn`,
    [[before, `P0${step % 60}A${step}`, behind]],
  );
  await server.database.query(
    `INSERT INTO forecast (report_month, report_year, forecast_month_index, main_lob, state, case_type, forecast, target_cph,
       platform, market, locality)
     SELECT 'April', 2025, i, lob, 'GA', 'New', 5, 10, 'Amisys', 'Market', 'Domestic'
     FROM unnest($1::text[]) lob CROSS JOIN generate_series(1, 6) i`,
    [[`${before} Domestic`, `Facets ${step} Domestic`, `${behind} Domestic`]],
  );
  await server.database.query(
    `INSERT INTO production_capacity_tier (tier_name, capacity_percentage, display_order) VALUES ($1, 1, 1), ($2, 0.01, 1)`,
    [before, behind],
  );
  // Rows go: a person's weeks, and what came a step before.
  await server.database.query(
    `UPDATE weekly_resource_assignment SET is_active = false, deallocated_datetime = now(), deallocated_by = 'test'
     WHERE is_active AND resource_cn = 'P' || lpad(($1::integer * 7 % 60)::text, 3, '0') AND week_number < 25`,
    [step],
  );
  const gone = step - 1;
  await server.database.query(`DELETE FROM forecast WHERE case_type = 'New' AND main_lob ~ $1`, [
    `(A|Facets |zz)${gone} `,
  ]);
  await server.database.query(`DELETE FROM resource_v2 WHERE cn ~ $1`, [`^(A|zz|P...A)${gone}$`]);
  await server.database.query(`DELETE FROM production_capacity_tier WHERE tier_name ~ $1`, [
    `^(A|zz)${gone}$`,
  ]);
  // Rows change, but not in what orders them.
  await server.database.query(`UPDATE forecast SET forecast = forecast + 1 WHERE state = 'FL'`);
  await server.database.query(`UPDATE resource_v2 SET last_name = last_name || '.' WHERE cn < 'P030'`);
}

let steps = 0;

const SETS = ENTITY_SETS.filter(({ name, key }) => key.length > 0 && name !== 'access');
const WALKS = SETS.flatMap(({ name, key }) => [
  [name, key, ''] as const,
  [name, key, `$orderby=${[...key].reverse().join(' desc,')} desc`] as const,
]);

test.each(WALKS)(
  '%s: whoever pages while others write meets each row that stays once (%s %s)',
  async (set, key, options) => {
    const root = `${server.url}/api/v2/odata/${set}`;
    const keyOf = (row: Row): string => JSON.stringify(key.map((name) => row[name]));
    const keysOf = async (): Promise<string[]> => (await page(root, 100_000)).rows.map(keyOf);
    const atFirst = await keysOf();
    const size = Math.max(1, Math.ceil(atFirst.length / 6));
    const met: string[] = [];
    let next: string | undefined = `${root}?${options}`;
    for (let pages = 0; next !== undefined; pages += 1) {
      const { rows, next: link }: Awaited<ReturnType<typeof page>> = await page(next, size);
      met.push(...rows.map(keyOf));
      next = link;
      if (next !== undefined && pages < 8) await others((steps += 1));
      if (pages > 60) throw new Error('endless');
    }
    const atLast = new Set(await keysOf());
    const stayed = atFirst.filter((row) => atLast.has(row));
    expect(stayed.length).toBeGreaterThan(0);
    expect(new Set(met).size).toBe(met.length);
    const seen = new Set(met);
    expect(stayed.filter((row) => !seen.has(row))).toEqual([]);
  },
  60_000,
);
