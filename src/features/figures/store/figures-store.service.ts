import type { Db } from '../../../platform/database/db';
import { SharedCheck } from '../../../platform/database/shared-check';
import { isInTransaction } from '../../../platform/database/snapshot-read';
import { requestMoment } from '../../../platform/scope/data-version';
import type { RequestScope } from '../../../platform/scope/request-scope';
import type { ReportKey } from '../columns/figures.model';
import {
  listReportKeys,
  pruneMarks,
  readFreshness,
  type FigureMark,
  type Freshness,
} from './figures.repository';
import { follows, MARKS_LIVE_MS } from './freshness.rules';
import { concerns, loadFigures, type KeptFigures } from './load-figures.service';

/** Which report’s figures, with the people of which months. */
export interface FiguresWanted {
  report: ReportKey | 'current';
  /** Indexes of the months whose people are counted. */
  peopledMonths: readonly number[];
}

/** What reading needs: a pool without limits, and the time. */
type Reader = Pick<RequestScope, 'sharedDb' | 'clock' | 'loader'>;

const DEFAULT_BUDGET = 256 * 1024 * 1024;
/** Rounds in which reports that belong together are brought to one moment, while others write. */
const MAX_ROUNDS = 20;

/** A report’s figures, and whether they must be brought up to now. */
interface Entry {
  readonly report: ReportKey;
  kept: KeptFigures | undefined;
  /** Raised by every mark that touches the report; `current` at the value that `kept` is good for. */
  marked: number;
  current: number;
  loading: Promise<void> | undefined;
  readonly peopled: Set<number>;
}

/**
 * The figures of reports as this process keeps them. Whoever reads asks the database first which transactions are visible
 * and what they have marked: what was committed before a request began is always seen. A check that starts after a request
 * began is good for it, so requests share checks.
 */
export class FiguresStore {
  /** Bytes that figures may take; least recently used reports go. */
  budget = DEFAULT_BUDGET;
  private readonly entries = new Map<string, Entry>();
  private freshness: Omit<Freshness, 'marks'> | undefined;
  private checkedAt = 0;
  /** All reports, the newest first: being read, or read; absent once a mark says that there may be others. */
  private reports: Promise<ReportKey[]> | undefined;
  private readonly check = new SharedCheck((reader: Reader) => this.runCheck(reader));

