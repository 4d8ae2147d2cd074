// Names the tests that passed at a later try only: each is a fault of the test or of ours that waits to be found.

/** @implements {Pick<import('@jest/reporters').Reporter, 'onRunComplete'>} */
class RetriedReporter {
  /**
   * @param {unknown} _contexts
   * @param {import('@jest/reporters').AggregatedResult} results
   */
  onRunComplete(_contexts, { testResults }) {
    const lines = testResults.flatMap((file) =>
      file.testResults
        .filter(({ status, invocations = 1 }) => status === 'passed' && invocations > 1)
        .map(
          ({ fullName }) =>
            `  ${file.testFilePath.slice(file.testFilePath.lastIndexOf('/tests/') + 1)}: ${fullName}`,
        ),
    );
    if (lines.length > 0) process.stderr.write(`Passed at a second try only:\n${lines.join('\n')}\n`);
  }
}

module.exports = RetriedReporter;
