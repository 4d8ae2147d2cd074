import { AllocationCancelled, type EngineHooks } from './types';

/** Deadline, cancellation and progress of one run. */
export class Watch {
  /** The deadline has passed. */
  late = false;
  private readonly start: number;

  constructor(
    private readonly hooks: EngineHooks,
    private readonly deadlineMs: number,
  ) {
    this.start = hooks.now();
  }

  /** False once the deadline has passed; throws when the run was cancelled. */
  readonly proceed = (): boolean => {
    if (this.hooks.cancelled?.() === true) throw new AllocationCancelled();
    if (!this.late && this.elapsed() > this.deadlineMs) this.late = true;
    return !this.late;
  };

  get integerSolver(): EngineHooks['integerSolver'] {
    return this.hooks.integerSolver;
  }

  /** Milliseconds since the run began. */
  elapsed(): number {
    return this.hooks.now() - this.start;
  }

  /** Tells whoever listens how far the run is. */
  report(percent: number, stage: string, bestGap: number | null): void {
    this.hooks.progress?.(percent, stage, bestGap);
  }
}
