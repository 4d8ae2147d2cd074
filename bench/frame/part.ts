import type { Size } from './data';

/** How a part is to measure. */
export interface Bench {
  size: Size;
  /** Rounds, in which those compared take turns; medians are reported. */
  rounds: number;
  /** How long a round of requests lasts. */
  seconds: number;
}

/** A figure beside what it must be. */
export interface Target {
  question: string;
  figure: number;
  /** What stands behind the figure: `s`, `× COPY`. */
  unit: string;
  atLeast?: number;
  atMost?: number;
}

/** What a part has measured. */
export interface Measured {
  targets: Target[];
  /** Lines of Markdown: tables of raw figures. */
  raw: string[];
}

/** One part of the bench: it makes and drops its databases and servers. */
export interface Part {
  name: string;
  run(bench: Bench): Promise<Measured>;
}

/** A line for whoever waits. */
export function progress(text: string): void {
  process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${text}\n`);
}

/** A table in Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}

/** Limits in seconds are meant for sizes up to L. */
export const upToL = (size: Size, limit: number): { atMost?: number } =>
  size === 'XL' ? {} : { atMost: limit };
