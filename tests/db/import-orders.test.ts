import { checkData } from '../../src/checks/check-data';
import { DomainError } from '../../src/domain/errors';
import {
  APRIL,
  generate2025,
  HOLIDAYS,
  MAPPING,
  MARCH,
  MONTH_CONFIGS,
  openImports,
  ROSTER,
  TARGET_CPHS,
  type FileImports,
  type Table,
} from '../support/factories/imports';
import { openTestApp, type TestApp } from '../support/scope';

const REPLACE = { options: { onConflict: 'REPLACE' } } as const;
const WEEKLY: Table = [
  ['resource_cn', 'week', 'main_lob', 'state', 'case_type', 'production_percentage'],
  ['AA000001', '2025-W15', 'Amisys Medicaid DOMESTIC', 'GA', 'FTC-Basic/Non MMP', 0.5],
  ['AA000004', '2025-W40', 'Facets Medicare', 'N/A', 'FTC', 1],
];

type Step = (app: TestApp, files: FileImports) => Promise<unknown>;
const STEPS: Readonly<Record<string, Step>> = {
  months: (_app, files) => files.run('MONTH_CONFIG', MONTH_CONFIGS),
  holidays: (_app, files) => files.run('HOLIDAYS', HOLIDAYS),
  weeks: (app) => generate2025(app),
  'weeks again': (app) => generate2025(app),
  cph: (_app, files) => files.run('TARGET_CPH', TARGET_CPHS),
  march: (_app, files) => files.run('FORECAST', MARCH, { fileName: 'forecast_March_2025.xlsx' }),
  april: (_app, files) => files.run('FORECAST', APRIL, { fileName: 'forecast_April_2025.xlsx' }),
  'march again': (_app, files) => files.run('FORECAST', MARCH, { fileName: 'forecast_March_2025.xlsx' }),
  roster: (_app, files) => files.run('ROSTER', ROSTER),
  moved: (_app, files) =>
    files.run('ROSTER', [
      ['cn', 'location', 'primary_platform'],
      ['AA000002', 'Global', 'Amisys'],
    ]),
  mapping: (_app, files) => files.run('MAPPING', MAPPING, REPLACE),
  weekly: (_app, files) => files.run('ASSIGNMENTS', WEEKLY, REPLACE),
};

/** Orders that differ much, chosen by a small linear congruence. */
function shuffled(seed: number): string[] {
  const names = Object.keys(STEPS);
  let state = seed;
  for (let i = names.length - 1; i > 0; i -= 1) {
    state = (state * 1103515245 + 12345) % 2147483648;
    const j = state % (i + 1);
    [names[i], names[j]] = [names[j] as string, names[i] as string];
  }
  return names;
}

let app: TestApp;
let files: FileImports;
beforeEach(async () => {
  app = await openTestApp();
  files = await openImports(app);
});
afterEach(async () => {
  await files.close();
  await app.close();
});

/** Runs what is accepted, again and again, until nothing more is. */
async function runAll(order: readonly string[]): Promise<string[]> {
  let waiting = [...order];
  const done: string[] = [];
  for (let round = 0; waiting.length > 0 && round < order.length; round += 1) {
    const refused: string[] = [];
    for (const name of waiting) {
      try {
        await STEPS[name]?.(app, files);
        done.push(name);
        expect(await checkData(app.newScope().db)).toEqual([]);
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        refused.push(name);
      }
    }
    waiting = refused;
  }
  return done;
}

test.each([1, 7, 23, 42])(
  'files that come in any order (%i) are accepted in the end, and all data obey the rules after each',
  async (seed) => {
    const order = shuffled(seed);
    const done = await runAll(order);
    expect([...done].sort()).toEqual([...order].sort());
  },
  60_000,
);
