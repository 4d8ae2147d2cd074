import { freshDatabase, isDatabase } from '../frame/database';
import type { Answer } from '../frame/http';
import { startServer } from '../frame/server';

/** A database with the demo of this size in it, made once and copied ever after: `trust_demo_s`, `trust_demo_m` … */
export async function demoDatabase(name: string, size: 'S' | 'M' | 'L' = 'S'): Promise<string> {
  const template = `trust_demo_${size.toLowerCase()}`;
  if (!(await isDatabase(template))) {
    const url = await freshDatabase(template);
    const server = await startServer(url, {}, ['--demo', '--size', size, '--as-of', '2025-04-28']);
    await server.stop();
  }
  return freshDatabase(name, template);
}

/** Prints one line and remembers a failure in the exit code. */
export function verdict(isGood: boolean, line: string): void {
  process.stdout.write(`${isGood ? 'ok    ' : 'FAILED'} ${line}\n`);
  if (!isGood) process.exitCode = 1;
}

/** How often each status came, as text. */
export function statuses(answers: readonly Answer[]): string {
  const counts = new Map<number, number>();
  for (const { status } of answers) counts.set(status, (counts.get(status) ?? 0) + 1);
  return [...counts]
    .sort(([a], [b]) => a - b)
    .map(([status, count]) => `${status}×${count}`)
    .join(' ');
}
