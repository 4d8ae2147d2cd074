import { readFileSync } from 'node:fs';

/** The operating-system user PostgreSQL runs as. */
export interface Account {
  name: string;
  uid: number;
  gid: number;
}

/** Existing accounts that own nothing of value, best first. */
const CANDIDATES = ['postgres', '_postgres', 'nobody', 'daemon'];

/** Whether this process is root, as which PostgreSQL refuses to run. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** Accounts a server may run as when we are root, best first; initdb needs them listed in /etc/passwd. */
export function listServerAccounts(passwdFile = '/etc/passwd'): Account[] {
  const accounts = readFileSync(passwdFile, 'utf8').split('\n').flatMap(parsePasswdLine);
  return CANDIDATES.flatMap((name) => accounts.filter((account) => account.name === name));
}

function parsePasswdLine(line: string): Account[] {
  const [name = '', , uid, gid] = line.split(':');
  const account = { name, uid: Number(uid), gid: Number(gid) };
  // macOS writes nobody as -2; setuid takes the unsigned form.
  const unsigned = { ...account, uid: account.uid >>> 0, gid: account.gid >>> 0 };
  return uid && Number.isInteger(account.uid) && unsigned.uid > 0 ? [unsigned] : [];
}
