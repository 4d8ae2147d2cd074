import { parseArgs } from 'node:util';
import type { DemoSize } from '../demo/demo-demands';
import { parseIsoDate } from '../domain/time/iso-date';
import { UsageError } from '../platform/process/usage-error';
import { SIZES } from './demo-command';

/** What the server's command line asks for. */
export interface StartArguments {
  /** Load the demo of this size before serving. */
  demo: DemoSize | undefined;
  /** The day that the demo and the server's date are to be; undefined = today, or HEADROOM_TODAY. */
  asOf: string | undefined;
}

/** Reads `--demo [--size S|M|L] [--as-of 2025-04-28]`. */
export function startArguments(args: readonly string[]): StartArguments {
  const { values } = parseArgs({
    args: [...args],
    options: { demo: { type: 'boolean' }, size: { type: 'string' }, 'as-of': { type: 'string' } },
  });
  const { demo = false, size = 'S' } = values;
  if (!demo && values.size !== undefined) throw new UsageError('--size goes with --demo');
  if (!demo && values['as-of'] !== undefined)
    throw new UsageError('--as-of goes with --demo; HEADROOM_TODAY fixes the date of a server without it');
  const known = SIZES.find((each) => each === size.toUpperCase());
  if (!known) throw new UsageError(`--size ${size} is not accepted; expected ${SIZES.join(', ')}`);
  const asOf = values['as-of'] === undefined ? undefined : parseIsoDate(values['as-of'], '--as-of');
  return { demo: demo ? known : undefined, asOf };
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
