// The whole of every test matrix: `npm test` runs a part of the long ones. Further arguments go to Jest.
import { spawnSync } from 'node:child_process';

const { status } = spawnSync('npx', ['jest', ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, TEST_FULL: '1', HEADROOM_BROWSER_TESTS: 'required' },
});
process.exit(status ?? 1);
