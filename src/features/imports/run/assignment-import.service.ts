import type { WriteAnswer } from '../../../domain/writing';
import { DomainError } from '../../../domain/errors';
import { formatIsoWeek } from '../../../domain/time/iso-week';
import type { WriteScope } from '../../../platform/scope/request-scope';
import { importAssignments } from '../../assignment';
import { joinAnswers, readingOf, type Reading } from '../answer/assignment-answer.rules';
import { parseAssignmentFile, type AssignmentFile } from '../formats/assignment-file.rules';
import { placedRecords, remainderOf, type Remainder } from '../formats/assignment-records.rules';
import { refuseFile } from '../answer/import-answer.rules';
import type { ImportSettings } from './import-options.rules';
import { findAssignmentGround } from './import-order.repository';
import { requireGround } from './import-order.rules';
import type { Importer } from './import-source.model';

interface Placement {
  file: AssignmentFile;
  remainder: Remainder;
  reading: Reading;
  settings: ImportSettings;
}

/** V1's mapping by month, or assignments by ISO week. */
export const assignmentImporter: Importer = {
  action: 'import.assignments',
  lock: 'shared',
  read: async (_scope, { rows, settings, facts }) => {
    const file = await parseAssignmentFile(rows, { ...settings, facts });
    const remainder = remainderOf(file, settings.since);
    const reading = readingOf(file, remainder.warnings, settings.dryRun);
    return {
      records: remainder.rows,
      save: (tx) => place(tx, { file, remainder, reading, settings }),
      refuseEmpty: () =>
        file.records.length > 0 ? nothingSince(settings) : refuseFile('assignment file', reading.composed),
    };
  },
};

async function place(tx: WriteScope, placement: Placement): Promise<WriteAnswer> {
  const { file, remainder, reading, settings } = placement;
  requireGround(await findAssignmentGround(tx, remainder.months));
  const { onConflict, onError, onDuplicate, dryRun } = settings;
  try {
    const answer = await importAssignments(tx, placedRecords(file, settings.since), {
      onConflict,
      onError,
      onDuplicate,
      dryRun,
      refused: reading.failed.map((row) => ({ ...row, key: row.key ?? '' })),
    });
    return joinAnswers(answer, reading);
  } catch (error) {
    throw withReading(error, reading);
  }
}

/** A refusal of rows carries what the parser said too. */
function withReading(error: unknown, reading: Reading): unknown {
  if (!(error instanceof DomainError)) return error;
  const result = error.details['result'] as WriteAnswer | undefined;
  if (!result) return error;
  return new DomainError(error.code, error.message, error.issues, { result: joinAnswers(result, reading) });
}

function nothingSince({ since }: ImportSettings): DomainError {
  const week = since === undefined ? '' : formatIsoWeek(since);
  const message = `the file has no row in or after ${week} (since); nothing is left to import`;
  return new DomainError('VALIDATION', message, [{ path: 'since', message, value: week, code: 'NO_ROWS' }]);
}
