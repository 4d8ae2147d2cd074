import { Client } from 'pg';
import { dropConnection } from './guarded-pool';
import { sqlState } from './pg-errors';

const TICK_MS = 250;
/** Between two questions while all is well, and while the database is away. */
const PAUSE_TICKS = 4;
const RETRY_TICKS = 2;
/** How long a question may stay unanswered. */
const PATIENCE_TICKS = 10;
/** Costs no more than `SELECT 1`; on a standby it is always on. */
const IS_READ_ONLY = `SELECT current_setting('transaction_read_only')::boolean AS read_only`;
const TOO_MANY_CONNECTIONS = '53300';

/**
 * Asks the database once a second, on a connection of its own, whether it is there. A statement that no answer comes
 * to cannot be told from a slow one; an unanswered `SELECT 1` can. Patience is counted in ticks of the event loop, so
 * that a busy process does not take itself for a missing database.
 */
export class DatabaseWatch {
  /** Taken for granted until a question stays unanswered. */
  reachable = true;
  /** True for a standby, and for a database that is set read-only: nothing can be written. */
  readOnly = false;
  private client: Client | undefined;
  private question: Promise<void> | undefined;
  private ticks = RETRY_TICKS;
  private timer: NodeJS.Timeout | undefined;

  /** `onChange` is called at every change; the first is to `false`. */
  constructor(
    private readonly url: string,
    private readonly onChange: (reachable: boolean) => void,
  ) {}

  start(): void {
    this.timer = setInterval(() => this.tick(), TICK_MS);
    this.timer.unref();
    this.tick();
  }

  stop(): void {
    clearInterval(this.timer);
    this.forget();
  }

  /** Asks now; true if the answer comes in time. */
  async answers(withinMs: number): Promise<boolean> {
    this.question ??= this.ask();
    const answered = this.question.then(() => this.reachable);
    const late = new Promise<false>((resolve) => setTimeout(() => resolve(false), withinMs).unref());
    return Promise.race([answered, late]);
  }

  private tick(): void {
    this.ticks += 1;
    if (this.question) {
      if (this.ticks >= PATIENCE_TICKS) this.lost();
    } else if (this.ticks >= (this.reachable ? PAUSE_TICKS : RETRY_TICKS)) {
      this.question = this.ask();
    }
  }

  private async ask(): Promise<void> {
    const known = this.client;
    const client = known ?? this.open();
    this.ticks = 0;
    try {
      if (!known) await client.connect();
      const { rows } = await client.query<{ read_only: boolean }>(IS_READ_ONLY);
      if (client !== this.client) return;
      this.readOnly = rows[0]?.read_only === true;
      this.answered();
    } catch (error) {
      if (client !== this.client) return;
      this.forget();
      // A terminated session says nothing about the server: only a new one that cannot be had does.
      if (known) await (this.question = this.ask());
      // Full, but there: the pool lives on what it has.
      else if (sqlState(error) !== TOO_MANY_CONNECTIONS) this.lost();
    }
  }

  private open(): Client {
    this.client = new Client({
      connectionString: this.url,
      application_name: 'headroom watch',
      keepAlive: true,
    });
    this.client.on('error', () => undefined);
    return this.client;
  }

  private answered(): void {
    this.question = undefined;
    this.ticks = 0;
    this.set(true);
  }

  private lost(): void {
    this.forget();
    this.set(false);
  }

  private forget(): void {
    this.question = undefined;
    this.ticks = 0;
    if (this.client) dropConnection(this.client);
    this.client = undefined;
  }

  private set(reachable: boolean): void {
    if (this.reachable === reachable) return;
    this.reachable = reachable;
    this.onChange(reachable);
  }
}
