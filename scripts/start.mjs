// Starts the server from dist/, building first what is missing. Arguments are passed on (`--demo` loads the demo data).
import { build } from './build.mjs';

build();
await import('../dist/src/main.js');
