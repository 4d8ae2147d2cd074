/** `productionPercentage` → `production_percentage`; the unit of a time is short: `deadlineSeconds` → `deadline_s`. */
export function snakeCase(name: string): string {
  return name
    .replace(/Seconds$/, 'S')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase();
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
