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

const MOST_ISSUES = 50;

/** Types of arguments that were right, by the variables of their request and the field that has them. */
const checked = new WeakMap<object, Map<unknown, Set<unknown>>>();

/** A field of many parents has the same arguments for all of them: each is checked once. */
function isChecked(type: unknown, info: GraphQLResolveInfo | undefined): boolean {
  return info !== undefined && checked.get(info.variableValues)?.get(info.fieldNodes[0])?.has(type) === true;
}

function setChecked(type: unknown, info: GraphQLResolveInfo | undefined): void {
  if (!info) return;
  const ofRequest = checked.get(info.variableValues) ?? new Map<unknown, Set<unknown>>();
  checked.set(info.variableValues, ofRequest);
  const types = ofRequest.get(info.fieldNodes[0]) ?? new Set<unknown>();
  ofRequest.set(info.fieldNodes[0], types.add(type));
}

/** Checks an input object with class-validator, nested ones too; all wrong fields are named at once. Then the names in filters. */
export async function validateInput(
  value: unknown,
  type?: unknown,
  data?: { context?: object; info?: GraphQLResolveInfo },
): Promise<void> {
  if (typeof value !== 'object' || value === null || isChecked(type, data?.info)) return;
  const values = Array.isArray(value) ? (value as unknown[]) : [value];
  await refuseWrong(values);
  await checkAllNames(values, data?.context as RequestScope | undefined);
  setChecked(type, data?.info);
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
    if (issues.length > MOST_ISSUES) break;
  }
  if (issues.length > 0) throw refused(issues.slice(0, MOST_ISSUES));
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
