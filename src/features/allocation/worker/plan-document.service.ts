import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
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

/** Gathers compressed chunks behind each other, and a digest of what they hold. */
class DocumentWriter {
  private readonly parts: Buffer[] = [];
  private readonly hash = createHash('sha256');
  private length = 0;

  rows(rows: readonly unknown[]): SectionIndex {
    const chunks: [number, number, number][] = [];
    for (let from = 0; from < rows.length; from += ROWS_OF_CHUNK) {
      const slice = rows.slice(from, from + ROWS_OF_CHUNK);
      chunks.push(this.chunk(JSON.stringify(slice), slice.length));
    }
    return { rows: rows.length, chunks };
  }

  lines(lines: Iterable<string>): SectionIndex {
    const chunks: [number, number, number][] = [];
    let held: string[] = [];
    let count = 0;
    const flush = (): void => {
      if (held.length > 0) chunks.push(this.chunk(held.join(''), held.length));
      held = [];
    };
    for (const line of lines) {
      count += 1;
      if (held.push(line) === LINES_OF_CHUNK) flush();
    }
    flush();
    return { rows: count, chunks };
  }

  /** The digest also covers facts that stand in no section. */
  close(facts: unknown): { body: Uint8Array<ArrayBuffer>; digest: string } {
    const body = new Uint8Array(this.length);
    let at = 0;
    for (const part of this.parts) {
      body.set(part, at);
      at += part.length;
    }
    return { body, digest: this.hash.update(JSON.stringify(facts)).digest('hex') };
  }

  private chunk(text: string, rows: number): [number, number, number] {
    this.hash.update(text);
    const packed = gzipSync(text, { level: 1 });
    const place: [number, number, number] = [this.length, packed.length, rows];
    this.parts.push(packed);
    this.length += packed.length;
    return place;
  }
}

/** Turns an engine's plan into what is kept: pages of lists, what is to be written, and a header. */
export function planDocument(
  reader: ProblemReader,
  { input, scope }: { input: AllocationInput; scope: AllocationScope },
  { plan, curve, chosen }: Pick<RebalanceResult, 'plan'> & Partial<RebalanceResult>,
): PlannedDocument {
  const writer = new DocumentWriter();
  const named = demandNames(input);
  const sections: Record<ListSection | WriteSection, SectionIndex> = {
    demands: writer.rows(plan.demands.map(demandRow)),
    moves: writer.rows(plan.moves.map((move) => ({ ...move, from: named(move.from), to: named(move.to) }))),
    idle: writer.rows(
      plan.idle.map(({ bestDemand, ...idle }) => ({ ...idle, bestDemand: named(bestDemand ?? null) })),
    ),
    warnings: writer.rows(
      plan.warnings.map(({ demand, ...rest }) => ({ ...rest, demand: named(demand ?? null) })),
    ),
    ...writeSections(writer, reader, plan.assignments),
  };
  // How much is proved in the time given is no part of the plan: the same plan has the same digest.
  const { ms, wholeWeeks, ...solve } = plan.solve;
  const facts = { solve, totals: plan.totals, complete: plan.complete, curve, chosen };
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
  return { header, ...writer.close(facts) };
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

function demandRow({ demand: _key, onePersonMore, ...row }: PlanAnswer['demands'][number]): object {
  const more = onePersonMore === undefined ? null : hiringRow(onePersonMore);
  return { ...row, ...monthNames(row.month), onePersonMore: more };
}

function demandNames({ demands }: AllocationInput) {
  const byKey = new Map(demands.map((demand) => [demand.key, demand]));
  return (key: string | null): object | null => {
    const demand = key === null ? undefined : byKey.get(key);
    if (demand === undefined) return null;
    return { mainLob: demand.mainLob, state: demand.state, caseType: demand.caseType };
  };
}

function writeSections(
  writer: DocumentWriter,
  reader: ProblemReader,
  columns: AssignmentColumns,
): Record<WriteSection, SectionIndex> {
  return {
    inserts: writer.lines(insertLines(reader, columns)),
    updates: writer.lines(updateLines(columns)),
    releases: writer.lines(Array.from(columns.released, (id) => `${id}\n`)),
  };
}

/** `cn, 202518, forecast id, type, percentage`, tab-separated. */
function* insertLines(reader: ProblemReader, columns: AssignmentColumns): Generator<string> {
  const weeks = columns.weeks.map((week) => week.replace('-W', ''));
  const months = columns.weeks.map((week) => reader.monthOfWeek.get(week) ?? '');
  const forecastOf = columns.demands.map((demand) => reader.forecastIds.get(demand));
  for (let i = 0; i < columns.length; i += 1) {
    if ((columns.existingId[i] as number) > 0) continue;
    const w = columns.week[i] as number;
    const forecast = forecastOf[columns.demand[i] as number]?.get(months[w] ?? '');
    if (forecast === undefined)
      throw new Error('the plan assigns someone to a demand without a forecast row');
    const cn = escapeCopy(columns.people[columns.person[i] as number] ?? '');
    yield `${cn}\t${weeks[w] ?? ''}\t${forecast}\t${typeAt(columns, i)}\t${percentageAt(columns, i)}\n`;
  }
}

/** `id, type, percentage` of rows that stay where they are but change. */
function* updateLines(columns: AssignmentColumns): Generator<string> {
  for (let i = 0; i < columns.length; i += 1) {
    const id = columns.existingId[i] as number;
    if (id > 0 && columns.unchanged[i] === 0)
      yield `${id}\t${typeAt(columns, i)}\t${percentageAt(columns, i)}\n`;
  }
}

function typeAt({ isPrimary }: AssignmentColumns, i: number): string {
  return isPrimary[i] === 1 ? 'primary' : 'bench';
}

/** Exact: the nearest double of up to four decimals prints as those decimals. */
function percentageAt({ percentage }: AssignmentColumns, i: number): string {
  return String((percentage[i] as number) / TEN_THOUSAND);
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
