import { DomainError } from '../../domain/errors';

/** How much may be under way at once, and how long the rest waits. */
export interface GateSettings {
  /** Pieces of work at once. */
  active: number;
  /** Longest line of those who wait; more are turned away at once. */
  waiting: number;
  waitMs: number;
}

/** Lets in so many at a time; the others wait in line, and are turned away (UNAVAILABLE) when it takes too long. */
export class Gate {
  private inside = 0;
  private readonly line: (() => void)[] = [];

  constructor(private readonly settings: GateSettings) {}

  get use(): { active: number; waiting: number } {
    return { active: this.inside, waiting: this.line.length };
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.inside < this.settings.active) this.inside += 1;
    else await this.wait();
    try {
      return await work();
    } finally {
      const next = this.line.shift();
      if (next) next();
      else this.inside -= 1;
    }
  }

  /** Who is called in takes the place of the one who leaves. */
  private wait(): Promise<void> {
    if (this.line.length >= this.settings.waiting) return Promise.reject(busy());
    return new Promise((resolve, reject) => {
      const enter = (): void => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        this.line.splice(this.line.indexOf(enter), 1);
        reject(busy());
      }, this.settings.waitMs);
      this.line.push(enter);
    });
  }
}

function busy(): DomainError {
  return new DomainError(
    'UNAVAILABLE',
    'Too many requests are under way just now; try again in a few seconds',
  );
}
