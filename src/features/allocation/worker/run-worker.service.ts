import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import type { ErrorCode } from '../../../domain/codes';
import { DomainError } from '../../../domain/errors';
import { weeksOfMonth } from '../../../domain/time/iso-week';
import { monthFromStart } from '../../../domain/time/month';
import type { Snapshot } from '../../../platform/database/cursor';
import type { JobProgress } from '../../../platform/scope/attachments';
import { startWorker } from '../../../platform/worker/start-worker';
import { listPlanMonths, listTierRows, listWeekHours, readDemands, readPeople } from './problem.repository';
import type {
  Explained,
  FromWorker,
  PlannedDocument,
  TextRow,
  ToWorker,
  WorkerTask,
} from './worker-protocol.model';

/** Heap of the planning thread, in MB: 100,000 people need about 450. */
const WORKER_HEAP = { maxOldGenerationSizeMb: 1_536, maxYoungGenerationSizeMb: 64 };
/** Where reading ends and solving begins on the way to 100 %. */
const READ_PERCENT = 20;
/** Where solving ends: committing follows. */
const SOLVED_PERCENT = 80;

/** Reads the problem as one snapshot sees it and lets a thread of its own work on it; aborting ends the thread. */
export class PlanningThread {
  private readonly worker: Worker;
  private readonly outcome: Promise<FromWorker>;
  private settle: { resolve: (message: FromWorker) => void; reject: (error: unknown) => void } | undefined;
  private readonly onAbort = (): void => this.settle?.reject(this.job.signal.reason);

  constructor(private readonly job: JobProgress) {
    this.worker = startWorker({ module: require.resolve('./allocation-worker.job'), heap: WORKER_HEAP });
    this.outcome = new Promise<FromWorker>((resolve, reject) => {
      this.settle = { resolve, reject };
    });
    this.outcome.catch(() => undefined);
    this.worker.on('message', (message: FromWorker) => this.receive(message));
    this.worker.on('error', (error) => this.settle?.reject(threadFailure(error)));
    this.worker.on('exit', () =>
      this.settle?.reject(new Error('the planning thread stopped before its end')),
    );
    job.signal.addEventListener('abort', this.onAbort, { once: true });
  }

  /** Hands over everything the snapshot holds. */
  async read(snapshot: Snapshot): Promise<void> {
    this.job.progress(1, 'reading');
    const months = await listPlanMonths(snapshot.db);
    const starts = months.map((month) => month.monthStart);
    const hours = await listWeekHours(snapshot.db, starts);
    this.tell({
      say: 'calendar',
      weeks: calendarRows(starts, hours),
      tiers: await listTierRows(snapshot.db),
      closedMonths: months.flatMap(({ monthStart, isClosed }) => (isClosed ? [monthStart.slice(0, 7)] : [])),
    });
    for await (const rows of readDemands(snapshot)) await this.tellRows({ say: 'demands', rows });
    this.job.progress(READ_PERCENT / 2, 'reading');
    for await (const rows of readPeople(snapshot)) await this.tellRows({ say: 'people', rows });
    this.job.progress(READ_PERCENT, 'planning');
  }

  /** Starts the work; `read` must have ended. */
  start(task: WorkerTask): void {
    this.tell({ say: 'run', task });
  }

  /** The finished plan. */
  async planned(): Promise<PlannedDocument> {
    const message = await this.outcome;
    if (message.say !== 'planned') throw new Error(`the planning thread answered ${message.say}`);
    return message.document;
  }

  /** The answers, in the order of the questions. */
  async explained(): Promise<readonly Explained[]> {
    const message = await this.outcome;
    if (message.say !== 'explained') throw new Error(`the planning thread answered ${message.say}`);
    return message.answers;
  }

  /** Ends the thread. */
  async close(): Promise<void> {
    this.job.signal.removeEventListener('abort', this.onAbort);
    await this.worker.terminate();
  }

  private tell(message: ToWorker): void {
    this.job.signal.throwIfAborted();
    this.worker.postMessage(message);
  }

  /** A pause after each batch keeps everything else in this process moving. */
  private async tellRows(message: Extract<ToWorker, { rows: readonly TextRow[] }>): Promise<void> {
    this.tell(message);
    await nextTurn();
  }

  private receive(message: FromWorker): void {
    if (message.say === 'progress') {
      const percent = READ_PERCENT + ((SOLVED_PERCENT - READ_PERCENT) * message.percent) / 100;
      const { bestGapPct } = message;
      this.job.progress(
        percent,
        message.stage,
        bestGapPct === null ? undefined : { best_gap_pct: bestGapPct },
      );
    } else if (message.say === 'refused') {
      this.settle?.reject(new DomainError(message.code as ErrorCode, message.message, message.issues));
    } else this.settle?.resolve(message);
  }
}

function calendarRows(
  monthStarts: readonly string[],
  hours: readonly [number, number, string, string][],
): TextRow[] {
  const known = new Map(hours.map(([year, week, type, value]) => [`${year}-${week}-${type}`, value]));
  return monthStarts.flatMap((start) =>
    weeksOfMonth(monthFromStart(start)).map(({ year, week }) => [
      String(year),
      String(week),
      start.slice(0, 7),
      known.get(`${year}-${week}-Domestic`) ?? null,
      known.get(`${year}-${week}-Global`) ?? null,
    ]),
  );
}

function threadFailure(error: unknown): unknown {
  if ((error as { code?: string }).code !== 'ERR_WORKER_OUT_OF_MEMORY') return error;
  const message = 'The plan needs more memory than is allowed; narrow it to fewer LOBs, platforms or weeks';
  return new DomainError('TOO_LARGE', message);
}
