import { execFile, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDatabaseServer, type DatabaseServer } from '../../src/platform/database/database-url';
import { createTestDatabase, type TestDatabase } from '../support/database';

// Each command compiles the sources anew.
jest.setTimeout(120_000);

const ROOT = path.join(__dirname, '../..');
const COMMANDS = path.join(ROOT, 'src/cli.ts');
const SERVER = path.join(ROOT, 'src/main.ts');

interface Ending {
  status: number;
  out: string;
  err: string;
}

let folder: string;
let database: TestDatabase;
const children: ChildProcess[] = [];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'headroom-endings-'));
  // As root the server runs under another account, which has to reach the folder.
  await chmod(folder, 0o755);
  database = await createTestDatabase();
});

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

function run(script: string, args: string[], environment: Record<string, string> = {}): Promise<Ending> {
  return new Promise((resolve) => {
    const hook = ['-r', path.join(ROOT, 'scripts/register.cjs'), script, ...args];
    const env = { PATH: process.env['PATH'], LOG_LEVEL: 'silent', ...environment };
    const child = execFile(process.execPath, hook, { cwd: ROOT, env }, (error, out, err) =>
      resolve({ status: error ? Number(error.code) : 0, out, err: err.trim() }),
    );
    children.push(child);
  });
}

const withDatabase = (): Record<string, string> => ({ DATABASE_URL: database.url });

describe('a command that joins a running embedded server', () => {
  let server: DatabaseServer;

  beforeAll(async () => {
    server = await openDatabaseServer({ dataDir: folder });
  }, 60_000);

  afterAll(() => server.stop());

  // The process used to end while it said goodbye to the server: status 0, nothing printed, in most runs.
  it.each([1, 2])('prints its result and ends with 0 (run %i)', async () => {
    const { status, out } = await run(COMMANDS, ['check'], { DATA_DIR: folder });
    expect(out).toMatch(/^tier-sum: ok/m);
    expect(status).toBe(0);
  });

  it('prints why it failed and ends with 1', async () => {
    const file = path.join(folder, 'roster.csv');
    await writeFile(file, 'This,is,no,roster\n1,2,3,4\n');
    const { status, err } = await run(COMMANDS, ['import', 'roster', file], { DATA_DIR: folder });
    expect(err).toMatch(/^BAD_FILE: /m);
    expect(status).toBe(1);
  });
});

describe('what whoever starts a command can mend is one line without a stack', () => {
  it('a file that is not there', async () => {
    const file = path.join(folder, 'nowhere.csv');
    const { status, err } = await run(COMMANDS, ['import', 'roster', file], withDatabase());
    expect(err.split('\n').at(-1)).toBe(`Cannot use ${file}: there is no such file (ENOENT)`);
    expect(err).not.toContain('    at ');
    expect(status).toBe(1);
  });

  it('an environment that is not usable, of which no password is shown', async () => {
    const environment = { PORT: 'abc', DATABASE_URL: 'mysql://someone:pa#ss/word@host/db' };
    const { status, err } = await run(COMMANDS, ['check'], environment);
    expect(err).toBe(
      'The environment is not usable: PORT="abc": expected a whole number from 0 to 65535; ' +
        'DATABASE_URL="mysql://…" (not shown: it may hold a password): ' +
        'expected postgres://user:password@host:port/database',
    );
    expect(status).toBe(1);
  });

  it('a database where nothing answers', async () => {
    const { status, err } = await run(COMMANDS, ['check'], {
      DATABASE_URL: 'postgres://u:secret@127.0.0.1:1/x',
    });
    expect(err).toMatch(/^Nothing answers at 127\.0\.0\.1:1 \(ECONNREFUSED\)/);
    expect(err.split('\n')).toHaveLength(1);
    expect(status).toBe(1);
  });

  it('a moment that is none as the end of a key', async () => {
    for (const moment of ['never', '2027-02-31']) {
      const args = ['keys', 'create', '--role', 'viewer', '--name', 'x', '--expires', moment];
      const { status, err } = await run(COMMANDS, args, withDatabase());
      expect(err).toContain('expected a date such as 2027-01-31');
      expect(err.split('\n')).toHaveLength(1);
      expect(status).toBe(1);
    }
  });

  it('a port that is taken, and an option that does not exist', async () => {
    const blocker = createServer().listen(0, '127.0.0.1');
    await once(blocker, 'listening');
    const { port } = blocker.address() as AddressInfo;
    const taken = await run(SERVER, [], { ...withDatabase(), PORT: String(port) });
    blocker.close();
    expect(taken).toMatchObject({
      status: 1,
      err: `Port ${port} of 127.0.0.1 is used by another program; set PORT to a free one`,
    });
    const unknown = await run(SERVER, ['--dem'], withDatabase());
    expect(unknown.err).toMatch(/^Unknown option '--dem'/);
    expect(unknown).toMatchObject({ status: 1, err: expect.not.stringContaining('    at ') as string });
  });
});

it('`npm run typeorm` works on no database that nobody has named', async () => {
  const typeorm = path.join(ROOT, 'node_modules/typeorm/cli.js');
  const { status, err } = await run(typeorm, ['-d', 'ormconfig.ts', 'migration:show']);
  expect(err).toBe('Set DATABASE_URL to the database that TypeORM is to work on.');
  expect(status).toBe(1);
});

it('`npm run typeorm -- migration:show` lists the migrations', async () => {
  const typeorm = path.join(ROOT, 'node_modules/typeorm/cli.js');
  const { status, out } = await run(typeorm, ['-d', 'ormconfig.ts', 'migration:show'], withDatabase());
  expect(out).toMatch(/^\[X\] \d+ CreateHeadroom1764000000000$/m);
  expect(status).toBe(0);
});
