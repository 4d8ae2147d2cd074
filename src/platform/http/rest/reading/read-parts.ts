import { fieldAt, type ObjectShape, type OperationShape } from '../../../persisted/operation-shape';
import { snakeCase } from '../table/names';
import { isRequired, readText, type Findings } from './read-value';
import type { QueryParameter } from '../table/route';

const SEPARATOR = '|';

/** How one value is written: `main_lob|state|case_type|weight`. */
export function spellingOf(parts: readonly string[]): string {
  return parts.map(snakeCase).join(SEPARATOR);
}

/** What one value looks like, for the documentation. */
export function patternOf(parts: readonly string[]): string {
  return `^[^|]+(\\|[^|]*){1,${parts.length - 1}}$`;
}

/**
 * Reads `main_lob|state|case_type|weight` into an object. The last part is the last field, the others are the first ones in
 * order; an empty one is absent.
 */
export function readParts(
  shape: OperationShape,
  { variable, parts = [] }: QueryParameter,
  { name, text, findings }: { name: string; text: string; findings: Findings },
): Record<string, unknown> | undefined {
  const { fields } = objectAt(shape, variable);
  const given = partsOf(text, parts);
  const missing = given && [...given].some(([part, value]) => value === '' && isRequired(fields[part]));
  if (!given || missing) {
    const accepted = `${spellingOf(parts)}, where all but the first and last may be left out`;
    return findings.refuse(name, text, accepted);
  }
  const read: Record<string, unknown> = {};
  for (const [part, value] of given) {
    const leaf = fields[part]?.shape;
    if (leaf?.kind !== 'leaf') throw new Error(`${shape.name}: ${variable}.${part} is no scalar`);
    if (value !== '') read[part] = readText(leaf, value, `${name}.${snakeCase(part)}`, findings);
  }
  return read;
}

/** The texts of the parts, empty where left out; undefined if there are too few or too many. */
function partsOf(text: string, parts: readonly string[]): Map<string, string> | undefined {
  const texts = text.split(SEPARATOR).map((part) => part.trim());
  const last = texts.pop() ?? '';
  if (texts.length === 0 || texts.length >= parts.length) return undefined;
  const given = new Map(parts.slice(0, -1).map((part, i) => [part, texts[i] ?? '']));
  return given.set(parts.at(-1) ?? '', last);
}

function objectAt(shape: OperationShape, variable: string): ObjectShape {
  let found = fieldAt(shape.variables, variable)?.shape;
  while (found?.kind === 'list') found = found.of;
  if (found?.kind !== 'object') throw new Error(`${shape.name}: ${variable} is no list of objects`);
  return found;
}
