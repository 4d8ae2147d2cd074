import type { ServerResponse } from 'node:http';
import type { Actor } from '../scope/actor';
import { changeText, HEART_BEAT, jobText, resetText } from './event-text.rules';
import type { ChangeEvent, JobEvent } from './event.model';

/** Bytes that may wait for a listener; one that lets more pile up has stalled. */
const MAX_WAITING_BYTES = 64 * 1024;
const BEAT_MS = 15_000;
/** Connections end after so long, so that credentials are looked at again. */
const MAX_AGE_BEATS = 240;

interface Listener {
  response: ServerResponse;
  actor: Pick<Actor, 'name' | 'lobScope'>;
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
    const listener: Listener = { response, actor, beatsLeft: MAX_AGE_BEATS };
    this.listeners.add(listener);
    response.once('close', () => this.listeners.delete(listener));
    this.timer ??= setInterval(() => this.beat(), this.beatMs).unref();
  }

  change(change: ChangeEvent): void {
    const texts = new Map([true, false].map((isScoped) => [isScoped, changeText(change, isScoped)]));
    for (const listener of this.listeners) send(listener, texts.get(listener.actor.lobScope !== null) ?? '');
  }

  /** A listener limited to some lines of business sees its own jobs only. */
  job(job: JobEvent): void {
    const text = jobText(job);
    for (const listener of this.listeners)
      if (listener.actor.lobScope === null || listener.actor.name === job.actor) send(listener, text);
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
