import { readFilterText } from '../../../src/features/reports/odata/language/filter.reader';
import { parametersOf } from '../../../src/features/reports/odata/service/filter-hints.rules';
import { REPORTS } from '../../../src/features/reports';

const hints = (filter: string, path = 'powerbi/weekly-detail', given: Record<string, string> = {}) => {
  const definition = REPORTS.find((report) => report.path === path);
  if (!definition) throw new Error(path);
  return parametersOf(readFilterText(filter), definition, given);
};

// The parameters are half open: from ≤ date < to. Never may they leave fewer rows than the filter.
test.each([
  ['month_start ge 2025-05-01 and month_start lt 2025-07-01', { from: '2025-05-01', to: '2025-07-01' }],
  ['month_start gt 2025-05-01 and month_start le 2025-06-30', { from: '2025-05-01', to: '2025-07-01' }],
  ['month_start eq 2025-05-01', { from: '2025-05-01', to: '2025-05-02' }],
  [
    '2025-05-05 le week_start and 2025-05-12 gt week_start',
    { week_from: '2025-05-05', week_to: '2025-05-12' },
  ],
  ["main_lob eq 'A' and (case_type eq 'B' and gap gt 1)", { main_lob: 'A', case_type: 'B' }],
  // What holds for a part of the rows only, or says what a row is not, narrows nothing.
  ["main_lob eq 'A' or case_type eq 'B'", {}],
  ["not (main_lob eq 'A')", {}],
  ["main_lob ne 'A'", {}],
  ["tolower(main_lob) eq 'a'", {}],
  ['month_start ne 2025-05-01', {}],
  // A parameter of the closed kind would refuse a value that the filter simply does not find.
  ["state eq 'ZZ'", {}],
  ['month_start ge 2025-07-01 and month_start lt 2025-05-01', {}],
  ['month_start le 2200-12-31', {}],
])('%s gives %j', (filter, expected) => {
  expect(hints(filter)).toEqual(expected);
});

test('what the request names itself stays, and dimensions are read whole', () => {
  const both = "main_lob eq 'A' and month_start ge 2025-05-01";
  expect(hints(both, 'powerbi/weekly-detail', { main_lob: 'B', to: '2026-01' })).toEqual({});
  expect(hints('month_start ge 2025-05-01', 'powerbi/calendar-days')).toEqual({});
  expect(hints("main_lob eq 'A'", 'powerbi/demands')).toEqual({});
});
