import { readFilter } from '../../../src/features/reports/registry/report-filter.rules';
import { chooseFormat } from '../../../src/features/reports/delivery/report-format.rules';
import { objectWriter, rowJson } from '../../../src/features/reports/rows/report-json.rules';
import { powerQueryScript } from '../../../src/features/reports/delivery/power-query.rules';
import { tierColumns } from '../../../src/features/reports/tables/report-columns.rules';

test('the format parameter wins over Accept; Accept is read with its qualities', () => {
  expect(chooseFormat(['CSV'], 'application/json')).toBe('csv');
  expect(chooseFormat(undefined, 'text/html,application/xhtml+xml,*/*;q=0.8')).toBe('json');
  expect(chooseFormat(undefined, 'application/json;q=0.5, text/csv')).toBe('csv');
  expect(chooseFormat(undefined, 'text/csv;q=0, application/x-ndjson')).toBe('ndjson');
  expect(chooseFormat(undefined, undefined)).toBe('json');
  expect(() => chooseFormat(['pdf'], undefined)).toThrow('one of json, csv, ndjson, xlsx');
});

test('numbers become the nearest double, as JSON.stringify writes it', () => {
  const column = (type: 'text' | 'integer' | 'decimal' | 'boolean', name: string) => {
    return { name, type, nullable: true, description: '' };
  };
  const columns = [
    column('text', 'a'),
    column('decimal', 'b'),
    column('boolean', 'c'),
    column('integer', 'd'),
  ];
  expect(rowJson(columns, ['q"uote', '379.6875', 't', null])).toBe('["q\\"uote",379.6875,true,null]');
  // 23 digits: the nearest double is 12345678901.123457.
  expect(rowJson(columns, [null, '12345678901.123456789012', 'f', '-5'])).toBe(
    '[null,12345678901.123457,false,-5]',
  );
  expect(objectWriter(columns)(['x', '1', 'f', '2'])).toBe('{"a":"x","b":1,"c":false,"d":2}');
});

test('every wrong parameter is told at once', () => {
  const wrong = {
    from: 'yesterday',
    weekTo: '2025-W60',
    top: 0,
    report: 'soon',
    mode: 'month',
    against: '2025-02',
  } as const;
  expect(() => readFilter(wrong, null)).toThrow(
    expect.objectContaining({
      issues: ['from', 'weekTo', 'report', 'against', 'top'].map(
        (path) => expect.objectContaining({ path }) as unknown,
      ),
    }) as Error,
  );
});

test('a nested answer has no rows to limit, choose columns of or count: none of it is ignored', () => {
  const wrong = { layout: 'nested' as const, limit: 1, columns: ['gap'], count: true };
  expect(() => readFilter(wrong, null)).toThrow(
    'limit: 1 is not accepted; expected nothing beside layout=nested; columns: ["gap"] is not accepted; expected nothing beside layout=nested; count: true is not accepted; expected nothing beside layout=nested',
  );
  expect(readFilter({ layout: 'nested', count: false, limit: null }, null)).toMatchObject({ isCount: false });
});

test('weeks and months are bounds too', () => {
  const { weeks, months } = readFilter({ weekFrom: '2025-W18', weekTo: '2025-06-02', from: 'May-25' }, null);
  expect(weeks).toEqual({ from: '2025-04-28', to: '2025-06-02' });
  expect(months).toEqual({ from: '2025-05-01', to: undefined });
});

test('tier columns: the four first, then the others as they come, each once', () => {
  expect(tierColumns(['0.9', '0.75', '0.375', '0.90', '1']).map(({ column }) => column)).toEqual([
    ...['tier_100', 'tier_75', 'tier_50', 'tier_25', 'tier_90', 'tier_37_5'],
  ]);
});

test('quotes and escapes in filter values cannot leave their text in the script', () => {
  const script = powerQueryScript({
    baseUrl: 'https://host/api/v2/reports',
    path: 'comparison',
    title: 'Comparison',
    filters: { main_lob: ['A "B" #(lf)'] },
    columns: [],
    isBasic: false,
  });
  expect(script).toContain('Filters = [main_lob = "A ""B"" #(#)(lf)"]');
});
