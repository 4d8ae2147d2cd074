import { OData } from '@odata/client';
import { ENTITY_SETS } from '../../src/features/reports/odata/service/entity-sets.preset';
import { startDemoServer } from '../support/demo-server';
import type { TestServer } from '../support/http';

/** A client that knows nothing of this service reads every table with every option, on demo data. */
type Row = Record<string, string | number | boolean | null>;
interface Column {
  name: string;
  type: string;
}

let server: TestServer;
let client: ReturnType<typeof OData.New4>;
let columns: Map<string, Column[]>;
beforeAll(async () => {
  server = await startDemoServer();
  const root = `${server.url}/api/v2/odata`;
  client = OData.New4({ metadataUri: `${root}/$metadata`, serviceEndpoint: `${root}/` });
  const xml = await (await fetch(`${root}/$metadata`)).text();
  columns = new Map(
    [...xml.matchAll(/<EntityType Name="(\w+)">([\s\S]*?)<\/EntityType>/g)].map(([, set = '', type = '']) => [
      set,
      [...type.matchAll(/<Property Name="(\w+)" Type="Edm\.(\w+)"/g)].map(([, name = '', of = '']) => ({
        name,
        type: of,
      })),
    ]),
  );
}, 120_000);
afterAll(() => server.close());

/** The client encodes everything but the percent sign. */
const literalOf = (type: string, value: Row[string]): string =>
  value !== null && type === 'String'
    ? `'${String(value).replaceAll("'", "''").replaceAll('%', '%25')}'`
    : String(value);

it.each(ENTITY_SETS.map(({ name }) => name))('%s is read with every option', async (name) => {
  const set = client.getEntitySet<Row>(name);
  const known = columns.get(name) ?? [];
  expect(known.length).toBeGreaterThan(1);
  const first = await set.query(client.newParam().top(5).count(true));
  const total = await set.count();
  expect(first.length).toBe(Math.min(5, total));
  const [row] = first;
  if (!row) {
    // Nobody has signed in: the only table that may be empty.
    expect(name).toBe('access');
    return;
  }
  expect(Object.keys(row).filter((key) => !key.startsWith('@'))).toEqual(known.map((column) => column.name));

  const second = await set.query(client.newParam().skip(1).top(1));
  expect(second).toEqual(first.slice(1, 2));

  for (const { name: column, type } of known) {
    const value = row[column] ?? null;
    const equal = client
      .newParam()
      .select(column)
      .filter(`${column} eq ${literalOf(type, value)}`)
      .top(3);
    for (const found of await set.query(equal)) expect(found).toEqual({ [column]: value });
    const ordered = await set.query(client.newParam().select(column).orderby(column, 'asc').top(20));
    const cells = ordered.map((found) => found[column] ?? null);
    if (type !== 'String' && type !== 'Boolean') expect(cells).toEqual([...cells].sort(nullFirst));
    const others = await set.query(
      client
        .newParam()
        .filter(`not (${column} eq ${literalOf(type, value)})`)
        .top(1),
    );
    for (const other of others) expect(other[column] ?? null).not.toEqual(value);
  }
});

function nullFirst(a: Row[string], b: Row[string]): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? -1 : 1;
  return a < b ? -1 : 1;
}

it('finds rows by the client’s own filters and keys', async () => {
  const months = client.getEntitySet<Row>('monthly_summary');
  const filter = client
    .newFilter()
    .property('gap')
    .lt(0)
    .property('month_start')
    .ge('2025-05-01' as never);
  const rows = await months.query(
    client.newParam().filter('gap lt 0 and month_start ge 2025-07-01').orderby('gap', 'asc'),
  );
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.every(({ gap, month_start }) => Number(gap) < 0 && String(month_start) >= '2025-07-01')).toBe(
    true,
  );
  expect(String(filter)).toContain('gap lt 0');
  const tier = await client.getEntitySet<Row>('tiers').retrieve(2);
  expect(tier['tier_id']).toBe(2);
  const [demand] = await client.getEntitySet<Row>('demands').query(client.newParam().top(1));
  const same = await client.getEntitySet<Row>('demands').find({ demand_key: demand?.['demand_key'] ?? '' });
  expect(same).toEqual([demand]);
});

it('gets errors that it understands', async () => {
  const tiers = client.getEntitySet<Row>('tiers');
  await expect(tiers.query(client.newParam().expand('x'))).rejects.toThrow('$expand is not supported');
  await expect(tiers.query(client.newParam().filter('nope eq 1'))).rejects.toThrow(
    'there is no property nope',
  );
});

it('sums as the tree does, month by month', async () => {
  const { data } = await server.graphql<{ capacityTree: { series: Point[] } }>(
    '{ capacityTree { series { month forecast capacity } } }',
  );
  const wanted = client.newParam().select(['month_start', 'forecast', 'capacity']);
  const rows = await client.getEntitySet<Row>('monthly_summary').query(wanted);
  const { series } = data.capacityTree;
  expect(series).toHaveLength(6);
  for (const { month, forecast, capacity } of series) {
    const ofMonth = rows.filter(({ month_start }) => month_start === `${month}-01`);
    const sum = (name: string): number => ofMonth.reduce((total, row) => total + Number(row[name]), 0);
    expect(sum('forecast')).toBe(forecast);
    expect(sum('capacity')).toBeCloseTo(capacity, 3);
  }
});

interface Point {
  month: string;
  forecast: number;
  capacity: number;
}
