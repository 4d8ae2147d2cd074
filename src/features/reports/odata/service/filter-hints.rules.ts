import { dateOfDay, dayNumber, dayOfDate, FIRST_YEAR, LAST_YEAR } from '../../../../domain/time/iso-date';
import type { ReportDefinition } from '../../registry/definition.model';
import type { Expression, InfixOperator, Literal } from '../language/expression.model';

/** Columns that have a parameter of their name which matches at least the same rows, and refuses no value. */
const SAME_NAMES = new Set(['main_lob', 'case_type', 'platform', 'resource_cn']);
const RANGES: readonly { column: string; from: string; to: string }[] = [
  { column: 'month_start', from: 'from', to: 'to' },
  { column: 'week_start', from: 'week_from', to: 'week_to' },
];

/** A comparison of a column with a literal that holds for every row asked for. */
interface Bound {
  column: string;
  operator: InfixOperator;
  value: Literal;
}

/**
 * Parameters of a table that a filter implies: they narrow the table's own statement before it adds up, which a condition
 * around it could not do. They may only ever leave more rows than the filter, which still decides.
 */
export function parametersOf(
  filter: Expression | undefined,
  { kind, parameters }: Pick<ReportDefinition, 'kind' | 'parameters'>,
  given: Readonly<Record<string, unknown>>,
): Record<string, string> {
  const isFree = (name: string): boolean =>
    !Object.hasOwn(given, name) && parameters.some((parameter) => parameter.name === name);
  // Parameters of the same name mean the days of a dimension, which is small anyway.
  const bounds = filter && kind === 'fact' ? boundsOf(filter) : [];
  const hints = Object.fromEntries(namesOf(bounds).filter(([name]) => isFree(name)));
  for (const { column, from, to } of RANGES)
    if (isFree(from) && isFree(to)) Object.assign(hints, rangeOf(bounds, { column, from, to }));
  return hints;
}

function namesOf(bounds: readonly Bound[]): [string, string][] {
  return bounds.flatMap(({ column, operator, value: { kind, value } }): [string, string][] =>
    SAME_NAMES.has(column) && operator === 'eq' && kind === 'text' && value ? [[column, value]] : [],
  );
}

function rangeOf(
  bounds: readonly Bound[],
  { column, from, to }: { column: string; from: string; to: string },
): Record<string, string> {
  const days = bounds
    .filter((bound) => bound.column === column && bound.value.kind === 'date')
    .map(({ operator, value }) => ({ operator, day: dayOfDate(value.value ?? '') }));
  if (days.some(({ day }) => day === undefined)) return {};
  const first = days
    .filter(({ operator }) => ['ge', 'gt', 'eq'].includes(operator))
    .map(({ day = 0 }) => day);
  const last = days
    .filter(({ operator }) => ['le', 'lt', 'eq'].includes(operator))
    .map(({ operator, day = 0 }) => (operator === 'lt' ? day : day + 1));
  const start = first.length > 0 ? Math.max(...first) : undefined;
  const end = last.length > 0 ? Math.min(...last) : undefined;
  if (start !== undefined && end !== undefined && start > end) return {};
  if ([start, end].some((day) => day !== undefined && (day < FIRST_DAY || day > LAST_DAY))) return {};
  return {
    ...(start !== undefined && { [from]: dateOfDay(start) }),
    ...(end !== undefined && { [to]: dateOfDay(end) }),
  };
}

function boundsOf(expression: Expression): Bound[] {
  if (expression.node !== 'infix') return [];
  const { operator, left, right } = expression;
  if (operator === 'and') return [...boundsOf(left), ...boundsOf(right)];
  if (left.node === 'property' && right.node === 'literal')
    return [{ column: left.name, operator, value: right }];
  if (left.node === 'literal' && right.node === 'property')
    return [{ column: right.name, operator: MIRRORED[operator] ?? operator, value: left }];
  return [];
}

/** Days that a parameter accepts. */
const FIRST_DAY = dayNumber(FIRST_YEAR, 1, 1);
const LAST_DAY = dayNumber(LAST_YEAR, 12, 31);

const MIRRORED: Partial<Record<InfixOperator, InfixOperator>> = { lt: 'gt', gt: 'lt', le: 'ge', ge: 'le' };
