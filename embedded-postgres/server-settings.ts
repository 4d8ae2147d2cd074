/** Reached from this machine only: no socket file, no other interface. */
const NETWORK = { listen_addresses: '127.0.0.1', unix_socket_directories: '', max_connections: '100' };

/**
 * FATAL, PANIC and the server's own remarks only: ordinary errors reach the caller anyway, and their text would carry
 * people's names and CNs into the log.
 */
const LOG = {
  logging_collector: 'off',
  log_destination: 'stderr',
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
  log_line_prefix: '',
};

const CLOCK = { timezone: 'UTC', log_timezone: 'UTC' };

/** A little more than the defaults, which are those of a very small machine. */
const PERSISTENT = { work_mem: '16MB', max_wal_size: '2GB', random_page_cost: '1.1', jit: 'off' };

/** For data nobody will miss. */
const EPHEMERAL = {
  ...PERSISTENT,
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
};

/** Arguments of `postgres` for a data directory on a port. */
export function serverArguments(dataDir: string, port: number, ephemeral: boolean): string[] {
  const settings = { ...NETWORK, ...LOG, ...CLOCK, ...(ephemeral ? EPHEMERAL : PERSISTENT) };
  const pairs = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return ['-D', dataDir, '-p', String(port), ...pairs];
}
