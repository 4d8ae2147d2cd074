import { openEmbeddedServer } from '../embedded-server';

// A process of its own that opens the server on the folder given as argument, prints its URL and waits to be killed or
// for its standard input to end.
async function main(): Promise<void> {
  const [dataDir = '', kind] = process.argv.slice(2);
  const server = await openEmbeddedServer({ dataDir, ephemeral: kind === 'ephemeral' });
  process.stdout.write(`${server.url}\n`);
  process.stdin.resume().once('end', () => void server.stop().then(() => process.exit(0)));
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exit(1);
});
