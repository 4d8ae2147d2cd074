import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { Actor } from '../scope/actor';
import { lobText } from '../transaction/lob-scope';
import { changeText, HEART_BEAT, jobText, resetText } from './event-text.rules';
import type { AnnouncedJob, ChangeEvent } from './event.model';

/** Bytes that may wait for a listener; one that lets more pile up has stalled. */
const MAX_WAITING_BYTES = 64 * 1024;
const BEAT_MS = 15_000;
/** Connections end after so long, so that credentials are looked at again. */
const MAX_AGE_BEATS = 240;

interface Listener {
  response: ServerResponse;
  actor: Pick<Actor, 'name' | 'lobScope'>;
  /** SHA-256 of the LOBs that the listener is limited to. */
  lobs: string | null;
  beatsLeft: number;
}

/** Everybody who listens to this process. One timer beats for all; an event is written once and sent to many. */
export class EventHub {
  private readonly listeners = new Set<Listener>();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly beatMs = BEAT_MS) {}

  get size(): number {
    return this.listeners.size;
  }

  /** Takes a response whose head has been sent; forgets it when its connection ends. */
  add(response: ServerResponse, actor: Listener['actor']): void {
    const { lobScope } = actor;
    const lobs = lobScope && createHash('sha256').update(lobText(lobScope)).digest('hex');
    const listener: Listener = { response, actor, lobs, beatsLeft: MAX_AGE_BEATS };
    this.listeners.add(listener);
    response.once('close', () => this.listeners.delete(listener));
    this.timer ??= setInterval(() => this.beat(), this.beatMs).unref();
  }

  change(change: ChangeEvent): void {
    const texts = new Map([true, false].map((isScoped) => [isScoped, changeText(change, isScoped)]));
    for (const listener of this.listeners) send(listener, texts.get(listener.actor.lobScope !== null) ?? '');
  }

  /** A listener limited to some lines of business sees its own jobs only, and only those that ran for the same lines. */
  job({ lobs, ...job }: AnnouncedJob): void {
    const text = jobText(job);
    for (const listener of this.listeners)
      if (listener.lobs === null || (listener.actor.name === job.actor && listener.lobs === lobs))
        send(listener, text);
  }

  /** Changes may have been missed. */
  reset(dataVersion: number): void {
    for (const listener of this.listeners) send(listener, resetText(dataVersion));
  }

  /** Ends every connection; clients come back to another server. */
  close(): void {
    clearInterval(this.timer);
    for (const { response } of this.listeners) response.end();
    this.listeners.clear();
  }

  private beat(): void {
    for (const listener of this.listeners) {
      listener.beatsLeft -= 1;
      if (listener.beatsLeft <= 0) listener.response.end();
      else send(listener, HEART_BEAT);
    }
  }
}

function send({ response }: Listener, text: string): void {
  if (response.writableEnded) return;
  if (response.writableLength > MAX_WAITING_BYTES) response.destroy();
  else response.write(text);
}
