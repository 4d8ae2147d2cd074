import { validate, type ValidationError } from 'class-validator';
import { DomainError, type Issue } from '../../../domain/errors';
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

/** Checks an input object with class-validator, nested ones too; all wrong fields are named at once. */
export async function validateInput(value: unknown): Promise<void> {
  if (typeof value !== 'object' || value === null) return;
  const values = Array.isArray(value) ? (value as unknown[]) : [value];
  const issues: Issue[] = [];
  for (const item of values) {
    if (typeof item !== 'object' || item === null || Object.getPrototypeOf(item) === Object.prototype)
      continue;
    const errors = await validate(item, {
      forbidUnknownValues: false,
      skipMissingProperties: true,
      validationError: { target: false, value: true },
    });
    issues.push(...oneOfIssues(item), ...errors.flatMap((error) => issuesOf(error, '')));
    if (issues.length > MOST_ISSUES) break;
  }
  if (issues.length === 0) return;
  const shown = issues.slice(0, MOST_ISSUES);
  throw new DomainError(
    'VALIDATION',
    shown.map(({ path, message }) => `${path}: ${message}`).join('; '),
    shown,
  );
}
