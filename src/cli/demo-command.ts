import { Command, Option } from 'commander';
import { DEMO_SEED, writeDemoFiles } from '../demo/demo-files';
import { loadDemo, type LoadedDemo } from '../demo/load-demo';
import type { DemoSize } from '../demo/demo-demands';
import type { Config } from '../platform/config/config';
import type { RequestScope } from '../platform/scope/request-scope';
import { progressDisplay } from './progress-display';
import { withScopes } from './session';

/** Sizes of the demo, smallest first. */
export const SIZES: readonly DemoSize[] = ['S', 'M', 'L'];

const sizeOption = (): Option =>
  new Option('--size <size>', 'S: 300 people, M: 3,000, L: 20,000').choices(SIZES).default('S');

/** `demo load`, `demo write DIR` */
export function demoCommand(config: () => Config): Command {
  const demo = new Command('demo').description('synthetic demo data in V1-shaped files');
  demo
    .command('load')
    .description('load the demo into an empty database through the importers')
    .addOption(sizeOption())
    .action(async ({ size }: { size: DemoSize }) => {
      const given = config();
      await withScopes(given, (newScope) => showDemo(newScope, { size, dataDir: given.dataDir }));
    });
  demo
    .command('write')
    .description('only write the files')
    .argument('<dir>', 'the folder; made if need be')
    .addOption(sizeOption())
    .action(async (dir: string, { size }: { size: DemoSize }) => {
      const files = await writeDemoFiles(dir, { size, seed: DEMO_SEED });
      process.stdout.write(`${files.map(({ kind, path }) => `${kind}: ${path}`).join('\n')}\n`);
    });
  return demo;
}

/** Loads the demo with a display of its progress, and says what was done. */
export async function showDemo(
  newScope: () => RequestScope,
  { size, dataDir }: { size: DemoSize; dataDir: string },
): Promise<LoadedDemo> {
  const display = progressDisplay(process.stderr);
  try {
    const demo = await loadDemo(newScope, {
      ...{ size, dataDir },
      progress: ({ step, steps, name, stage, rows }) =>
        display.show({ done: step, steps, what: `${name}: ${stage}`, rows }),
    });
    display.stop();
    process.stdout.write(`${demoLine(demo, size)}\n`);
    return demo;
  } finally {
    display.stop();
  }
}

function demoLine({ loaded, size, warnings }: LoadedDemo, asked: DemoSize): string {
  const other = size === asked ? '' : ` (not ${asked}: it was begun with ${size})`;
  if (!loaded) return `The demo of size ${size} is loaded already${other}.`;
  return `The demo of size ${size} is loaded${other}, with ${warnings.length} remarks of the importers.`;
}
