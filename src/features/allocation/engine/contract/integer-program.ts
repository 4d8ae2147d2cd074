/** Σ factor × column ≤ `atMost`. */
export interface ProgramRow {
  atMost: number;
  columns: readonly number[];
  factors: readonly number[];
}

/** Largest Σ worth × column, columns between 0 and `upper`, some of them whole numbers. */
export interface IntegerProgram {
  worth: readonly number[];
  upper: readonly number[];
  isWhole: readonly boolean[];
  rows: readonly ProgramRow[];
}

/** What was found in the time given. */
export interface IntegerAnswer {
  /** No choice of columns has a higher sum. */
  bound: number;
  /** The best choice found; null = none. */
  values: ArrayLike<number> | null;
}

/** Solves a program, or gives what it has after so many seconds. The engine has none of its own. */
export type IntegerSolver = (program: IntegerProgram, seconds: number) => IntegerAnswer;
