/** Something that takes memory. */
export interface Weighed {
  readonly bytes: number;
}

/** A map bounded by the bytes of what it holds; what was used longest ago goes first. */
export class ByteCache<V extends Weighed> {
  private readonly entries = new Map<string, V>();
  private used = 0;

  constructor(private readonly budget: number) {}

  /** Bytes of all values. */
  get bytes(): number {
    return this.used;
  }

  get(key: string): V | undefined {
    const value = this.entries.get(key);
    if (value !== undefined) {
      this.entries.delete(key);
      this.entries.set(key, value);
    }
    return value;
  }

  /** Keeps a value; one larger than the whole budget is not kept. */
  set(key: string, value: V): void {
    this.delete(key);
    if (value.bytes > this.budget) return;
    this.entries.set(key, value);
    this.used += value.bytes;
    for (const oldest of this.entries.keys()) {
      if (this.used <= this.budget) return;
      this.delete(oldest);
    }
  }

  delete(key: string): void {
    const value = this.entries.get(key);
    if (value === undefined) return;
    this.entries.delete(key);
    this.used -= value.bytes;
  }

  clear(): void {
    this.entries.clear();
    this.used = 0;
  }
}
