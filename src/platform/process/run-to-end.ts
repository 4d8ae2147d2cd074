import { failureLine } from './failure-lines';

/** Longer than any command; the timer only has to be there. */
const HOLD_MS = 2 ** 30;

/**
 * Runs a command to its end, prints why it failed, and sets the process's status. While it runs the process is held:
 * idle connections and child processes of ours do not keep it alive, and a command that waited for nothing else would
 * end in its middle, silently and with status 0.
 */
export async function runToEnd(
  command: () => Promise<unknown>,
  explain: (error: unknown) => readonly string[] = (error) => [failureLine(error)],
): Promise<void> {
  const hold = setInterval(() => undefined, HOLD_MS);
  try {
    await command();
  } catch (error) {
    process.stderr.write(`${explain(error).join('\n')}\n`);
    process.exitCode = 1;
  } finally {
    clearInterval(hold);
  }
}
