import { readFileSync } from 'node:fs';
import path from 'node:path';

/** One persisted operation: `id` is the SHA-256 of `body` in hexadecimal. */
export interface PersistedOperation {
  id: string;
  name: string;
  type: 'query' | 'mutation';
  body: string;
}

/** The manifest that Apollo's client tools read. */
export interface Manifest {
  format: 'apollo-persisted-query-manifest';
  version: 1;
  operations: PersistedOperation[];
}

/** The operations of a manifest by name and by hash. */
export interface PersistedOperations {
  byName: ReadonlyMap<string, PersistedOperation>;
  byId: ReadonlyMap<string, PersistedOperation>;
}

/** Indexes a manifest. */
export function indexManifest({ operations }: Manifest): PersistedOperations {
  return {
    byName: new Map(operations.map((operation) => [operation.name, operation])),
    byId: new Map(operations.map((operation) => [operation.id, operation])),
  };
}

/** Where the committed manifest lies, seen from the project's root. */
export const MANIFEST_FILE = 'operations/manifest.json';

/** Reads the committed manifest below `root`. */
export function loadManifest(root: string): PersistedOperations {
  return indexManifest(JSON.parse(readFileSync(path.join(root, MANIFEST_FILE), 'utf8')) as Manifest);
}
