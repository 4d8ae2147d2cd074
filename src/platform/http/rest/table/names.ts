/** `productionPercentage` → `production_percentage`; the unit of a time is short: `deadlineSeconds` → `deadline_s`. */
export function snakeCase(name: string): string {
  return name
    .replace(/Seconds$/, 'S')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase();
}

const namesOfFields = new WeakMap<object, ReadonlyMap<string, string>>();

/** The name of each of these fields by how REST spells it; spelled once, however many rows have them. */
export function restNames(fields: object): ReadonlyMap<string, string> {
  const known = namesOfFields.get(fields);
  if (known) return known;
  const names = new Map(Object.keys(fields).map((name) => [snakeCase(name), name]));
  namesOfFields.set(fields, names);
  return names;
}

/** `input.assignments.0.resourceCn` → `input.assignments.0.resource_cn`. */
export function snakePath(path: string): string {
  return path.split('.').map(snakeCase).join('.');
}

/** Field names in a sentence as REST spells them; what stands in quotes is somebody's value and stays. */
export function snakeSentence(text: string, names: ReadonlySet<string>): string {
  return text.replace(/"(?:[^"\\]|\\.)*"|[A-Za-z][A-Za-z0-9]*/g, (word) =>
    names.has(word) ? snakeCase(word) : word,
  );
}
