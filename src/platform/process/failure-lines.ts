import { DomainError } from '../../domain/errors';
import { UsageError } from './usage-error';

/** What Node and the PostgreSQL driver put on their errors. */
interface SystemFailure extends Error {
  code?: string;
  path?: string;
  address?: string;
  port?: number;
  severity?: string;
  errors?: readonly Error[];
}

const FILE_FAILURES: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'permission is refused',
  EPERM: 'permission is refused',
  EISDIR: 'it is a folder; a file is expected',
  ENOTDIR: 'a part of its path is not a folder',
  ENOSPC: 'the disk is full',
};

/** A failure, for people: one line where the cause is outside the program, otherwise with the stack. */
export function failureLine(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof UsageError) return error.message;
  if (error instanceof DomainError) return `${error.code}: ${error.message}`;
  return systemFailure(error) ?? error.stack ?? error.message;
}

function systemFailure(error: SystemFailure): string | undefined {
  const { code = '', path } = error;
  if (code.startsWith('ERR_PARSE_ARGS')) return error.message;
  if (path !== undefined && code in FILE_FAILURES)
    return `Cannot use ${path}: ${FILE_FAILURES[code]} (${code})`;
  const failure = addressFailure(error);
  if (failure !== undefined) return failure;
  // The driver tries every address of a name and puts the failures together.
  const first = error.errors?.[0];
  return first ? systemFailure(first) : databaseFailure(error);
}

/** What is wrong with an address that is listened on or called. */
function addressFailure({ code = '', address, port, message }: SystemFailure): string | undefined {
  if (code === 'EADDRINUSE')
    return `Port ${port ?? '?'} of ${address ?? 'this machine'} is used by another program; set PORT to a free one`;
  if (code === 'EADDRNOTAVAIL') return `HOST=${address ?? ''} is no address of this machine`;
  if (port !== undefined) return `Nothing answers at ${address ?? ''}:${port} (${code}): ${message}`;
  return undefined;
}

/** What PostgreSQL, or the driver on its behalf, says about a connection. */
function databaseFailure({ code = '', severity, message }: SystemFailure): string | undefined {
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return `The database's host is not known: ${message}`;
  // 28: who may log in; 3D: which database; 42501: rights. Other failures of a statement are mistakes of ours.
  if (severity !== undefined && /^(28|3D|53|57|42501)/.test(code))
    return `The database refuses: ${message} (${code})`;
  return undefined;
}
