/** A cache key that cannot collide: a JSON tuple. */
export function tupleKey(...parts: readonly (string | number | boolean | null)[]): string {
  return JSON.stringify(parts);
}

/** Aligns found rows with the keys asked for: one value or undefined per key. */
export function alignOne<K, V>(
  keys: readonly K[],
  keyOf: (key: K) => string,
  rows: readonly V[],
  rowKey: (row: V) => string,
): (V | undefined)[] {
  const found = new Map(rows.map((row) => [rowKey(row), row]));
  return keys.map((key) => found.get(keyOf(key)));
}

/** Aligns found rows with the keys asked for: a fresh array per key, empty where nothing was found. */
export function alignMany<K, V>(
  keys: readonly K[],
  keyOf: (key: K) => string,
  rows: readonly V[],
  rowKey: (row: V) => string,
): V[][] {
  const groups = new Map<string, V[]>();
  for (const row of rows) {
    const key = rowKey(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return keys.map((key) => groups.get(keyOf(key))?.slice() ?? []);
}
