// Names the slowest tests at the end of a run: where the minutes go.
const MAX_NAMED = 10;
const WORTH_NAMING_MS = 1_000;

/** @implements {Pick<import('@jest/reporters').Reporter, 'onRunComplete'>} */
class SlowestReporter {
  /**
   * @param {unknown} _contexts
   * @param {import('@jest/reporters').AggregatedResult} results
   */
  onRunComplete(_contexts, { testResults }) {
    const tests = testResults.flatMap((file) =>
      file.testResults.map(({ fullName, duration }) => ({
        fullName,
        ms: duration ?? 0,
        file: file.testFilePath,
      })),
    );
    const slowest = tests
      .filter(({ ms }) => ms >= WORTH_NAMING_MS)
      .sort((a, b) => b.ms - a.ms)
      .slice(0, MAX_NAMED);
    if (slowest.length === 0) return;
    const lines = slowest.map(
      ({ fullName, ms, file }) =>
        `  ${(ms / 1000).toFixed(1).padStart(6)} s  ${shortName(file)}: ${fullName}`,
    );
    process.stderr.write(`Slowest tests:\n${lines.join('\n')}\n`);
  }
}

/** @param {string} file */
function shortName(file) {
  return file.slice(file.lastIndexOf('/tests/') + 1);
}

module.exports = SlowestReporter;
