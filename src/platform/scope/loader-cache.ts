import DataLoader from 'dataloader';
import type { LoaderDef, RequestScope } from './request-scope';

/** The loaders of one request, built lazily. */
export class LoaderCache {
  private readonly loaders = new Map<string, DataLoader<unknown, unknown, string>>();

  constructor(private readonly scope: RequestScope) {}

  get<K, V>(def: LoaderDef<K, V>): DataLoader<K, V, string> {
    const known = this.loaders.get(def.name);
    if (known) return known as unknown as DataLoader<K, V, string>;
    const loader = new DataLoader<K, V, string>((keys) => def.batch(this.scope, keys), {
      cacheKeyFn: (key) => def.cacheKey(key),
      maxBatchSize: def.maxBatchSize ?? 5_000,
      name: def.name,
    });
    this.loaders.set(def.name, loader);
    return loader;
  }

  /** Forgets everything read so far: called after a write. */
  clear(): void {
    this.loaders.clear();
  }
}
