import type { FieldShape, LeafShape, Shape } from '../../../persisted/operation-shape';
import { snakeCase } from '../table/names';
import { connectionPart } from '../table/show-value';

/** A JSON Schema. */
export type Schema = Record<string, unknown>;

const LEAVES: Readonly<Record<string, Schema>> = {
  Int: { type: 'integer' },
  Float: { type: 'number' },
  Decimal: { type: 'number' },
  String: { type: 'string' },
  Boolean: { type: 'boolean' },
  Date: { type: 'string', format: 'date' },
  DateTime: { type: 'string', format: 'date-time' },
  IsoWeek: { type: 'string', pattern: '^\\d{4}-W\\d{2}$' },
  JSON: {},
  JSONObject: { type: 'object' },
};

/** Types whose ids are texts, not the numbers of rows. */
const OPAQUE_IDS = new Set(['Job', 'CapacityNode']);

const PREFIX = '#/components/schemas/';

/** Collects the named schemas of a document. */
export class Components {
  readonly schemas: Record<string, Schema> = {};
  private readonly texts = new Map<string, string>();

  /** A reference to this schema under `name`; another schema of the same name gets a number. */
  add(name: string, schema: Schema): Schema {
    const text = JSON.stringify(schema);
    for (let number = 1; ; number += 1) {
      const key = number === 1 ? name : `${name}${number}`;
      const known = this.texts.get(key);
      if (known === undefined) {
        this.texts.set(key, text);
        this.schemas[key] = schema;
      }
      if (known === undefined || known === text) return { $ref: `${PREFIX}${key}` };
    }
  }

  /** The object schema that `reference` names, with further properties. */
  extended(reference: Schema, properties: Record<string, Schema>): Schema {
    const name = String(reference['$ref']).slice(PREFIX.length);
    const base = this.schemas[name] as { required: string[]; properties: Record<string, Schema> };
    return {
      ...base,
      required: [...base.required, ...Object.keys(properties)],
      properties: { ...base.properties, ...properties },
    };
  }
}

/** What the answer holds: every selected field, always. */
export function outputSchema(shape: Shape, components: Components, owner = ''): Schema {
  if (shape.kind === 'list') {
    const items = outputSchema(shape.of, components, owner);
    return { type: 'array', items: shape.nullableItems ? orNull(items) : items };
  }
  if (shape.kind === 'leaf') return leafSchema(shape, owner);
  const part = connectionPart(shape);
  if (part) return outputSchema(part.field.shape, components, owner);
  const properties: Record<string, Schema> = {};
  for (const [name, field] of Object.entries(shape.fields))
    properties[snakeCase(name)] = fieldSchema(field, outputSchema(field.shape, components, shape.type));
  const schema = {
    type: 'object',
    ...(shape.description && { description: shape.description }),
    required: Object.keys(properties),
    properties,
  };
  return components.add(shape.type, schema);
}

/** What a body may hold. */
export function inputSchema(shape: Shape): Schema {
  if (shape.kind === 'list') return { type: 'array', items: inputSchema(shape.of) };
  if (shape.kind === 'leaf') return leafSchema(shape, '');
  const fields = Object.entries(shape.fields);
  return bodySchema(
    fields.map(([name, field]) => ({
      name: snakeCase(name),
      field,
      required: !field.nullable && field.hasDefault !== true,
    })),
  );
}

/** An object schema of the given body fields. */
export function bodySchema(
  fields: readonly { name: string; field: FieldShape; required: boolean }[],
): Schema {
  const required = fields.filter((field) => field.required).map(({ name }) => name);
  return {
    type: 'object',
    ...(required.length > 0 && { required }),
    properties: Object.fromEntries(
      fields.map(({ name, field }) => [name, fieldSchema(field, inputSchema(field.shape))]),
    ),
  };
}

function fieldSchema(field: FieldShape, schema: Schema): Schema {
  const full = field.nullable ? orNull(schema) : schema;
  return field.description ? { ...full, description: field.description } : full;
}

/** A schema that also takes null. */
export function orNull(schema: Schema): Schema {
  if (Object.keys(schema).length === 0) return schema;
  const { type, enum: values } = schema as { type?: unknown; enum?: unknown[] };
  if (typeof type === 'string')
    return { ...schema, type: [type, 'null'], ...(values && { enum: [...values, null] }) };
  return { anyOf: [schema, { type: 'null' }] };
}

function leafSchema(shape: LeafShape, owner: string): Schema {
  if (shape.enumValues) return { type: 'string', enum: Object.values(shape.enumValues) };
  if (shape.type === 'ID') return OPAQUE_IDS.has(owner) ? { type: 'string' } : { type: 'integer' };
  return LEAVES[shape.type] ?? { type: 'string' };
}
