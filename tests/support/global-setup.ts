import 'reflect-metadata';
import { openTestServer } from './test-server';

// `export =`: jest calls what the module is; the teardown runs in the same process and finds the server by its symbol.
export = async function setUp(): Promise<void> {
  const server = await openTestServer();
  Reflect.set(globalThis, Symbol.for('headroom.test-server'), server);
  process.env['HEADROOM_TEST_RUN'] = JSON.stringify(server.run);
};
