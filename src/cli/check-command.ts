import { Command } from 'commander';
import { checkData } from '../checks/check-data';
import type { Config } from '../platform/config/config';
import { withScopes } from './session';

/** `check` */
export function checkCommand(config: () => Config): Command {
  return new Command('check')
    .description('check all stored data against every rule; ends with 1 if any is broken')
    .action(async () => {
      const broken = await withScopes(config(), (newScope) =>
        checkData(newScope().db, ({ name, rule }, violations) => {
          const verdict = violations.length === 0 ? 'ok' : `${violations.length} violation(s)`;
          process.stdout.write(`${name}: ${verdict} (${rule})\n`);
        }),
      );
      if (broken.length > 0) process.exitCode = 1;
    });
}
