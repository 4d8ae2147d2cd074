import { Command, InvalidArgumentError, Option } from 'commander';
import { DEMO_SEED, writeDemoFiles } from '../demo/demo-files';
import { loadDemo, type LoadedDemo } from '../demo/load-demo';
import type { DemoSize } from '../demo/demo-demands';
import { parseIsoDate } from '../domain/time/iso-date';
import type { Config } from '../platform/config/config';
import { clockOn } from '../platform/scope/clock';
import type { RequestScope } from '../platform/scope/request-scope';
import { progressDisplay } from './progress-display';
import { withScopes } from './session';

/** Sizes of the demo, smallest first. */
export const SIZES: readonly DemoSize[] = ['S', 'M', 'L'];

const sizeOption = (): Option =>
  new Option('--size <size>', 'S: 300 people, M: 3,000, L: 20,000').choices(SIZES).default('S');

const asOfOption = (): Option =>
  new Option('--as-of <date>', 'the day the demo is for, such as 2025-04-28; default: today').argParser(
    (text) => {
      try {
        return parseIsoDate(text, '--as-of');
      } catch (error) {
        throw new InvalidArgumentError((error as Error).message);
      }
    },
  );

interface DemoArguments {
  size: DemoSize;
  asOf?: string;
}

/** `demo load`, `demo write DIR` */
export function demoCommand(config: () => Config): Command {
  const demo = new Command('demo').description('synthetic demo data in V1-shaped files');
  demo
    .command('load')
    .description('load the demo into an empty database through the importers')
    .addOption(sizeOption())
    .addOption(asOfOption())
    .action(async ({ size, asOf }: DemoArguments) => {
      const given = config();
      const day = asOf ?? clockOn(given.today).today();
      await withScopes(given, (newScope) => showDemo(newScope, { size, dataDir: given.dataDir, asOf: day }));
    });
  demo
    .command('write')
    .description('only write the files')
    .argument('<dir>', 'the folder; made if need be')
    .addOption(sizeOption())
    .addOption(asOfOption())
    .action(async (dir: string, { size, asOf = clockOn(config().today).today() }: DemoArguments) => {
      const files = await writeDemoFiles(dir, { size, seed: DEMO_SEED, asOf });
      process.stdout.write(`${files.map(({ kind, path }) => `${kind}: ${path}`).join('\n')}\n`);
    });
  return demo;
}

/** Loads the demo with a display of its progress, and prints what was done. */
export async function showDemo(
  newScope: () => RequestScope,
  { size, dataDir, asOf }: { size: DemoSize; dataDir: string; asOf: string },
): Promise<LoadedDemo> {
  const display = progressDisplay(process.stderr);
  try {
    const demo = await loadDemo(newScope, {
      size,
      dataDir,
      asOf,
      progress: ({ step, steps, name, stage, rows }) =>
        display.show({ done: step, steps, what: `${name}: ${stage}`, rows }),
    });
    display.stop();
    process.stdout.write(`${demoLine(demo, { size, asOf })}\n`);
    return demo;
  } finally {
    display.stop();
  }
}

function demoLine({ loaded, size, asOf, warnings }: LoadedDemo, asked: Required<DemoArguments>): string {
  const other = size === asked.size ? '' : ` (not ${asked.size}: it was begun with ${size})`;
  const demo = `The demo of size ${size} as of ${asOf}`;
  if (!loaded) return `${demo} is loaded already${other}.${ageHint(asOf, asked.asOf)}`;
  return `${demo} is loaded${other}, with ${warnings.length} remarks of the importers.`;
}

/** A demo does not move with the calendar once it is loaded. */
function ageHint(asOf: string, today: string): string {
  if (asOf.slice(0, 7) === today.slice(0, 7)) return '';
  return ` For ${today}, load it into an empty database; --as-of ${asOf} sets the server's date to the demo's.`;
}
