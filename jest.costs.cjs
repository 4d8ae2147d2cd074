// What questions cost in bytes can only be counted in a process that nothing else has worked in: `npm run test:costs`.
const config = require('./jest.config.cjs');

const database = config.projects?.[1];

/** @type {import('jest').Config} */
module.exports = {
  ...config,
  projects: [
    {
      ...(typeof database === 'object' && database),
      displayName: 'costs',
      testMatch: ['<rootDir>/tests/costs/*.test.ts'],
      testPathIgnorePatterns: ['/node_modules/'],
    },
  ],
};
