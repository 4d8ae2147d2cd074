// Starts the server from dist/, building first what is missing. Arguments are passed on (`--demo` loads the demo data).
import { build } from './build.mjs';

const PARENT_MS = 500;

// npm passes SIGTERM to the shell that stands between it and this process; when that shell ends, so does the server.
if (process.env.npm_lifecycle_event !== undefined) {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, PARENT_MS);
  watch.unref();
}

build();
// Named in a variable: type checks look at the sources, not at what is built from them.
const entry = '../dist/src/main.js';
await import(entry);
