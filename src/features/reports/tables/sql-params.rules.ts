/** Collects the parameters of one statement while its text is put together. */
export class SqlParams {
  readonly values: unknown[] = [];

  /** The placeholder of a further parameter, with its type. */
  use(value: unknown, type: string): string {
    this.values.push(value);
    return `$${this.values.length}::${type}`;
  }
}
