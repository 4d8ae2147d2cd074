/** Drops the run's databases and stops the throw-away server. */
export = async function tearDown(): Promise<void> {
  const server: unknown = Reflect.get(globalThis, Symbol.for('headroom.test-server'));
  await (server as { close(): Promise<void> } | undefined)?.close();
};
