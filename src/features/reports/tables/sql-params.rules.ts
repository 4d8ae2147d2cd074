/** Collects the parameters of one statement while its text is put together. */
export class SqlParams {
  readonly values: unknown[];

  /** `before`: the parameters of a statement that the text goes on around. */
  constructor(before: readonly unknown[] = []) {
    this.values = [...before];
  }

  /** The placeholder of a further parameter, with its type. */
  use(value: unknown, type: string): string {
    this.values.push(value);
    return `$${this.values.length}::${type}`;
  }
}
