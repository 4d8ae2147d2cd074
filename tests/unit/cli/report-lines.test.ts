import { importLines } from '../../../src/cli/report-lines';

const ANSWER = {
  dryRun: false,
  counts: { created: 3000, updated: 0, unchanged: 0, skipped: 0, failed: 0 },
  rows: [],
  rowsTruncated: true,
  warnings: [],
  unknownColumns: [],
  skippedClosed: [],
};

test('of very many warnings the first fifty are printed and the others counted', () => {
  const warnings = Array.from({ length: 500 }, (_, n) => ({
    code: 'DROPPED' as const,
    message: `warning ${n}`,
  }));
  const lines = importLines({ ...ANSWER, warnings });
  expect(lines).toHaveLength(52);
  expect(lines[0]).toBe('3,000 created, 0 updated, 0 unchanged, 0 skipped, 0 failed');
  expect(lines[50]).toBe('warning: warning 49');
  expect(lines[51]).toBe('  … and 450 more warnings');
});
