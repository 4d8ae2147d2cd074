import { readFileSync } from 'node:fs';
import { sql } from './database';
import { median, shown } from './numbers';
import type { Running } from './server';

/** CPU milliseconds: of a server with its threads, and of the connections of a database. Others on the machine change them less than time. */
export interface Cpu {
  server: number;
  database: number;
}

/** CPU time that a process of this machine has used so far, in milliseconds; 0 for one elsewhere. */
function cpuOf(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return 0;
  }
}

async function connectionsOf(database: string): Promise<Map<number, number>> {
  const rows = await sql<{ pid: number }>(
    database,
    'SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
  );
  return new Map(rows.map(({ pid }) => [pid, cpuOf(pid)]));
}

/** Returns how to learn what has been used since; what a connection used that has ended meanwhile is not known. */
export async function cpuMeter(database: string, server?: Running): Promise<() => Promise<Cpu>> {
  const pid = server?.child.pid ?? 0;
  const before = { server: cpuOf(pid), connections: await connectionsOf(database) };
  return async () => {
    let used = 0;
    for (const [each, cpu] of await connectionsOf(database))
      used += cpu - (before.connections.get(each) ?? 0);
    return { server: cpuOf(pid) - before.server, database: used };
  };
}

/** Time of some work in milliseconds, and CPU. */
export interface Work extends Cpu {
  ms: number;
}

export function mediansOf(list: readonly Work[]): Work {
  const of = (read: (one: Work) => number): number => median(list.map(read));
  return {
    ms: of(({ ms }) => ms),
    server: of(({ server }) => server),
    database: of(({ database }) => database),
  };
}

/** Headings of `workCells`. */
export const WORK_HEAD = ['ms', 'CPU of the server + PostgreSQL, ms'];

export const workCells = ({ ms, server, database }: Work): string[] => [
  shown(ms),
  `${shown(server)} + ${shown(database)}`,
];
