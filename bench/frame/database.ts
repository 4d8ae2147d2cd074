import { Client } from 'pg';

/** A server on which databases may be made and dropped; PostgreSQL's superuser. */
export function adminUrl(): string {
  return process.env['ADMIN_URL'] ?? 'postgres://postgres@127.0.0.1:5432/postgres';
}

/** Another database of the server. */
export function databaseUrl(name: string): string {
  return Object.assign(new URL(adminUrl()), { pathname: `/${name}` }).toString();
}

/** Gives `work` a connection of its own. */
export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Rows of one statement. */
export function sql<Row = Record<string, string>>(
  url: string,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  return withClient(url, async (client) => (await client.query(text, values)).rows as Row[]);
}

/** A database of the bench's own, empty or a copy; returns its URL. */
export async function freshDatabase(name: string, template?: string): Promise<string> {
  await dropDatabase(name);
  // Copied file by file, not through the log: a large one takes seconds instead of a minute.
  const how = template ? `${template} STRATEGY file_copy` : `template0 ENCODING 'UTF8' LOCALE 'C'`;
  await sql(adminUrl(), `CREATE DATABASE ${name} TEMPLATE ${how}`);
  return databaseUrl(name);
}

/** Drops a database of the bench. */
export async function dropDatabase(name: string): Promise<void> {
  await sql(adminUrl(), `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
}

/** Whether there is such a database. */
export async function isDatabase(name: string): Promise<boolean> {
  return (await sql(adminUrl(), 'SELECT FROM pg_database WHERE datname = $1', [name])).length > 0;
}
