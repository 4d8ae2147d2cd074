import { Command, InvalidArgumentError } from 'commander';
import { pruneHistory, sealChangeSets, verifyAudit } from '../features/history';
import type { Config } from '../platform/config/config';
import { withScopes } from './session';

/** `audit verify` */
export function auditCommand(config: () => Config): Command {
  const verify = new Command('verify')
    .description('compare every change set with the audit chain; status 1 if anything was tampered with')
    .option(
      '--expect <hash>',
      'hash of the last link as it was printed and kept elsewhere before; the chain must still have it',
      readHash,
    )
    .action((options: { expect?: string }) => runVerify(config(), options.expect));
  const seal = new Command('seal')
    .description('take committed change sets up into the chain now; a running server does it by itself')
    .action(() => runSeal(config()));
  const prune = new Command('prune')
    .description('remove older history and leave a checkpoint of the chain; needs the owner of the tables')
    .requiredOption('--before <date>', 'first day that stays, such as 2024-01-01 (UTC)', readDay)
    .action(({ before }: { before: Date }) => runPrune(config(), before));
  return new Command('audit')
    .description('the audit chain of the history')
    .addCommand(verify)
    .addCommand(seal)
    .addCommand(prune);
}

async function runVerify(config: Config, kept: string | undefined): Promise<void> {
  const report = await withScopes(config, (newScope) =>
    verifyAudit(newScope(), {
      kept,
      progress: (done) => {
        if (process.stderr.isTTY) process.stderr.write(`\r${done} links checked`);
      },
    }),
  );
  const { problems, keptAt } = report;
  for (const problem of problems) process.stdout.write(`${problem}\n`);
  if (keptAt !== null) process.stdout.write(`the hash that was kept is that of link ${keptAt}\n`);
  const { length } = report.pending;
  if (length > 0)
    process.stdout.write(
      `${length} change sets are not sealed yet: ${report.pending.slice(0, 20).join(', ')}\n`,
    );
  process.stdout.write(
    `${report.sealed} links checked, ${problems.length} problems; last link ${report.head || 'none'}\n`,
  );
  if (problems.length > 0) process.exitCode = 1;
}

async function runSeal(config: Config): Promise<void> {
  const count = await withScopes(config, (newScope) => sealChangeSets(newScope()));
  process.stdout.write(`${count} change sets sealed\n`);
}

function readHash(text: string): string {
  if (!/^[0-9a-f]{64}$/i.test(text))
    throw new InvalidArgumentError('expected the 64 hexadecimal digits that a check printed');
  return text.toLowerCase();
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

function readDay(text: string): Date {
  const day = new Date(`${text}T00:00:00Z`);
  if (!DAY.test(text) || Number.isNaN(day.getTime()) || !day.toISOString().startsWith(text))
    throw new InvalidArgumentError('expected a day such as 2024-01-01');
  return day;
}

async function runPrune(config: Config, before: Date): Promise<void> {
  const asOwner = { ...config, databaseUrl: config.databaseOwnerUrl ?? config.databaseUrl };
  const { changeSets, head } = await withScopes(asOwner, (newScope) => pruneHistory(newScope(), before));
  process.stdout.write(
    head === null
      ? 'Nothing to prune: no beginning of the chain is older and free of what later changes revert\n'
      : `${changeSets} change sets removed; the chain goes on from ${head}\n`,
  );
}
