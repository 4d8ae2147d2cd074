import { isDeepStrictEqual } from 'node:util';
import { validate, type ValidationError } from 'class-validator';
import type { GraphQLResolveInfo } from 'graphql';
import { DomainError, type Issue } from '../../../domain/errors';
import type { RequestScope } from '../../scope/request-scope';
import { checkNames } from '../filters/filter-names';
import { oneOfIssues } from './one-of';

function issuesOf(error: ValidationError, prefix: string): Issue[] {
  const path = prefix ? `${prefix}.${error.property}` : error.property;
  const own = Object.values(error.constraints ?? {}).map((message) => ({
    path,
    message,
    value: error.value as unknown,
  }));
  return [...own, ...(error.children ?? []).flatMap((child) => issuesOf(child, path))];
}

const MAX_ISSUES = 50;

/** Arguments of a field and their check. */
interface Checked {
  value: object;
  done: Promise<void>;
}

/** Checks of arguments by the variables of their request and the field that has them. */
const checks = new WeakMap<object, Map<unknown, Checked[]>>();

/**
 * Checks an input object with class-validator, nested ones too; all wrong fields are named at once. Then the names in
 * filters. A field of many parents has the same arguments for all of them: they are checked once.
 */
export function validateInput(
  value: unknown,
  _type?: unknown,
  data?: { context?: object; info?: GraphQLResolveInfo },
): Promise<void> | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const scope = data?.context as RequestScope | undefined;
  if (!data?.info) return check(value, scope);
  const known = checksOf(data.info);
  const same = known.find((checked) => isSame(checked.value, value));
  if (same) return same.done;
  const done = check(value, scope);
  known.push({ value, done });
  return done;
}

/** Most arguments are plain values: those of hundreds of parents are told equal without looking deeper. */
function isSame(a: object, b: object): boolean {
  const [fields, others] = [Object.entries(a), b as Readonly<Record<string, unknown>>];
  const isPlain = a.constructor === b.constructor && fields.length === Object.keys(b).length;
  return (
    (isPlain && fields.every(([name, value]) => Object.hasOwn(b, name) && value === others[name])) ||
    isDeepStrictEqual(a, b)
  );
}

function checksOf({ variableValues, fieldNodes: [field] }: GraphQLResolveInfo): Checked[] {
  const ofRequest = checks.get(variableValues) ?? new Map<unknown, Checked[]>();
  checks.set(variableValues, ofRequest);
  const ofField = ofRequest.get(field) ?? [];
  ofRequest.set(field, ofField);
  return ofField;
}

async function check(value: object, scope: RequestScope | undefined): Promise<void> {
  const values = Array.isArray(value) ? (value as unknown[]) : [value];
  await refuseWrong(values);
  await checkAllNames(values, scope);
}

async function refuseWrong(values: readonly unknown[]): Promise<void> {
  const issues: Issue[] = [];
  for (const item of values) {
    if (!isInput(item)) continue;
    const errors = await validate(item, {
      forbidUnknownValues: false,
      skipMissingProperties: true,
      validationError: { target: false, value: true },
    });
    issues.push(...oneOfIssues(item), ...errors.flatMap((error) => issuesOf(error, '')));
    if (issues.length > MAX_ISSUES) break;
  }
  if (issues.length > 0) throw refused(issues.slice(0, MAX_ISSUES));
}

/** An instance of an input class; plain objects are values of scalars. */
function isInput(item: unknown): item is object {
  return typeof item === 'object' && item !== null && Object.getPrototypeOf(item) !== Object.prototype;
}

function refused(shown: readonly Issue[]): DomainError {
  return new DomainError(
    'VALIDATION',
    shown.map(({ path, message }) => `${path}: ${message}`).join('; '),
    shown,
  );
}

async function checkAllNames(values: readonly unknown[], scope: RequestScope | undefined): Promise<void> {
  for (const item of values) if (typeof item === 'object' && item !== null) await checkNames(scope, item);
}
