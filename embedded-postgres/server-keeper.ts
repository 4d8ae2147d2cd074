import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataDirectory } from './data-directory';
import { findFreePort } from './free-port';
import { discardUnreadableLock, isHeldByServer, readLockFile } from './lock-file';
import type { PostgresBinaries } from './postgres-binaries';
import { probeServer, serverUrl, watchServer } from './server-probe';
import { startServerProcess, type ServerProcess } from './server-process';
import { startWindowsServerProcess } from './windows-server-process';

/** A data directory with everything needed to run a server on it. */
export interface KeptServer {
  binaries: PostgresBinaries;
  directory: DataDirectory;
  password: string;
  log: (line: string) => void;
}

/** Another server has, or has not yet let go of, this data directory. */
const HELD = /lock file "postmaster\.pid"|shared memory block .* still in use/;
const PORT_TAKEN = /could not bind|could not create any TCP\/IP sockets|Address already in use/;
const POLL_MS = 20;
const RETRY_MS = 100;
/** One minute: for another process to finish starting or stopping, and for a started server to answer at all. */
const TRIES = 600;
const POLLS_WITHOUT_ANSWER = 3000;
const MAX_PAUSE_MS = 5000;
/** A lock file is empty for a moment while a server writes it; one that stays so is broken. */
const TRIES_UNREADABLE = 10;

/**
 * Keeps one server reachable at one address for as long as this process wants it: joins the server that already runs on
 * the data directory or starts one, and does so again, on the same port, when that server goes away.
 */
export class ServerKeeper {
  private port: number | undefined;
  private unreadable = 0;
  private own: ServerProcess | undefined;
  private unwatch: (() => Promise<void>) | undefined;
  private recovery: Promise<void> | undefined;
  private readonly stopping = new AbortController();

  constructor(private readonly server: KeptServer) {}

  /** Resolves with the connection string once the server answers. */
  async open(): Promise<string> {
    await this.acquire();
    return serverUrl(this.addressAt(this.port ?? 0));
  }

  /** Ends the server if it is ours, and in any case stops caring for it. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.recovery;
    await this.unwatch?.();
    await this.own?.stop();
  }

  private async acquire(): Promise<void> {
    let portsRefused = 0;
    for (let tries = 0; tries < TRIES && !this.isStopping(); tries++) {
      const outcome = (await this.join()) ?? (await this.start(portsRefused > 0));
      if (outcome === 'ready') return;
      if (outcome === 'port taken' && ++portsRefused > 20) break;
      await sleep(RETRY_MS);
    }
    if (this.isStopping()) return;
    const { path } = this.server.directory;
    throw new Error(
      portsRefused > 0
        ? `Port ${this.port ?? ''} of 127.0.0.1 is taken by another program`
        : `Another PostgreSQL server holds ${path} (see postmaster.pid there) and does not answer; end it or set DATABASE_URL`,
    );
  }

  /** Undefined if no server runs on the data directory. */
  private async join(): Promise<'ready' | 'wait' | undefined> {
    const { directory, log } = this.server;
    const lock = await readLockFile(directory.path);
    if (lock?.pid === 0) return this.waitForLock();
    if (!lock || !(await isHeldByServer(directory.path, lock))) return undefined;
    if (!lock.port || !(await this.watch(lock.port))) return 'wait';
    if (this.port !== undefined && this.port !== lock.port) {
      log(`the server now listens on port ${lock.port} instead of ${this.port}: restart this process`);
    }
    this.port ??= lock.port;
    log(`using the PostgreSQL server that already runs on ${directory.path}, port ${lock.port}`);
    return 'ready';
  }

  /** Notices from now on when the server at this port goes away; false if it is not there, or not ours. */
  private async watch(port: number): Promise<boolean> {
    const address = this.addressAt(port);
    if ((await probeServer(address, this.server.directory.path)).state !== 'ready') return false;
    const onLost = (): void => this.recover('the process that ran it has ended');
    this.unwatch = await watchServer(address, onLost).catch(() => undefined);
    return this.unwatch !== undefined;
  }

