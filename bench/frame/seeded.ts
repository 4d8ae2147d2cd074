import { fill, type DataSet } from './data';
import { adminUrl, databaseUrl, dropDatabase, freshDatabase, isDatabase, sql, withClient } from './database';
import { askGood } from './http';
import { progress } from './part';
import { startServer, type Running } from './server';

const PREFIX = 'headroom_bench_data';
const made = new Map<string, Promise<string>>();

const nameOf = (data: DataSet): string => `${PREFIX}_${data.name}`;

/** A database of this data with its summaries, made once in a run, to be read only; returns its URL. */
export function seeded(data: DataSet): Promise<string> {
  const name = nameOf(data);
  const known = made.get(name) ?? make(name, data);
  made.set(name, known);
  return known;
}

async function make(name: string, data: DataSet): Promise<string> {
  if (await isDatabase(name)) return databaseUrl(name);
  progress(`making ${name}: ${data.people} people, ${data.demands} demands`);
  // It gets its name when it is whole: one that is there may be used.
  const unfinished = `${name}_unfinished`;
  const url = await freshDatabase(unfinished);
  await fillThrough(await startServer(url), url, data);
  await sql(adminUrl(), `ALTER DATABASE ${unfinished} RENAME TO ${name}`);
  return databaseUrl(name);
}

/** Fills the database of a server that has migrated it; summaries are what that server stores. Stops the server. */
export async function fillThrough(server: Running, url: string, data: DataSet): Promise<void> {
  try {
    await withClient(url, async (client) => {
      await fill(client, data);
      const query = 'mutation { recompute { differenceCount } }';
      await askGood(`${server.url}/graphql`, { body: { query }, timeoutMs: 1_800_000 });
      await client.query('VACUUM ANALYZE');
    });
  } finally {
    await server.stop();
  }
}

/** Gives `work` the URL of a copy of this data to write to, and drops it afterwards. */
export async function withCopy<T>(
  data: DataSet,
  purpose: string,
  work: (url: string) => Promise<T>,
): Promise<T> {
  const name = `headroom_bench_${purpose}`;
  await seeded(data);
  progress(`copying ${nameOf(data)} for ${purpose}`);
  const url = await freshDatabase(name, nameOf(data));
  try {
    return await work(url);
  } finally {
    await dropDatabase(name);
  }
}

/** Drops what `seeded` made, in this run or an earlier one. */
export async function dropSeeded(): Promise<void> {
  const rows = await sql<{ datname: string }>(
    adminUrl(),
    'SELECT datname FROM pg_database WHERE starts_with(datname, $1)',
    [PREFIX],
  );
  for (const { datname } of rows) await dropDatabase(datname);
}
