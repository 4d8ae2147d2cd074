import { ON_CONFLICT, ON_DUPLICATE, ON_ERROR } from '../domain/writing';
import { basename } from 'node:path';
import { Argument, Command, Option } from 'commander';
import { DATE_ORDERS, ON_BLANK, importFile, type ImportKind, type ImportOptions } from '../features/imports';
import type { Config } from '../platform/config/config';
import { progressDisplay } from './progress-display';
import { importLines } from './report-lines';
import { withScopes } from './session';
import { readCount } from './read-count';

const KINDS: Readonly<Record<string, ImportKind>> = {
  roster: 'ROSTER',
  forecast: 'FORECAST',
  mapping: 'MAPPING',
  'month-config': 'MONTH_CONFIG',
  'target-cph': 'TARGET_CPH',
  holidays: 'HOLIDAYS',
  assignments: 'ASSIGNMENTS',
};

const STAGES = { reading: 0, saving: 1, done: 2 } as const;

/** `import roster FILE …` */
export function importCommand(config: () => Config): Command {
  return new Command('import')
    .description('import a V1 file or its tidy form, in one transaction')
    .addArgument(new Argument('<kind>', 'what the file holds').choices(Object.keys(KINDS)))
    .argument('<file>', 'an .xlsx workbook or a UTF-8 .csv file')
    .option('--dry-run', 'do everything, answer, and save nothing')
    .addOption(new Option('--on-conflict <what>', 'a key that is stored already').choices(ON_CONFLICT))
    .addOption(new Option('--on-error <what>', 'a refused row').choices(ON_ERROR))
    .addOption(new Option('--on-duplicate <what>', 'a key that the file has twice').choices(ON_DUPLICATE))
    .option('--report-month <month>', 'report month of a forecast, e.g. March')
    .option('--report-year <year>', 'report year of a forecast', readCount)
    .option('--months <list>', 'months of month1 … month6, e.g. Apr-25,May-25,…', (text) => text.split(','))
    .option('--since <week>', 'first ISO week of assignments to import, e.g. 2025-W14')
    .option('--sheet <name>', 'sheet of a workbook; default: the first that holds the wanted columns')
    .addOption(new Option('--date-order <order>', 'order of day and month in 5/1/2025').choices(DATE_ORDERS))
    .addOption(new Option('--on-blank <what>', 'a blank cell of a roster').choices(ON_BLANK))
    .option('--deallocate-from <week>', 'first ISO week to free of people whom a roster makes inactive')
    .action((kind: string, file: string, options: ImportOptions) =>
      runImport(config(), { kind: KINDS[kind] ?? 'ROSTER', file, options }),
    );
}

interface ImportCall {
  kind: ImportKind;
  file: string;
  options: ImportOptions;
}

async function runImport(config: Config, { kind, file, options }: ImportCall): Promise<void> {
  const display = progressDisplay(process.stderr);
  const fileName = basename(file);
  try {
    const answer = await withScopes(config, (newScope) =>
      importFile(newScope(), {
        kind,
        path: file,
        fileName,
        options,
        progress: ({ stage, rows }) =>
          display.show({ done: STAGES[stage], steps: 2, what: `${fileName}: ${stage}`, rows }),
      }),
    );
    display.stop();
    process.stdout.write(`${importLines(answer).join('\n')}\n`);
  } finally {
    display.stop();
  }
}
