import { Command, InvalidArgumentError, Option } from 'commander';
import { createApiKey, getApiKeys, revokeApiKey } from '../features/access';
import { dayOfDate } from '../domain/time/iso-date';
import type { Config } from '../platform/config/config';
import { ROLES, type Role } from '../platform/scope/actor';
import { withScopes } from './session';

interface CreateOptions {
  role: Role;
  name: string;
  lob: string[];
  expires?: Date;
}

/** `keys create|list|revoke` */
export function keysCommand(config: () => Config): Command {
  const create = new Command('create')
    .description('make an API key; it is printed once, as the last line')
    .addOption(new Option('--role <role>', 'what it may do').choices(ROLES).makeOptionMandatory())
    .requiredOption('--name <name>', 'who uses it; shown in the history')
    .option('--lob <lob>', 'limit it to this LOB (repeatable; * stands for any text)', collect, [])
    .option(
      '--expires <date>',
      'last moment at which it works, e.g. 2027-01-31 or 2027-01-31T12:00:00Z',
      readMoment,
    )
    .action((options: CreateOptions) => runCreate(config(), options));
  const list = new Command('list')
    .description('every key, without its secret')
    .action(() => runList(config()));
  const revoke = new Command('revoke')
    .description('end a key at once')
    .argument('<id>', 'the part between hr_ and the secret')
    .action((id: string) => runRevoke(config(), id));
  return new Command('keys').description('API keys').addCommand(create).addCommand(list).addCommand(revoke);
}

function collect(value: string, before: readonly string[]): string[] {
  return [...before, value];
}

async function runCreate(config: Config, { role, name, lob, expires }: CreateOptions): Promise<void> {
  const made = await withScopes(config, (newScope) =>
    newScope().write({ action: 'key.create' }, (tx) =>
      createApiKey(tx, {
        role,
        name,
        lobs: lob,
        expires: expires ?? null,
      }),
    ),
  );
  for (const warning of made.warnings) process.stderr.write(`warning: ${warning}\n`);
  process.stdout.write(
    `${role} key ${made.key.id} for ${made.key.name}; it is shown this once:\n${made.text}\n`,
  );
}

function readMoment(text: string): Date {
  const moment = new Date(text);
  if (dayOfDate(text.slice(0, 10)) === undefined || Number.isNaN(moment.getTime()))
    throw new InvalidArgumentError('expected a date such as 2027-01-31 or 2027-01-31T12:00:00Z');
  return moment;
}

async function runList(config: Config): Promise<void> {
  const keys = await withScopes(config, (newScope) => getApiKeys(newScope()));
  const lines = keys.map((key) => {
    const lobs = key.lobPatterns?.join(', ') ?? 'all LOBs';
    const state = key.revokedDatetime ? 'revoked' : (key.expiresDatetime?.toISOString() ?? 'no end');
    return [
      key.id,
      key.role,
      key.name,
      lobs,
      state,
      key.lastUsedDatetime?.toISOString() ?? 'never used',
    ].join('\t');
  });
  process.stdout.write(lines.length > 0 ? `${lines.join('\n')}\n` : 'There are no keys.\n');
}

async function runRevoke(config: Config, id: string): Promise<void> {
  const key = await withScopes(config, (newScope) =>
    newScope().write({ action: 'key.revoke' }, (tx) => revokeApiKey(tx, id)),
  );
  process.stdout.write(`Key ${key.id} (${key.name}) is revoked.\n`);
}
