/**
 * Work that callers share if it starts after they have asked: one run at a time, and whoever comes while it runs shares the
 * next. What a run finds is therefore never older than the question.
 */
export class SharedCheck<A, T> {
  private running: Promise<T> | undefined;
  private next: Promise<T> | undefined;

  constructor(private readonly work: (using: A) => Promise<T>) {}

  run(using: A): Promise<T> {
    if (!this.running) return this.start(using);
    const start = (): Promise<T> => this.start(using);
    return (this.next ??= this.running.then(start, start));
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
