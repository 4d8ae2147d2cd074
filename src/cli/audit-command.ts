import { Command } from 'commander';
import { sealChangeSets, verifyAudit } from '../features/history';
import type { Config } from '../platform/config/config';
import { withScopes } from './session';

/** `audit verify` */
export function auditCommand(config: () => Config): Command {
  const verify = new Command('verify')
    .description('compare every change set with the audit chain; status 1 if anything was tampered with')
    .option('--expect <hash>', 'hash of the last link as it was printed and kept elsewhere before')
    .action((options: { expect?: string }) => runVerify(config(), options.expect));
  const seal = new Command('seal')
    .description('take committed change sets up into the chain now; a running server does it by itself')
    .action(() => runSeal(config()));
  return new Command('audit')
    .description('the audit chain of the history')
    .addCommand(verify)
    .addCommand(seal);
}

async function runVerify(config: Config, expected: string | undefined): Promise<void> {
  const report = await withScopes(config, (newScope) =>
    verifyAudit(newScope(), (done) => {
      if (process.stderr.isTTY) process.stderr.write(`\r${done} links checked`);
    }),
  );
  const problems = [...report.problems];
  if (expected !== undefined && expected !== report.head)
    problems.push(`the last link is ${report.head}, expected ${expected}`);
  for (const problem of problems) process.stdout.write(`${problem}\n`);
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
