/** The two large reports in every format beside `psql \copy` of the same SQL; some lines of both are compared first. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { longReports } from '../frame/data';
import { askGood } from '../frame/http';
import { median, shown } from '../frame/numbers';
import { progress, table, type Bench, type Measured, type Part, type Target } from '../frame/part';
import { seeded } from '../frame/seeded';
import { startServer } from '../frame/server';
import { copyStatement } from './copy-statement';

/** At most so many times the time of psql, and the seconds to the first byte. */
const REPORTS = [
  { name: 'weekly-detail', atMost: 1.3 },
  { name: 'resource-assignments', atMost: 2, firstByte: 0.3 },
] as const;
const FORMATS = ['csv', 'json', 'ndjson', 'xlsx'] as const;
/** Every so many lines one is compared. */
const SAMPLE = 1_000;

type Take = (chunk: Buffer) => void;

interface Download {
  seconds: number;
  firstByte: number;
  peakMb: number;
}

async function psqlCopy(database: string, statement: string, take: Take = () => undefined): Promise<number> {
  const started = performance.now();
  const command = `\\copy (${statement}) TO STDOUT WITH (FORMAT csv, HEADER)`;
  const child = spawn('psql', [database, '-q', '-c', command], {
    env: { ...process.env, PGOPTIONS: '-c jit=off -c work_mem=64MB' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child.stdout.on('data', take);
  const [code] = (await once(child, 'close')) as [number];
  if (code !== 0) throw new Error(`psql ended with ${code}`);
  return (performance.now() - started) / 1_000;
}

/** From a process of its own, whose peak memory is this download's; it has answered a row before. */
async function download(database: string, path: string, onData: Take = () => undefined): Promise<Download> {
  const server = await startServer(database);
  try {
    const url = `${server.url}/api/v2/reports/powerbi/${path}`;
    await askGood(`${url}&limit=1`);
    const { ms, firstByteMs } = await askGood(url, { onData, timeoutMs: 600_000 });
    return { seconds: ms / 1_000, firstByte: firstByteMs / 1_000, peakMb: server.peakMb() };
  } finally {
    await server.stop();
  }
}

/** Counts lines and keeps one of every thousand. */
class Lines {
  count = 0;
  readonly kept: string[] = [];
  private line = '';
  readonly take = (chunk: Buffer): void => {
    let from = 0;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
      if (this.isKept()) this.kept.push(this.line + chunk.toString('utf8', from, at));
      this.line = '';
      this.count += 1;
      from = at + 1;
    }
    if (this.isKept()) this.line += chunk.toString('utf8', from);
  };
  private isKept(): boolean {
    return this.count % SAMPLE === 1;
  }
}

/** Cells as values: psql writes `t` for true, moments as `2025-03-01 00:00:00+00`, and quotes less. */
function cellsOf(line: string): unknown[] {
  const cells = line.trimEnd().match(/("([^"]|"")*"|[^,]*)(,|$)/g) ?? [];
  return cells.map((cell) => {
    const text = cell.replace(/,$/, '').replace(/^"(.*)"$/, '$1');
    if (text !== '' && !Number.isNaN(Number(text))) return Number(text);
    if (/^\d{4}-\d\d-\d\d[ T]\d\d:/.test(text))
      return Date.parse(text.replace(' ', 'T').replace(/\+00$/, 'Z'));
    return { t: 'true', f: 'false' }[text] ?? text;
  });
}

async function checkEqual(database: string, report: string, statement: string): Promise<number> {
  const [ours, theirs] = [new Lines(), new Lines()];
  await download(database, `${report}?format=csv`, ours.take);
  await psqlCopy(database, statement, theirs.take);
  if (ours.count !== theirs.count) throw new Error(`${report}: ${ours.count} lines, psql ${theirs.count}`);
  ours.kept.forEach((line, n) => {
    const [mine, other] = [cellsOf(line), cellsOf(theirs.kept[n] ?? '')];
    if (JSON.stringify(mine) !== JSON.stringify(other))
      throw new Error(`${report}, line ${n * SAMPLE + 1}: ${line} but psql ${theirs.kept[n]}`);
  });
  const rows = ours.count - 1;
  progress(`${report}: ${rows} rows, ${ours.kept.length} compared`);
  return rows;
}

interface Streamed {
  name: string;
  rows: number;
  copy: number;
  formats: Map<string, Download>;
}

async function measure(database: string, name: string, { rounds }: Bench): Promise<Streamed> {
  const statement = await copyStatement(database, `powerbi/${name}`);
  const rows = await checkEqual(database, name, statement);
  const copies: number[] = [];
  const csvs: Download[] = [];
  for (let round = 0; round < rounds; round += 1) {
    copies.push(await psqlCopy(database, statement));
    csvs.push(await download(database, `${name}?format=csv`));
    progress(`${name}: CSV ${shown(csvs.at(-1)?.seconds ?? NaN)} s, psql ${shown(copies.at(-1) ?? NaN)} s`);
  }
  const formats = new Map<string, Download>();
  const of = (read: (one: Download) => number): number => median(csvs.map(read));
  formats.set('csv', {
    seconds: of(({ seconds }) => seconds),
    firstByte: of(({ firstByte }) => firstByte),
    peakMb: Math.max(...csvs.map(({ peakMb }) => peakMb)),
  });
  for (const format of FORMATS.slice(1)) {
    formats.set(format, await download(database, `${name}?format=${format}`));
    progress(`${name}: ${format} ${shown(formats.get(format)?.seconds ?? NaN)} s`);
  }
  return { name, rows, copy: median(copies), formats };
}

async function run(bench: Bench): Promise<Measured> {
  const database = await seeded(longReports(bench.size));
  const streamed: Streamed[] = [];
  for (const { name } of REPORTS) streamed.push(await measure(database, name, bench));
  return { targets: streamed.flatMap(targetsOf), raw: rawTable(streamed) };
}

function targetsOf({ name, rows, copy, formats }: Streamed, n: number): Target[] {
  const csv = formats.get('csv');
  const limits = REPORTS[n];
  if (!csv || !limits) return [];
  const question = `\`${name}\`, ${rows} rows as CSV`;
  const whole = { question, figure: csv.seconds / copy, unit: '× `psql \\copy`', atMost: limits.atMost };
  const first = { question: `\`${name}\`, first byte`, figure: csv.firstByte, unit: 's' };
  return [whole, 'firstByte' in limits ? { ...first, atMost: limits.firstByte } : first];
}

const rawTable = (streamed: readonly Streamed[]): string[] =>
  table(
    [
      '',
      'rows',
      '`psql \\copy`',
      ...FORMATS.map((format) => format.toUpperCase()),
      'first byte',
      'peak RSS of the server',
    ],
    streamed.map(({ name, rows, copy, formats }) => {
      const all = [...formats.values()];
      return [
        `\`${name}\``,
        String(rows),
        `${shown(copy)} s`,
        ...FORMATS.map((format) => `${shown(formats.get(format)?.seconds ?? NaN)} s`),
        `${shown(Math.min(...all.map(({ firstByte }) => firstByte)))}–${shown(Math.max(...all.map(({ firstByte }) => firstByte)))} s`,
        `${Math.max(...all.map(({ peakMb }) => peakMb)).toFixed(0)} MB`,
      ];
    }),
  );

/** Reports as streams. */
export const streams: Part = { name: 'streams', run };
