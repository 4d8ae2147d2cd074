// The command line, from dist/ where that is up to date (it starts sooner and takes less memory), else from the sources.
import { createRequire } from 'node:module';
import { isServerBuilt } from './build.mjs';

const require = createRequire(import.meta.url);
// Named in a variable: type checks look at the sources, not at what is built from them.
const built = '../dist/src/cli.js';
if (isServerBuilt()) require(built);
else {
  require('./register.cjs');
  require('../src/cli.ts');
}
