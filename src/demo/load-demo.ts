import { readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parseIsoWeek } from '../domain/time/iso-week';
import type { RampStage } from '../domain/capacity/production';
import { applyRamp } from '../features/assignment';
import { generateWeeks } from '../features/calendar';
import { importFile, type ImportKind, type ImportProgress } from '../features/imports';
import type { RequestScope } from '../platform/scope/request-scope';
import { DEMO_AS_OF, demoCalendar } from './demo-calendar';
import type { DemoSize } from './demo-demands';
import { DEMO_SEED, demoRampsPath, writeDemoFiles, type DemoFile, type DemoFileKind } from './demo-files';
import { markDemoBegun, markDemoLoaded, markDemoStep, readDemoState } from './demo-state';

/** How far loading the demo is. */
export interface DemoProgress {
  /** Steps done before this one. */
  step: number;
  steps: number;
  /** What is being done: `production_roster.xlsx`. */
  name: string;
  stage: 'writing files' | ImportProgress['stage'];
  /** Rows read so far. */
  rows: number;
}

/** What to load and where its files may lie meanwhile. */
export interface LoadDemo {
  size: DemoSize;
  /** The day that the demo is for, `YYYY-MM-DD`; by default the fixed demo's. */
  asOf?: string;
  /** The files go into `demo/<size>` below it and stay there to be looked at. */
  dataDir: string;
  progress?: (progress: DemoProgress) => void;
}

/** Whether the demo was loaded now or had been before, of which size and day. */
export interface LoadedDemo {
  loaded: boolean;
  size: DemoSize;
  /** The day that it is for. */
  asOf: string;
  /** Remarks of the importers, each with its file. */
  warnings: string[];
}

const KINDS: Readonly<Record<DemoFileKind, ImportKind>> = {
  'month-config': 'MONTH_CONFIG',
  holidays: 'HOLIDAYS',
  'target-cph': 'TARGET_CPH',
  forecast: 'FORECAST',
  roster: 'ROSTER',
  mapping: 'MAPPING',
  assignments: 'ASSIGNMENTS',
};

/** A group of `ramps.json`. */
interface DemoRamp {
  cns: string[];
  /** `2025-W20`. */
  start_week: string;
  steps: RampStage[];
}

interface Step {
  name: string;
  /** Returns remarks. */
  run: (scope: RequestScope, progress: (progress: ImportProgress) => void) => Promise<string[]>;
}

/**
 * Writes the demo's files and loads them with the importers that planners use. A complete demo is left as it is, an
 * interrupted one is completed; other data is refused.
 */
export async function loadDemo(newScope: () => RequestScope, options: LoadDemo): Promise<LoadedDemo> {
  const { progress = () => undefined } = options;
  const state = await readDemoState(newScope());
  const { size, asOf } = state.begun ?? { size: options.size, asOf: options.asOf ?? DEMO_AS_OF };
  if (state.isComplete) return { loaded: false, size, asOf, warnings: [] };
  if (!state.begun) await markDemoBegun(newScope(), { size, asOf });
  const dir = join(options.dataDir, 'demo', size);
  progress({ step: 0, steps: 1, name: dir, stage: 'writing files', rows: 0 });
  await rm(dir, { recursive: true, force: true });
  const steps = stepsOf(await writeDemoFiles(dir, { size, seed: DEMO_SEED, asOf }), {
    ramps: demoRampsPath(dir),
    years: demoCalendar(asOf).years,
  });
  const warnings: string[] = [];
  for (const [step, { name, run }] of steps.entries()) {
    if (state.done.has(name)) continue;
    const tell = (news: ImportProgress): void => progress({ step, steps: steps.length, name, ...news });
    tell({ stage: 'reading', rows: 0 });
    warnings.push(...(await run(newScope(), tell)).map((remark) => `${name}: ${remark}`));
    await markDemoStep(newScope(), name);
  }
  await markDemoLoaded(newScope(), { size, asOf });
  return { loaded: true, size, asOf, warnings };
}

function stepsOf(
  files: readonly DemoFile[],
  { ramps, years }: { ramps: string; years: readonly number[] },
): Step[] {
  const steps = files.map(fileStep);
  const holidays = files.findIndex(({ kind }) => kind === 'holidays');
  const weeks = years.map((year) => ({
    name: `weeks of ${year}`,
    run: (scope: RequestScope) => generateYear(scope, year),
  }));
  steps.splice(holidays + 1, 0, ...weeks);
  return [...steps, { name: basename(ramps), run: (scope) => applyRamps(scope, ramps) }];
}

function fileStep({ kind, path }: DemoFile): Step {
  const fileName = basename(path);
  return {
    name: fileName,
    run: async (scope, progress) => {
      // An interrupted load may have saved the file and not its mark: what it holds is then there already.
      const isAssignments = kind === 'mapping' || kind === 'assignments';
      const onConflict = isAssignments ? 'SKIP' : 'REPLACE';
      const answer = await importFile(scope, {
        kind: KINDS[kind],
        path,
        fileName,
        progress,
        options: { onConflict },
      });
      const remarks = answer.rows.flatMap(({ row, message, status }) =>
        message === null || status === 'skipped' ? [] : `row ${row}: ${message}`,
      );
      return [...answer.warnings.map(({ message }) => message), ...remarks];
    },
  };
}

async function generateYear(scope: RequestScope, year: number): Promise<string[]> {
  const change = { action: 'week.generate', lock: 'exclusive' } as const;
  const { discrepancies } = await scope.write(change, (tx) => generateWeeks(tx, { year }));
  return discrepancies.map(({ message }) => message);
}

/** Newcomers follow their ramps; their weeks in the file say the same already, so no assignment changes. */
async function applyRamps(scope: RequestScope, path: string): Promise<string[]> {
  const ramps = JSON.parse(await readFile(path, 'utf8')) as DemoRamp[];
  await scope.write({ action: 'resource.applyRamp' }, async (tx) => {
    for (const { cns, start_week: startWeek, steps } of ramps)
      await applyRamp(tx, { resourceCns: cns, fromWeek: parseIsoWeek(startWeek), ramp: steps });
  });
  return [];
}
