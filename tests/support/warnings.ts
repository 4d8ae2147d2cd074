import type { WriteWarning } from '../../src/domain/writing';

/** The messages of warnings. */
export const messagesOf = (warnings: readonly WriteWarning[]): string[] =>
  warnings.map(({ message }) => message);
