// The command line, from dist/ where that is up to date (it starts sooner and takes less memory), else from the sources.
import { createRequire } from 'node:module';
import { isServerBuilt } from './build.mjs';

const require = createRequire(import.meta.url);
if (isServerBuilt()) require('../dist/src/cli.js');
else {
  require('./register.cjs');
  require('../src/cli.ts');
}
