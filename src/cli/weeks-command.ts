import { Command, Option } from 'commander';
import { WORK_TYPES, type WorkType } from '../domain/demand/lob';
import { generateWeeks } from '../features/calendar';
import type { Config } from '../platform/config/config';
import { readCount } from './read-count';
import { withScopes } from './session';

interface WeeksOptions {
  workType?: WorkType;
  overwriteManual?: boolean;
  dryRun?: boolean;
}

/** `generate-weeks 2025` */
export function weeksCommand(config: () => Config): Command {
  return new Command('generate-weeks')
    .description('generate every ISO week of a year from month configurations and holidays')
    .argument('<year>', 'ISO year', readCount)
    .addOption(new Option('--work-type <type>', 'only this one').choices(WORK_TYPES))
    .option('--overwrite-manual', 'generate weeks that were set by hand too')
    .option('--dry-run', 'do everything, answer, and save nothing')
    .action((year: number, options: WeeksOptions) => runWeeks(config(), year, options));
}

async function runWeeks(config: Config, year: number, options: WeeksOptions): Promise<void> {
  const { workType, overwriteManual, dryRun } = options;
  const change = { action: 'week.generate', lock: 'exclusive', dryRun } as const;
  const workTypes = workType && [workType];
  const done = await withScopes(config, (newScope) =>
    newScope().write(change, (tx) => generateWeeks(tx, { year, workTypes, overwriteManual })),
  );
  const lines = [
    `${dryRun ? 'Dry run, nothing saved: ' : ''}${done.created} created, ${done.updated} updated, ` +
      `${done.unchanged} unchanged, ${done.keptManual} set by hand and kept`,
    ...done.discrepancies.map(({ message }) => `discrepancy: ${message}`),
    ...done.skippedClosed.map((start) => `closed month left alone: ${start.slice(0, 7)}`),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}
