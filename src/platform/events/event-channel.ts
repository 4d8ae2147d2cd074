import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { DomainError } from '../../domain/errors';
import { dropConnection } from '../database/pool/guarded-pool';
import type { Logger } from '../logging/logger';
import { CHANGE_CHANNEL, JOB_CHANNEL, type AnnouncedJob, type ChangeEvent } from './event.model';

const RETRY_MS = 500;
/** How often a silent connection is asked whether it is there, and how long it may take to say so. */
const PROBE_MS = 10_000;
const PROBE_PATIENCE_MS = 5_000;
/** What a second connection announces to see whether the first hears it. */
const HEARING_CHANNEL = 'headroom_hearing';

/** Who is called with what PostgreSQL announces. */
export interface EventReceiver {
  change(change: ChangeEvent): void;
  job(job: AnnouncedJob): void;
  reset(dataVersion: number): void;
}

/** The one connection of this process that listens to what every process commits. It comes back after the database has. */
export class EventChannel {
  private client: Client | undefined;
  private opening: Promise<void> | undefined;
  private probe: NodeJS.Timeout | undefined;
  private closed = false;
  /** The newest data version that has arrived; −1 before the first connection. */
  private version = -1;

  constructor(
    private readonly url: string,
    private readonly receiver: EventReceiver,
    private readonly log: Logger,
  ) {}

  /** Resolves once PostgreSQL announces to this process, with the data version from which on every change arrives. */
  async open(): Promise<number> {
    this.opening ??= this.connect().catch((error: unknown) => {
      this.opening = undefined;
      throw error;
    });
    await this.opening;
    return this.version;
  }

  close(): void {
    this.closed = true;
    this.drop();
  }

  private async connect(): Promise<void> {
    const client = this.newClient();
    client.on('error', () => this.lost(client));
    client.on('end', () => this.lost(client));
    client.on('notification', ({ channel, payload = '' }) => this.received(channel, payload));
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANGE_CHANNEL}; LISTEN ${JOB_CHANNEL}; LISTEN ${HEARING_CHANNEL}`);
      await this.requireHearing(client);
      const version = await readVersion(client);
      this.client = client;
      this.probe = setInterval(() => this.check(client), PROBE_MS).unref();
      if (this.version >= 0 && version !== this.version) this.receiver.reset(version);
      this.version = version;
    } catch (error) {
      dropConnection(client);
      throw error;
    }
    if (this.closed) this.drop();
  }

  private newClient(): Client {
    return new Client({
      connectionString: this.url,
      application_name: 'headroom events',
      keepAlive: true,
      connectionTimeoutMillis: PROBE_PATIENCE_MS,
      query_timeout: PROBE_PATIENCE_MS,
    });
  }

  /** A pooler takes LISTEN without a word and delivers nothing: listeners would wait for ever. */
  private async requireHearing(client: Client): Promise<void> {
    const word = randomUUID();
    const heard = new Promise<true>((resolve) =>
      client.on('notification', ({ payload }) => payload === word && resolve(true)),
    );
    const other = this.newClient();
    other.on('error', () => undefined);
    try {
      await other.connect();
      await other.query('SELECT pg_notify($1, $2)', [HEARING_CHANNEL, word]);
      const late = new Promise<false>((resolve) =>
        setTimeout(() => resolve(false), PROBE_PATIENCE_MS).unref(),
      );
      if (await Promise.race([heard, late])) return;
    } finally {
      dropConnection(other);
    }
    const message =
      'Events do not arrive at this database address (PgBouncer in transaction mode?): DATABASE_DIRECT_URL has to name the server itself';
    this.log.warn(message);
    throw new DomainError('UNAVAILABLE', message);
  }

  private received(channel: string, payload: string): void {
    if (channel === HEARING_CHANNEL) return;
    const event = JSON.parse(payload) as unknown;
    if (channel === JOB_CHANNEL) this.receiver.job(event as AnnouncedJob);
    else {
      const change = event as ChangeEvent;
      this.version = change.data_version;
      this.receiver.change(change);
    }
  }

  private check(client: Client): void {
    client.query('SELECT 1').catch(() => this.lost(client));
  }

  private lost(client: Client): void {
    if (client !== this.client) return;
    this.drop();
    if (this.closed) return;
    this.log.warn('the connection for events was lost; it is opened again');
    this.opening = this.reconnect();
  }

  private async reconnect(): Promise<void> {
    while (!this.closed) {
      try {
        await this.connect();
        return;
      } catch {
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS).unref());
      }
    }
  }

  private drop(): void {
    clearInterval(this.probe);
    if (this.client) dropConnection(this.client);
    this.client = undefined;
    this.opening = undefined;
  }
}

async function readVersion(client: Client): Promise<number> {
  const { rows } = await client.query<{ version: string }>(
    `SELECT v.version AS version FROM data_version v WHERE v.scope = 'all'`,
  );
  return Number(rows[0]?.version ?? 0);
}
