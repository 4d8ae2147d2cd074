import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { monthFromStart, monthLabel } from '../../../domain/time/month';
import type { ListSection, PlanHeader, SectionIndex, WriteSection } from '../options/allocation.model';
import type {
  AllocationInput,
  PlanAnswer,
  AllocationScope,
  AssignmentColumns,
  HiringValue,
  RebalanceResult,
} from '../engine/contract/types';
import { roundTo } from '../engine/contract/round-to';
import type { ProblemReader } from './problem-input.reader';
import type { PlannedDocument } from './worker-protocol.model';

const ROWS_OF_CHUNK = 500;
/** Lines of one chunk of what is written: about 2 MB of text. */
const LINES_OF_CHUNK = 50_000;
const TEN_THOUSAND = 10_000;

/** Chunks that are compressed beside the thread's own work; each takes a quarter of a megabyte. */
const MAX_PACKING = 4;

const pack = promisify<Buffer, { level: number }, Buffer>(gzip);

/** Where a chunk lies: start, length, rows. */
type Place = [number, number, number];

/** Lines in the text format of COPY. */
interface Lines {
  text: string;
  rows: number;
}

/** Gathers compressed chunks behind each other, and a digest of what they hold. */
class DocumentWriter {
  private readonly parts: { place: Place; packed: Promise<Buffer> }[] = [];
  private readonly hash = createHash('sha256');

  async rows(rows: readonly unknown[]): Promise<SectionIndex> {
    const chunks: Place[] = [];
    for (let from = 0; from < rows.length; from += ROWS_OF_CHUNK) {
      const slice = rows.slice(from, from + ROWS_OF_CHUNK);
      chunks.push(await this.chunk(JSON.stringify(slice), slice.length));
    }
    return { rows: rows.length, chunks };
  }

  async lines(pieces: Iterable<Lines>): Promise<SectionIndex> {
    const chunks: Place[] = [];
    for (const { text, rows } of pieces) chunks.push(await this.chunk(text, rows));
    return { rows: chunks.reduce((sum, [, , rows]) => sum + rows, 0), chunks };
  }

  /** Also tells the chunks where they lie. The digest covers facts too that stand in no section. */
  async close(facts: unknown): Promise<{ body: Uint8Array<ArrayBuffer>; digest: string }> {
    const packed = await Promise.all(this.parts.map((part) => part.packed));
    const body = new Uint8Array(packed.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const [index, { place }] of this.parts.entries()) {
      const bytes = packed[index] as Buffer;
      body.set(bytes, at);
      place[0] = at;
      place[1] = bytes.length;
      at += bytes.length;
    }
    return { body, digest: this.hash.update(JSON.stringify(facts)).digest('hex') };
  }

  /** Compressing goes on while the next chunks are written; those that wait for it are few. */
  private async chunk(text: string, rows: number): Promise<Place> {
    const bytes = Buffer.from(text);
    this.hash.update(bytes);
    const place: Place = [0, 0, rows];
    this.parts.push({ place, packed: pack(bytes, { level: 1 }) });
    await this.parts.at(-MAX_PACKING)?.packed;
    return place;
  }
}

/** Turns an engine's plan into what is kept: pages of lists, what is to be written, and a header. */
export async function planDocument(
  reader: ProblemReader,
  { input, scope }: { input: AllocationInput; scope: AllocationScope },
  { plan, curve, chosen }: Pick<RebalanceResult, 'plan'> & Partial<RebalanceResult>,
): Promise<PlannedDocument> {
  const writer = new DocumentWriter();
  const named = demandNames(input);
  const sections: Record<ListSection | WriteSection, SectionIndex> = {
    demands: await writer.rows(demandRows(plan.demands)),
    moves: await writer.rows(
      plan.moves.map((move) => ({ ...move, from: named(move.from), to: named(move.to) })),
    ),
    idle: await writer.rows(
      plan.idle.map(({ bestDemand, ...idle }) => ({ ...idle, bestDemand: named(bestDemand ?? null) })),
    ),
    warnings: await writer.rows(
      plan.warnings.map(({ demand, ...rest }) => ({ ...rest, demand: named(demand ?? null) })),
    ),
    ...(await writeSections(writer, reader, plan.assignments)),
  };
  // How much is proved in the time given is no part of the plan: the same plan has the same digest.
  const { ms, wholeWeeks, ...solve } = plan.solve;
  const facts = { solve, totals: plan.totals, complete: plan.complete, curve, chosen };
  const written = await writer.close(facts);
  const header: PlanHeader = {
    complete: plan.complete,
    solve: { ms: roundTo(ms, 0), ...solve, wholeWeeks },
    totals: { before: { ...plan.totals.before }, after: { ...plan.totals.after } },
    counts: countsOf(plan.assignments, sections),
    hiring: plan.hiring.map(hiringRow),
    curve: curve ?? null,
    chosen: chosen ?? null,
    months: writtenMonths(reader, input, plan.assignments),
    unconfigured: unconfiguredMonths(input, scope),
    sections,
  };
  return { header, ...written };
}

/** A hiring value with its month as others show it. */
export function hiringRow({ month, ...value }: HiringValue): object {
  return { ...value, ...monthNames(month) };
}

/** `May-25` and its first day. */
export function monthNames(month: string): { month: string; monthStart: string } {
  const monthStart = `${month}-01`;
  return { month: monthLabel(monthFromStart(monthStart)), monthStart };
}

