// Before the workers start, so that they inherit it: dates must not depend on where the tests run.
process.env.TZ = 'UTC';

const shared = {
  rootDir: __dirname,
  transform: { '^.+\\.tsx?$': '@swc/jest' },
  setupFiles: ['reflect-metadata'],
  setupFilesAfterEnv: ['<rootDir>/tests/support/retries.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
};

/** @type {import('jest').Config} */
module.exports = {
  maxWorkers: 2,
  testTimeout: 30_000,
  testSequencer: '<rootDir>/tests/support/sequencer.cjs',
  reporters: [
    'default',
    '<rootDir>/tests/support/slowest-reporter.cjs',
    '<rootDir>/tests/support/retried-reporter.cjs',
  ],
  // Jest runs the global setup of a project only if one of its tests was chosen: unit tests start no database.
  projects: [
    { ...shared, displayName: 'unit', testMatch: ['<rootDir>/tests/unit/**/*.test.ts'] },
    {
      ...shared,
      displayName: 'database',
      testMatch: ['<rootDir>/tests/**/*.test.ts', '<rootDir>/embedded-postgres/tests/*.test.ts'],
      testPathIgnorePatterns: ['/node_modules/', '<rootDir>/tests/unit/', '<rootDir>/tests/costs/'],
      globalSetup: '<rootDir>/tests/support/global-setup.ts',
      globalTeardown: '<rootDir>/tests/support/global-teardown.ts',
    },
  ],
};
