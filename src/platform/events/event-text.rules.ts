import type { ChangeEvent, JobEvent } from './event.model';

/** Milliseconds after which a browser that has lost its connection comes back. */
const RETRY_MS = 2_000;

/** A comment, which only keeps the connection alive. */
export const HEART_BEAT = ': still here\n\n';

function eventText(name: string, data: object, id?: number): string {
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** First event of a connection: the data version that it begins at. */
export function readyText(dataVersion: number): string {
  return `retry: ${RETRY_MS}\n${eventText('ready', { data_version: dataVersion }, dataVersion)}`;
}

/** Something was missed: read again whatever is shown. */
export function resetText(dataVersion: number): string {
  return eventText('reset', { data_version: dataVersion }, dataVersion);
}

/** A committed change; a listener limited to some lines of business learns that there is one, and no more. */
export function changeText(change: ChangeEvent, isScoped: boolean): string {
  const { data_version } = change;
  return eventText('change', isScoped ? { data_version } : change, data_version);
}

/** Progress of a job. It has no id: the last data version seen stays. */
export function jobText(job: JobEvent): string {
  return eventText('job', job);
}
