import { SingleBar } from 'cli-progress';

/** Where the progress of a command is shown. */
export interface ProgressOutput {
  isTTY?: boolean;
  write(text: string): unknown;
}

/** How far a command is: `done` of `steps`, and what it is at. */
export interface ProgressNews {
  done: number;
  steps: number;
  /** `production_roster.xlsx: reading`. */
  what: string;
  rows: number;
}

/** Shows progress: a bar on a terminal, otherwise a line whenever the stage changes. */
export interface ProgressDisplay {
  show(news: ProgressNews): void;
  /** Leaves the terminal as it was; call it before printing anything else. */
  stop(): void;
}

/** The display that fits the output. */
export function progressDisplay(output: ProgressOutput & NodeJS.WritableStream): ProgressDisplay {
  return output.isTTY ? bar(output) : lines(output);
}

function rowsText(rows: number): string {
  return rows === 0 ? '' : ` (${rows.toLocaleString('en-US')} rows)`;
}

function bar(output: NodeJS.WritableStream): ProgressDisplay {
  const single = new SingleBar({
    format: '[{bar}] {percentage} % {what}',
    stream: output,
    hideCursor: true,
    clearOnComplete: true,
    barsize: 25,
  });
  let started = false;
  return {
    show: ({ done, steps, what, rows }) => {
      const payload = { what: `${what}${rowsText(rows)}` };
      if (!started) single.start(steps, done, payload);
      else {
        single.setTotal(steps);
        single.update(done, payload);
      }
      started = true;
    },
    stop: () => {
      if (started) single.stop();
    },
  };
}

function lines(output: ProgressOutput): ProgressDisplay {
  let last = '';
  return {
    show: ({ done, steps, what, rows }) => {
      if (what === last) return;
      last = what;
      output.write(`[${done}/${steps}] ${what}${rowsText(rows)}\n`);
    },
    stop: () => undefined,
  };
}
