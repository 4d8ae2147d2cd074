// `npm run example:dashboard` beside a running server; HEADROOM_URL and HEADROOM_KEY say which.
import { readFileSync } from 'node:fs';
import { run } from './dashboard';

const { operations } = JSON.parse(readFileSync('operations/manifest.json', 'utf8')) as {
  operations: { name: string; id: string }[];
};
const hashes = Object.fromEntries(operations.map(({ name, id }) => [name, id]));
const { HEADROOM_URL: url = 'http://127.0.0.1:4000', HEADROOM_KEY: key } = process.env;
const stop = new AbortController();
process.once('SIGINT', () => stop.abort());
run({ url, ...(key && { key }) }, hashes, { signal: stop.signal }).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
