import { parseArgs } from 'node:util';
import type { DemoSize } from '../demo/demo-demands';
import { SIZES } from './demo-command';

/** What the server's command line asks for. */
export interface StartArguments {
  /** Load the demo of this size before serving. */
  demo: DemoSize | undefined;
}

/** Reads `--demo [--size S|M|L]`. */
export function startArguments(args: readonly string[]): StartArguments {
  const { values } = parseArgs({
    args: [...args],
    options: { demo: { type: 'boolean' }, size: { type: 'string' } },
  });
  const { demo = false, size = 'S' } = values;
  if (!demo && values.size !== undefined) throw new Error('--size goes with --demo');
  const known = SIZES.find((each) => each === size.toUpperCase());
  if (!known) throw new Error(`--size ${size} is not accepted; expected ${SIZES.join(', ')}`);
  return { demo: demo ? known : undefined };
}

/** Where everything is and three things to try, once the demo is served. */
export function demoHints(url: string): string[] {
  return [
    '',
    `  Start page       ${url}/`,
    `  GraphiQL         ${url}/graphiql/`,
    `  REST reference   ${url}/api/v2/docs`,
    '',
    'Three things to try:',
    `  1. The capacity tree: open ${url}/graphiql/ and run`,
    '     { capacityTree { lobs { name metrics { forecast capacity gap coverage } states { name } } } }',
    `  2. The rows that Power BI reads: curl '${url}/api/v2/reports/powerbi/monthly-summary?format=csv'`,
    `  3. The nested report of a dashboard: curl '${url}/api/v2/reports/dashboard/hierarchy?depth=1'`,
    '',
  ];
}
