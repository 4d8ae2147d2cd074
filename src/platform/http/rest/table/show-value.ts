import type { FieldShape, LeafShape, ObjectShape, Shape } from '../../../persisted/operation-shape';
import { restNames } from './names';

const DIGITS = /^\d{1,15}$/;

/** A GraphQL result as REST shows it: snake_case names, stored text of enums, whole numbers as ids; JSON untouched. */
export function showValue(shape: Shape, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (shape.kind === 'list') return (value as unknown[]).map((item) => showValue(shape.of, item));
  if (shape.kind === 'object') return showObject(shape, value as Record<string, unknown>);
  return showLeaf(shape, value);
}

function showLeaf(shape: LeafShape, value: unknown): unknown {
  if (shape.enumValues) return shape.enumValues[value as string] ?? value;
  if (shape.isFirstDay) return `${value as string}-01`;
  if (shape.type === 'ID') return typeof value === 'string' && DIGITS.test(value) ? Number(value) : value;
  return value;
}

function showObject(shape: ObjectShape, value: Record<string, unknown>): unknown {
  const part = connectionPart(shape);
  return part ? showValue(part.field.shape, value[part.name]) : showFields(shape.fields, value);
}

function showFields(fields: Readonly<Record<string, FieldShape>>, value: Record<string, unknown>) {
  const shown: Record<string, unknown> = {};
  for (const [spelled, name] of restNames(fields))
    shown[spelled] = showValue((fields[name] as FieldShape).shape, value[name]);
  return shown;
}

/** A connection of which only the rows or only their number are selected: REST shows these themselves. */
export function connectionPart({
  type,
  fields,
}: ObjectShape): { name: string; field: FieldShape } | undefined {
  const [[name, field] = [], ...others] = Object.entries(fields);
  const isPart = type.endsWith('Connection') && (name === 'nodes' || name === 'totalCount');
  return isPart && field && others.length === 0 ? { name, field } : undefined;
}

/** The value and shape at a dotted path of a result; undefined where the path meets null. */
export function resultAt(
  fields: Readonly<Record<string, FieldShape>>,
  data: Record<string, unknown>,
  path: string,
): { shape: Shape; value: unknown } {
  let within = fields;
  let value: unknown = data;
  let shape: Shape | undefined;
  for (const name of path.split('.')) {
    const field = within[name];
    if (!field) throw new Error(`The operation selects no ${path}`);
    value = (value as Record<string, unknown> | null | undefined)?.[name];
    shape = field.shape;
    within = shape.kind === 'object' ? shape.fields : {};
  }
  if (!shape) throw new Error('An empty path leads nowhere');
  return { shape, value };
}
