import loadHighs from 'highs';
import type { IntegerAnswer, IntegerProgram, IntegerSolver } from '../engine/contract/integer-program';

type Highs = Awaited<ReturnType<typeof loadHighs>>;

/** Of a whole column: how far from a whole number it may be. */
const WHOLE_TOLERANCE = 1e-9;

/** HiGHS, a solver of integer programs in WebAssembly; undefined if it cannot be started here. Loading it takes a tenth of a second. */
export async function loadIntegerSolver(): Promise<IntegerSolver | undefined> {
  try {
    const highs = await loadHighs();
    return (program, seconds) => solve(highs, program, seconds);
  } catch {
    return undefined;
  }
}

const NOTHING_FOUND: IntegerAnswer = { bound: Infinity, values: null };

function solve(highs: Highs, program: IntegerProgram, seconds: number): IntegerAnswer {
  const model = highs.createModel({
    sense: highs.constants.objectiveSense.maximize,
    offset: 0,
    ...columnsOf(program),
    ...rowsOf(highs, program),
  });
  try {
    model.options.set({
      output_flag: false,
      time_limit: seconds,
      mip_rel_gap: 0,
      mip_feasibility_tolerance: WHOLE_TOLERANCE,
    });
    model.run();
    const hasValues = model.info.get('primal_solution_status') === highs.constants.solutionStatus.feasible;
    const bound = Number(model.info.get('mip_dual_bound'));
    return { bound, values: hasValues ? model.getSolution().colValue : null };
  } catch {
    return NOTHING_FOUND;
  } finally {
    model.dispose();
  }
}

function columnsOf({ worth, upper, isWhole }: IntegerProgram) {
  return {
    numCols: worth.length,
    colCost: worth,
    colLower: worth.map(() => 0),
    colUpper: upper,
    integrality: Int32Array.from(isWhole, (whole) => (whole ? 1 : 0)),
  };
}

function rowsOf(highs: Highs, { rows, worth }: IntegerProgram) {
  const starts = [0];
  const indices: number[] = [];
  const values: number[] = [];
  for (const { columns, factors } of rows) {
    indices.push(...columns);
    values.push(...factors);
    starts.push(indices.length);
  }
  const matrix = {
    format: 'csr' as const,
    numRows: rows.length,
    numCols: worth.length,
    starts,
    indices,
    values,
  };
  return {
    numRows: rows.length,
    rowLower: rows.map(() => -highs.infinity),
    rowUpper: rows.map(({ atMost }) => atMost),
    matrix,
  };
}