/** Demand-months as clients read them: without the engine's key. */
function demandRows(rows: PlanAnswer['demands']): object[] {
  const names = new Map(
    [...new Set(rows.map(({ month }) => month))].map((month) => [month, monthNames(month)]),
  );
  return rows.map((row) => {
    // A key that is undefined is not written; taking it out of 18,000 rows costs more than the rest of them.
    const nameless = { demand: undefined, ...names.get(row.month) };
    if (row.onePersonMore === undefined) return { ...row, ...nameless, onePersonMore: null };
    const { onePersonMore, ...facts } = row;
    return { ...facts, ...nameless, onePersonMore: hiringRow(onePersonMore) };
  });
}

function demandNames({ demands }: AllocationInput) {
  const byKey = new Map(demands.map((demand) => [demand.key, demand]));
  return (key: string | null): object | null => {
    const demand = key === null ? undefined : byKey.get(key);
    if (demand === undefined) return null;
    return { mainLob: demand.mainLob, state: demand.state, caseType: demand.caseType };
  };
}

async function writeSections(
  writer: DocumentWriter,
  reader: ProblemReader,
  columns: AssignmentColumns,
): Promise<Record<WriteSection, SectionIndex>> {
  return {
    inserts: await writer.lines(inPieces(columns.length, insertLines(reader, columns))),
    updates: await writer.lines(inPieces(columns.length, updateLines(columns))),
    releases: await writer.lines(
      inPieces(columns.released.length, (i) => `${columns.released[i] as number}\n`),
    ),
  };
}

/** The lines of rows 0 … count − 1, an empty one being none, in pieces. */
function* inPieces(count: number, lineOf: (i: number) => string): Generator<Lines> {
  let text = '';
  let rows = 0;
  for (let i = 0; i < count; i += 1) {
    const line = lineOf(i);
    if (line === '') continue;
    text += line;
    rows += 1;
    if (rows < LINES_OF_CHUNK) continue;
    yield { text, rows };
    text = '';
    rows = 0;
  }
  if (rows > 0) yield { text, rows };
}

/** `cn, 202518, forecast id, type, percentage`, tab-separated. */
function insertLines(reader: ProblemReader, columns: AssignmentColumns): (i: number) => string {
  const people = columns.people.map(escapeCopy);
  const weeks = columns.weeks.map((week) => week.replace('-W', ''));
  const months = columns.weeks.map((week) => reader.monthOfWeek.get(week) ?? '');
  const forecastOf = columns.demands.map((demand) => reader.forecastIds.get(demand));
  const placeAt = known((place) => {
    const forecast = forecastOf[(place / weeks.length) | 0]?.get(months[place % weeks.length] ?? '');
    if (forecast === undefined)
      throw new Error('the plan assigns someone to a demand without a forecast row');
    return `\t${weeks[place % weeks.length] ?? ''}\t${forecast}\t`;
  });
  const shareAt = shares();
  return (i) => {
    if ((columns.existingId[i] as number) > 0) return '';
    const place = (columns.demand[i] as number) * weeks.length + (columns.week[i] as number);
    return (people[columns.person[i] as number] ?? '') + placeAt(place) + shareAt(columns, i);
  };
}

/** `id, type, percentage` of rows that stay where they are but change. */
function updateLines(columns: AssignmentColumns): (i: number) => string {
  const shareAt = shares();
  return (i) => {
    const id = columns.existingId[i] as number;
    return id > 0 && columns.unchanged[i] === 0 ? `${id}\t${shareAt(columns, i)}` : '';
  };
}

/** Type and percentage of a row, and the end of its line. The nearest double of up to four decimals prints as those decimals. */
function shares(): (columns: AssignmentColumns, i: number) => string {
  const shareAt = known(
    (share) => `${share % 2 === 1 ? 'primary' : 'bench'}\t${(share >> 1) / TEN_THOUSAND}\n`,
  );
  return ({ isPrimary, percentage }, i) => shareAt((percentage[i] as number) * 2 + (isPrimary[i] as number));
}

/** A function of a whole number that works each value out once: half a million lines have few distinct parts. */
function known(textOf: (key: number) => string): (key: number) => string {
  const texts: (string | undefined)[] = [];
  return (key) => (texts[key] ??= textOf(key));
}

function escapeCopy(text: string): string {
  return text.replaceAll('\\', '\\\\');
}

function countsOf(
  { unchanged }: AssignmentColumns,
  sections: Record<WriteSection, SectionIndex>,
): PlanHeader['counts'] {
  return {
    created: sections.inserts.rows,
    updated: sections.updates.rows,
    deallocated: sections.releases.rows,
    unchanged: unchanged.reduce((sum, flag) => sum + flag, 0),
  };
}

function writtenMonths(reader: ProblemReader, input: AllocationInput, columns: AssignmentColumns): string[] {
  const weeks = new Set<string>();
  for (let i = 0; i < columns.length; i += 1)
    if (columns.unchanged[i] === 0) weeks.add(columns.weeks[columns.week[i] as number] ?? '');
  const released = new Set(columns.released);
  if (released.size > 0) for (const row of input.assignments) if (released.has(row.id)) weeks.add(row.week);
  const months = new Set([...weeks].map((week) => `${reader.monthOfWeek.get(week) ?? ''}-01`));
  return [...months].sort();
}

/** Months in scope none of whose weeks is configured for anybody. */
function unconfiguredMonths({ weeks, closedMonths }: AllocationInput, scope: AllocationScope): string[] {
  const open = weeks.filter(
    ({ key, month }) =>
      !closedMonths.includes(month) && key >= (scope.fromWeek ?? '') && key <= (scope.toWeek ?? '9'),
  );
  const configured = new Set(
    weeks.flatMap(({ hours, month }) => (hours.Domestic === null && hours.Global === null ? [] : [month])),
  );
  return [...new Set(open.map((week) => week.month))].filter((month) => !configured.has(month));
}
