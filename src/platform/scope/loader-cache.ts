import DataLoader from 'dataloader';
import { observe } from '../observation/observed';
import type { LoaderDef, RequestScope } from './request-scope';

/** The loaders of one request, built lazily. */
export class LoaderCache {
  private readonly loaders = new Map<string, DataLoader<unknown, unknown, string>>();

  constructor(private readonly scope: RequestScope) {}

  get<K, V>(def: LoaderDef<K, V>): DataLoader<K, V, string> {
    const id = def.variant === undefined ? def.name : `${def.name} ${def.variant}`;
    const known = this.loaders.get(id);
    if (known) return known as unknown as DataLoader<K, V, string>;
    const batch = (keys: readonly K[]): ReturnType<LoaderDef<K, V>['batch']> => {
      observe('batch', { loader: def.name, size: keys.length });
      return def.batch(this.scope, keys);
    };
    const loader = new DataLoader<K, V, string>(batch, {
      cacheKeyFn: (key) => def.cacheKey(key),
      maxBatchSize: def.maxBatchSize ?? 5_000,
      name: def.name,
    });
    this.loaders.set(id, loader);
    return loader;
  }

  /** Forgets everything read so far: called after a write. */
  clear(): void {
    this.loaders.clear();
  }
}
