import { DomainError } from '../../domain/errors';

/** Refuses a change made on an outdated copy: `given` is the version the caller last saw (absent = last write wins). */
export function requireVersion(what: string, stored: number, given: number | null | undefined): void {
  if (given === undefined || given === null || given === stored) return;
  const message = `${what} has changed since: you have version ${given}, stored is version ${stored}`;
  throw new DomainError('VERSION_CONFLICT', message, [{ path: 'version', message, value: given }], {
    storedVersion: stored,
  });
}
