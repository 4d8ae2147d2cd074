import { NUMBER_TEXT } from '../../../../domain/decimal-input';
import { describe, type Issue } from '../../../../domain/errors';
import { didYouMean } from '../../../../domain/nearest-name';
import { parseWorkType } from '../../../../domain/demand/lob';
import type {
  FieldShape,
  LeafShape,
  ListShape,
  ObjectShape,
  Shape,
} from '../../../persisted/operation-shape';
import { restNames } from '../table/names';

/** Collects everything that is wrong with a request. */
export class Findings {
  readonly issues: Issue[] = [];

  refuse(path: string, value: unknown, accepted: string): undefined {
    this.issues.push({
      path,
      message: `${describe(value)} is not accepted; expected ${accepted}`,
      value: value === undefined ? null : value,
    });
    return undefined;
  }

  missing(path: string): undefined {
    this.issues.push({ path, message: 'is required' });
    return undefined;
  }
}

const ACCEPTED: Readonly<Record<string, string>> = {
  Int: 'a whole number',
  Float: 'a number',
  Decimal: 'a number',
  Boolean: 'true or false',
  String: 'text',
  ID: 'a whole number such as 42',
  Date: 'a date such as 2025-04-28',
  IsoWeek: 'an ISO week such as 2025-W18',
};

const INT_LIMIT = 2_147_483_647;

/** Reads a JSON value of a body against its input shape; what is wrong goes to `findings`. */
export function readJson(shape: Shape, value: unknown, path: string, findings: Findings): unknown {
  if (shape.kind === 'list') return readList(shape, value, path, findings);
  if (shape.kind === 'object') return readObject(shape, value, path, findings);
  return readLeaf(shape, value, path, findings);
}

function readList(shape: ListShape, value: unknown, path: string, findings: Findings): unknown {
  if (!Array.isArray(value)) return findings.refuse(path, value, 'a list');
  return value.map((item: unknown, index) => {
    const at = `${path}.${index}`;
    if (item !== null) return readJson(shape.of, item, at, findings);
    return shape.nullableItems ? null : findings.refuse(at, item, acceptedOf(shape.of));
  });
}

function readLeaf(shape: LeafShape, value: unknown, path: string, findings: Findings): unknown {
  if (shape.type === 'JSON' || shape.type === 'JSONObject') return value;
  if (shape.enumValues && typeof value === 'string') return readEnum(shape, value, path, findings);
  if (typeof value === 'string' && !isStorable(value)) return findings.refuse(path, value, STORABLE);
  const fits = !shape.enumValues && isJsonLeaf(shape.type, value);
  return fits ? value : findings.refuse(path, value, acceptedOf(shape));
}

const STORABLE = 'text without NUL characters and broken surrogates';

function isStorable(text: string): boolean {
  return !text.includes('\0') && !/\p{Surrogate}/u.test(text);
}

function isInt(value: unknown): boolean {
  return Number.isInteger(value) && Math.abs(value as number) <= INT_LIMIT;
}

function isJsonLeaf(type: string, value: unknown): boolean {
  switch (type) {
    case 'Int':
      return isInt(value);
    case 'Float':
      return Number.isFinite(value);
    case 'Decimal':
      return Number.isFinite(value) || (typeof value === 'string' && NUMBER_TEXT.test(value));
    case 'Boolean':
      return typeof value === 'boolean';
    case 'ID':
      return isInt(value) || typeof value === 'string';
    default:
      return typeof value === 'string';
  }
}

function readObject(shape: ObjectShape, value: unknown, path: string, findings: Findings): unknown {
  if (!isRecord(value)) return findings.refuse(path, value, 'a JSON object');
  const result: Record<string, unknown> = {};
  const names = restNames(shape.fields);
  const at = (name: string): string => (path === '' ? name : `${path}.${name}`);
  for (const [given, item] of Object.entries(value)) {
    const name = names.get(given);
    const field = name === undefined ? undefined : shape.fields[name];
    if (name === undefined || !field) unknownField(at(given), item, [...names.keys()], findings);
    else result[name] = readField(field, item, at(given), findings);
  }
  for (const [rest, name] of names) {
    if (!Object.hasOwn(value, rest) && isRequired(shape.fields[name])) findings.missing(at(rest));
  }
  return result;
}

/** Names the accepted fields. */
export function unknownField(
  path: string,
  value: unknown,
  accepted: readonly string[],
  findings: Findings,
): void {
  findings.issues.push({ path, message: `unknown field; accepted are ${accepted.join(', ')}`, value });
}

/** True if an input must be given. */
export function isRequired(field: FieldShape | undefined): boolean {
  return field !== undefined && !field.nullable && field.hasDefault !== true;
}

/** Reads a field that may be null. */
export function readField(field: FieldShape, value: unknown, path: string, findings: Findings): unknown {
  if (value === null) return field.nullable ? null : findings.refuse(path, value, acceptedOf(field.shape));
  return readJson(field.shape, value, path, findings);
}

/** A JSON object that is not a list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads the text of a query or path parameter against a leaf shape. */
export function readText(shape: LeafShape, text: string, path: string, findings: Findings): unknown {
  if (shape.enumValues) return readEnum(shape, text, path, findings);
  const read = TEXT_READERS[shape.type];
  if (!read) return isStorable(text) ? text : findings.refuse(path, text, STORABLE);
  return read(text) ?? findings.refuse(path, text, acceptedOf(shape));
}

/** What a text stands for; undefined if it does not fit. */
const TEXT_READERS: Readonly<Record<string, (text: string) => unknown>> = {
  Int: (text) => (/^-?\d{1,10}$/.test(text) && isInt(Number(text)) ? Number(text) : undefined),
  Boolean: (text) => (/^(true|false)$/i.test(text) ? text.toLowerCase() === 'true' : undefined),
  Float: (text) => (NUMBER_TEXT.test(text) ? Number(text) : undefined),
  Decimal: (text) => (NUMBER_TEXT.test(text) ? text : undefined),
};

function readEnum(shape: LeafShape, text: string, path: string, findings: Findings): unknown {
  const wanted = text.trim().toLowerCase();
  const workType = shape.type === 'WorkType' ? parseWorkType(text)?.toLowerCase() : undefined;
  for (const [name, stored] of Object.entries(shape.enumValues ?? {})) {
    const spellings = [name.toLowerCase(), stored.toLowerCase()];
    if (spellings.includes(wanted) || (workType !== undefined && spellings.includes(workType))) return name;
  }
  const known = Object.values(shape.enumValues ?? {});
  return findings.refuse(path, text, `${acceptedOf(shape)}${didYouMean(text, known)}`);
}

function acceptedOf(shape: Shape): string {
  if (shape.kind === 'list') return 'a list';
  if (shape.kind === 'object') return 'a JSON object';
  if (shape.enumValues) return `one of ${Object.values(shape.enumValues).join(', ')}`;
  return ACCEPTED[shape.type] ?? `a ${shape.type}`;
}
