import { WRITE_STATUSES, type WriteAnswer, type WriteRow } from '../domain/writing';
import { DomainError } from '../domain/errors';
import { failureLine } from '../platform/process/failure-lines';

/** Rows, and warnings, printed of an import. */
const MAX_LINES = 50;

/** What an import did, for people: counts, then everything that deserves a look. */
export function importLines(answer: WriteAnswer): string[] {
  const counts = WRITE_STATUSES.map((name) => `${answer.counts[name].toLocaleString('en-US')} ${name}`).join(
    ', ',
  );
  const remarks = answer.rows.filter(({ message }) => message !== null);
  return [
    `${answer.dryRun ? 'Dry run, nothing saved: ' : ''}${counts}`,
    ...shortened(
      answer.warnings.map((warning) => `warning: ${warning.message}`),
      'warnings',
    ),
    ...(answer.unknownColumns.length > 0 ? [`columns not used: ${answer.unknownColumns.join(', ')}`] : []),
    ...(answer.skippedClosed.length > 0
      ? [`closed months left alone: ${answer.skippedClosed.map((start) => start.slice(0, 7)).join(', ')}`]
      : []),
    ...rowLines(remarks),
  ];
}

/** A failure, for people: what is wrong, then row by row. */
export function errorLines(error: unknown): string[] {
  if (!(error instanceof DomainError)) return [failureLine(error)];
  const result = error.details['result'] as WriteAnswer | undefined;
  const issues = error.issues.filter(({ message }) => !error.message.includes(message));
  const details = result
    ? rowLines(result.rows)
    : issues.slice(0, MAX_LINES).map(({ path, message }) => `  ${path}: ${message}`);
  return [`${error.code}: ${error.message}`, ...details];
}

function rowLines(rows: readonly WriteRow[]): string[] {
  return shortened(rows.map(rowLine), 'rows');
}

function shortened(lines: readonly string[], what: string): string[] {
  if (lines.length <= MAX_LINES) return [...lines];
  return [...lines.slice(0, MAX_LINES), `  … and ${lines.length - MAX_LINES} more ${what}`];
}

/** Row, column, value and message of one row. */
function rowLine({ row, key, status, column, value, message }: WriteRow): string {
  const where = [
    `row ${row}`,
    key ?? '',
    column === null ? '' : `column ${column}`,
    value === null ? '' : `value ${JSON.stringify(value)}`,
  ];
  return `  ${status}: ${where.filter((part) => part !== '').join(', ')}: ${message ?? ''}`;
}
