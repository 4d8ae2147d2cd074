import { Command } from 'commander';
import { checkCommand } from './cli/check-command';
import { demoCommand } from './cli/demo-command';
import { auditCommand } from './cli/audit-command';
import { keysCommand } from './cli/keys-command';
import { importCommand } from './cli/import-command';
import { errorLines } from './cli/report-lines';
import { weeksCommand } from './cli/weeks-command';
import { loadConfig, type Config } from './platform/config/config';
import { runToEnd } from './platform/process/run-to-end';

const config = (): Config => loadConfig(process.env);

const program = new Command('headroom')
  .description('Headroom on the command line; uses DATABASE_URL or the embedded server')
  .addCommand(importCommand(config))
  .addCommand(weeksCommand(config))
  .addCommand(checkCommand(config))
  .addCommand(demoCommand(config))
  .addCommand(keysCommand(config))
  .addCommand(auditCommand(config));

void runToEnd(() => program.parseAsync(process.argv), errorLines);