  /** What to do about a lock file that names no process. */
  private async waitForLock(): Promise<'wait' | undefined> {
    this.unreadable += 1;
    if (this.unreadable < TRIES_UNREADABLE) return 'wait';
    await discardUnreadableLock(this.server.directory.path, this.server.log);
    return undefined;
  }

  private async start(rememberedPortRefused: boolean): Promise<'ready' | 'wait' | 'port taken'> {
    const { binaries, directory, log } = this.server;
    const port = this.port ?? (await findFreePort(rememberedPortRefused ? 0 : await this.rememberedPort()));
    const launch = process.platform === 'win32' ? startWindowsServerProcess : startServerProcess;
    const own = launch({ binaries, directory, port });
    const problem = await this.whenReady(own, port);
    if (problem === undefined) {
      this.own = own;
      this.port = port;
      void own.ended.then((output) => this.recover(output));
      log(
        `PostgreSQL ${binaries.version} (${binaries.kind}) runs on 127.0.0.1:${port}, files in ${directory.path}`,
      );
      return 'ready';
    }
    await own.stop();
    if (HELD.test(problem)) return 'wait';
    if (PORT_TAKEN.test(problem)) return 'port taken';
    throw new Error(`PostgreSQL ${binaries.version} did not start on ${directory.path}:\n${problem}`);
  }

  /** Undefined once the server answers; otherwise why it never will. */
  private async whenReady(own: ServerProcess, port: number): Promise<string | undefined> {
    let reason = '';
    // A server that recovers from a crash reports it and may take its time; one that does not answer at all may not.
    for (let unanswered = 0; unanswered < POLLS_WITHOUT_ANSWER && own.isRunning() && !this.isStopping();) {
      // The port may turn out to belong to a program that never answers, while our server has given up already.
      const ended = own.ended.then(() => undefined);
      const probe = await Promise.race([
        probeServer(this.addressAt(port), this.server.directory.path),
        ended,
      ]);
      if (!probe) break;
      // If ours has ended by now, it was another process's server that answered: the next try joins it.
      if (probe.state === 'ready') return own.isRunning() ? undefined : own.ended;
      reason = probe.reason;
      if (probe.state === 'absent') unanswered++;
      await Promise.race([own.ended, sleep(POLL_MS)]);
    }
    return own.isRunning() ? `it runs but cannot be used: ${reason}` : own.ended;
  }

  private recover(cause: string): void {
    this.own = undefined;
    this.unwatch = undefined;
    if (this.isStopping() || this.recovery || this.server.directory.scratch) return;
    if (!HELD.test(cause))
      this.server.log(`the PostgreSQL server has gone (${cause.slice(-300)}); bringing it back`);
    this.recovery = this.acquireAgain().finally(() => (this.recovery = undefined));
  }

  /** Tries for ever, since what is in the way (a full disk, say) may go away. */
  private async acquireAgain(): Promise<void> {
    let lastProblem = '';
    for (let pause = RETRY_MS; !this.isStopping(); pause = Math.min(2 * pause, MAX_PAUSE_MS)) {
      try {
        return await this.acquire();
      } catch (error) {
        const problem = error instanceof Error ? error.message : String(error);
        if (problem !== lastProblem && !this.isStopping()) this.server.log(problem);
        lastProblem = problem;
      }
      const patience = { ref: false, signal: this.stopping.signal };
      await sleep(pause, undefined, patience).catch(() => undefined);
    }
  }

  private isStopping(): boolean {
    return this.stopping.signal.aborted;
  }

  /** The port of the last start (PostgreSQL notes its arguments), used again so that connection strings stay good. */
  private async rememberedPort(): Promise<number | undefined> {
    const text = await readFile(join(this.server.directory.path, 'postmaster.opts'), 'utf8').catch(() => '');
    const port = Number(/"-p" "(\d+)"/.exec(text)?.[1] ?? 0);
    return port > 1023 && port < 65_536 ? port : undefined;
  }

  private addressAt(port: number): { port: number; password: string } {
    return { port, password: this.server.password };
  }
}
