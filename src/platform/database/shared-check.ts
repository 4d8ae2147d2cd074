/**
 * Work that callers share if it starts after they have asked: one run at a time, and whoever comes while it runs shares the
 * next. What a run finds is therefore never older than the question. A run starts once everything that has arrived by now has
 * been looked at: requests that arrive together share it too.
 */
export class SharedCheck<A, T> {
  private running: Promise<T> | undefined;
  private next: Promise<T> | undefined;

  constructor(private readonly work: (using: A) => Promise<T>) {}

  run(using: A): Promise<T> {
    const start = (): Promise<T> => this.start(using);
    return (this.next ??= (this.running?.then(arrived, arrived) ?? arrived()).then(start));
  }

  private start(using: A): Promise<T> {
    this.next = undefined;
    const running = this.work(using).finally(() => {
      if (this.running === running) this.running = undefined;
    });
    this.running = running;
    return running;
  }
}

/** When the event loop has read what was there. */
function arrived(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
