/** How much may be under way at once, and how long the rest waits. */
export interface SemaphoreSettings {
  /** Pieces of work at once. */
  active: number;
  /** Longest line of those who wait; more are turned away at once. Default: no limit. */
  waiting?: number;
  /** Longest wait, in milliseconds. */
  waitMs: number;
  /** The error of who is turned away, made when it happens. */
  refusal: () => Error;
}

/** Somebody in line. */
interface Waiting {
  since: number;
  enter: () => void;
  refuse: () => void;
}

/** Lets in so many at a time; the others wait in line, first come first served, and are turned away after a while. */
export class Semaphore {
  private inside = 0;
  private readonly line: Waiting[] = [];

  constructor(private readonly settings: SemaphoreSettings) {}

  /** How many are inside and how many wait. */
  get use(): { active: number; waiting: number } {
    return { active: this.inside, waiting: this.line.length };
  }

  /** Does `work` once there is a place for it. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    const leave = await this.enter();
    try {
      return await work();
    } finally {
      leave();
    }
  }

  /** Takes a place and returns how to give it back; giving it back twice does nothing. */
  async enter(): Promise<() => void> {
    if (this.inside < this.settings.active) this.inside += 1;
    else await this.wait();
    let left = false;
    return () => {
      if (left) return;
      left = true;
      // Who is called in takes the place of the one who leaves.
      const next = this.nextInTime();
      if (next) next.enter();
      else this.inside -= 1;
    };
  }

  /** The next in line; timers are late in a process that is busy, and whose time is over is turned away before. */
  private nextInTime(): Waiting | undefined {
    const oldest = performance.now() - this.settings.waitMs;
    for (let next = this.line.shift(); next; next = this.line.shift()) {
      if (next.since >= oldest) return next;
      next.refuse();
    }
    return undefined;
  }

  private wait(): Promise<void> {
    const { waiting = Infinity, waitMs, refusal } = this.settings;
    if (this.line.length >= waiting) return Promise.reject(refusal());
    return new Promise((resolve, reject) => {
      const turnAway = (): void => {
        clearTimeout(timer);
        reject(refusal());
      };
      const waits: Waiting = {
        since: performance.now(),
        enter: () => {
          clearTimeout(timer);
          resolve();
        },
        refuse: turnAway,
      };
      const timer = setTimeout(() => {
        this.line.splice(this.line.indexOf(waits), 1);
        turnAway();
      }, waitMs);
      this.line.push(waits);
    });
  }
}
