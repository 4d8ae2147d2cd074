import { DomainError } from '../../../domain/errors';

/** The formats every refusal of a file names as accepted. */
export const ACCEPTED_FORMATS = 'an .xlsx workbook or a UTF-8 .csv file';

/** The file cannot be read as a table: what was seen and what is accepted instead. */
export function badFile(message: string): DomainError {
  return new DomainError('BAD_FILE', message, [{ path: 'file', message, code: 'BAD_FILE' }]);
}

/** The file costs more than its limits allow. */
export function tooLarge(message: string): DomainError {
  return new DomainError('TOO_LARGE', message, [{ path: 'file', message, code: 'TOO_LARGE' }]);
}