  /** The figures of each report, all of one moment; undefined where there is no such report. */
  async read(scope: Reader, wanted: readonly FiguresWanted[]): Promise<(KeptFigures | undefined)[]> {
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      if (round > 0 || !(await this.isOfNow(scope))) await this.check.run(scope);
      const reports = this.listReports(scope.sharedDb);
      const found = this.entriesOf(await reports, wanted);
      const entries = [...new Set(found.filter((entry) => entry !== undefined))];
      const outdated = entries.filter((entry) => !isCurrent(entry));
      await Promise.all(outdated.map((entry) => this.bringUp(scope, entry)));
      // One report is of one moment by itself; several are if none had to be brought up since they were checked.
      const isOneMoment = outdated.length === 0 || (entries.length === 1 && reports === this.reports);
      if (isOneMoment) return found.map((entry) => entry?.kept);
    }
    throw new Error(`Figures of several reports have changed ${MAX_ROUNDS} times while they were read`);
  }

  /** Bytes that figures take. */
  get bytes(): number {
    return [...this.entries.values()].reduce((total, { kept }) => total + (kept?.columns.bytes ?? 0), 0);
  }

  /** Whether nothing has been committed between the last check and the moment of the request. */
  private async isOfNow({ loader, clock }: Reader): Promise<boolean> {
    const { snapshot, version } = await loader(requestMoment).load('all');
    const isSame = this.freshness?.snapshot === snapshot && this.freshness.dataVersion === version;
    if (isSame) this.checkedAt = clock.now().getTime();
    return isSame;
  }

  private async runCheck({ sharedDb: db, clock }: Reader): Promise<void> {
    const known = new Map([...this.entries.values()].map((entry) => [entry, entry.kept]));
    const { marks, ...now } = await readFreshness(db, this.freshness?.snapshot ?? null);
    const at = clock.now().getTime();
    if (!this.follows(now, at)) this.forget();
    this.freshness = now;
    this.checkedAt = at;
    for (const mark of marks) this.mark(mark);
    // Figures that nothing has touched are of this moment too: their next marks need not be looked for further back.
    for (const [entry, kept] of known)
      if (kept && entry.kept === kept && isCurrent(entry))
        entry.kept = { ...kept, snapshot: now.snapshot, dataVersion: now.dataVersion };
  }

  private follows(now: Omit<Freshness, 'marks'>, at: number): boolean {
    return this.freshness !== undefined && follows({ ...this.freshness, checkedAt: this.checkedAt }, now, at);
  }

  private forget(): void {
    for (const entry of this.entries.values()) entry.kept = undefined;
    this.entries.clear();
    this.reports = undefined;
  }

  private mark(mark: FigureMark): void {
    if (mark.forecastMonthIndex === null) this.reports = undefined;
    for (const entry of this.entries.values()) if (concerns(mark, entry.report)) entry.marked += 1;
  }

  private entriesOf(reports: readonly ReportKey[], wanted: readonly FiguresWanted[]): (Entry | undefined)[] {
    return wanted.map(({ report, peopledMonths }) => {
      const key = findReport(reports, report);
      return key && this.entryOf(key, peopledMonths);
    });
  }

  private listReports(db: Db): Promise<ReportKey[]> {
    if (this.reports) return this.reports;
    const reading = listReportKeys(db);
    this.reports = reading;
    reading.catch(() => {
      if (this.reports === reading) this.reports = undefined;
    });
    return reading;
  }

  private entryOf({ reportYear, reportMonth }: ReportKey, peopledMonths: readonly number[]): Entry {
    const key = JSON.stringify([reportYear, reportMonth]);
    const entry = this.entries.get(key) ?? {
      report: { reportYear, reportMonth },
      kept: undefined,
      marked: 1,
      current: 0,
      loading: undefined,
      peopled: new Set<number>(),
    };
    for (const index of peopledMonths) {
      if (!entry.peopled.has(index)) entry.marked += 1;
      entry.peopled.add(index);
    }
    // Behind the others: the first of the map is the one that nobody has used for longest.
    this.entries.delete(key);
    this.entries.set(key, entry);
    return entry;
  }

  private async bringUp(scope: Reader, entry: Entry): Promise<void> {
    while (!isCurrent(entry)) {
      if (entry.loading) await entry.loading;
      else await (entry.loading = this.load(scope, entry));
    }
  }

  private async load({ sharedDb: db, clock }: Reader, entry: Entry): Promise<void> {
    const { marked, kept } = entry;
    try {
      if (!kept) await pruneMarks(db, new Date(clock.now().getTime() - MARKS_LIVE_MS));
      entry.kept = await loadFigures(db, entry.report, entry.peopled, kept);
      entry.current = marked;
    } finally {
      entry.loading = undefined;
    }
    if (!entry.kept) this.drop(entry);
    this.fit(entry);
  }

  private fit(used: Entry): void {
    let bytes = this.bytes;
    for (const entry of this.entries.values()) {
      if (bytes <= this.budget) return;
      if (entry === used || entry.loading) continue;
      bytes -= entry.kept?.columns.bytes ?? 0;
      this.drop(entry);
    }
  }

  private drop({ report }: Entry): void {
    this.entries.delete(JSON.stringify([report.reportYear, report.reportMonth]));
  }
}

function findReport(reports: readonly ReportKey[], wanted: FiguresWanted['report']): ReportKey | undefined {
  if (wanted === 'current') return reports[0];
  return reports.find(
    (one) => one.reportYear === wanted.reportYear && one.reportMonth === wanted.reportMonth,
  );
}

function isCurrent({ marked, current }: Entry): boolean {
  return marked === current;
}

/** One store a connection pool. */
const stores = new WeakMap<object, FiguresStore>();

/** Bounds the bytes that figures may take in this process. */
export function limitFigures(db: Db, bytes: number): void {
  figuresStore(db).budget = bytes;
}

function figuresStore({ manager: { connection } }: Db): FiguresStore {
  const store = stores.get(connection) ?? new FiguresStore();
  stores.set(connection, store);
  return store;
}

/** Figures of reports, all of one moment: kept ones, or inside a transaction those that it sees. */
export async function readReports(
  scope: RequestScope,
  wanted: readonly FiguresWanted[],
): Promise<(KeptFigures | undefined)[]> {
  if (!isInTransaction(scope.db)) {
    // What is kept serves everybody: it is read whole, and filtered where it is answered.
    return figuresStore(scope.db).read(scope, wanted);
  }
  const found: (KeptFigures | undefined)[] = [];
  const reports = await listReportKeys(scope.db);
  for (const { report, peopledMonths } of wanted) {
    const key = findReport(reports, report);
    found.push(key && (await loadFigures(scope.db, key, new Set(peopledMonths), undefined)));
  }
  return found;
}
