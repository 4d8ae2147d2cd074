import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { SIZES, type Size } from './data';
import { adminUrl, sql } from './database';
import { shown } from './numbers';
import { table, type Bench, type Measured, type Target } from './part';
import { PROJECT } from './server';

const FILE = path.join(PROJECT, 'docs/performance.md');
const HEAD = ['part', 'question', 'figure', 'must be', 'reached'];

/** Where and of what it was measured, as a sentence. */
export async function setting({ size, rounds, seconds }: Bench): Promise<string> {
  const [version] = await sql<{ server_version: string }>(adminUrl(), 'SHOW server_version');
  const { people, demands } = SIZES[size];
  const load = (os.loadavg()[0] ?? 0).toFixed(1);
  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd: PROJECT, encoding: 'utf8' }).trim();
  const isChanged = git('status', '--porcelain', '--', 'src', 'migrations') !== '';
  return (
    `Size ${size}: ${people} people, ${demands} demands × 6 months, 26 weeks. Commit ${git('rev-parse', '--short', 'HEAD')}` +
    `${isChanged ? ' with changes' : ''}, ${new Date().toISOString().slice(0, 10)}; medians of ${rounds} rounds (of ${seconds} s where ` +
    `requests are counted), ${os.cpus().length} cores (${os.cpus()[0]?.model ?? ''}) shared by everything, load ${load} before; ` +
    `PostgreSQL ${version?.server_version ?? ''}, Node ${process.version}.`
  );
}

/** Rows of the table of limits. */
export function targetRows(part: string, targets: readonly Target[]): string[][] {
  return targets.map(({ question, figure, unit, atLeast, atMost }) => [
    part,
    question,
    `${shown(figure)} ${unit}`,
    atLeast !== undefined ? `≥ ${atLeast}` : atMost !== undefined ? `≤ ${atMost}` : '–',
    atLeast === undefined && atMost === undefined
      ? '–'
      : isReached(figure, { atLeast, atMost })
        ? 'yes'
        : '**no**',
  ]);
}

function isReached(figure: number, { atLeast, atMost }: Pick<Target, 'atLeast' | 'atMost'>): boolean {
  return figure >= (atLeast ?? -Infinity) && figure <= (atMost ?? Infinity);
}

/** Puts a part's figures between their marks in docs/performance.md, and its rows among those of the other parts. */
export function writeDocument(size: Size, part: string, where: string, { targets, raw }: Measured): void {
  const text = readFileSync(FILE, 'utf8');
  const others = block(text, `${size} limits`).filter((line) => /^\| (?!part |---)/.test(line));
  const kept = others.filter((line) => !line.startsWith(`| ${part} |`));
  const [head = '', rule = '', ...rows] = table(HEAD, targetRows(part, targets));
  // A part measured again stands where it stood.
  const at = others.findIndex((line) => line.startsWith(`| ${part} |`));
  kept.splice(at < 0 ? kept.length : at, 0, ...rows);
  const limits = replaceBlock(text, `${size} limits`, [head, rule, ...kept]);
  writeFileSync(FILE, replaceBlock(limits, `${size} ${part}`, [where, '', ...raw]));
}

const begin = (name: string): string => `<!-- bench ${name}: written by npm run bench -->`;
const end = (name: string): string => `<!-- bench ${name} end -->`;

/** The lines between the marks of a block. */
function block(text: string, name: string): string[] {
  const [, rest = ''] = text.split(`${begin(name)}\n`);
  return rest === '' ? [] : (rest.split(end(name))[0] ?? '').split('\n');
}

function replaceBlock(text: string, name: string, lines: readonly string[]): string {
  const fresh = [begin(name), ...lines, end(name)].join('\n');
  const from = text.indexOf(begin(name));
  if (from < 0) return `${text.trimEnd()}\n\n${fresh}\n`;
  return text.slice(0, from) + fresh + text.slice(text.indexOf(end(name), from) + end(name).length);
}
