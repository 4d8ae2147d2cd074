/** A failure that whoever started the process can mend: shown as one line, without a stack. */
export class UsageError extends Error {
  constructor(message: string, options?: { cause: unknown }) {
    super(message, options);
    this.name = 'UsageError';
  }
}
