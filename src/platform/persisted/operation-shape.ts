/** A scalar or enum. */
export interface LeafShape {
  kind: 'leaf';
  /** Name of the GraphQL scalar or enum. */
  type: string;
  description?: string;
  /** A month that REST shows as the date of its first day. */
  isFirstDay?: true;
  /** Of an enum: its GraphQL names with the text that is stored and that REST shows. */
  enumValues?: Readonly<Record<string, string>>;
}

/** A list. */
export interface ListShape {
  kind: 'list';
  of: Shape;
  nullableItems: boolean;
}

/** An input object, or an object as one operation selects it; fields in the operation's order. */
export interface ObjectShape {
  kind: 'object';
  type: string;
  description?: string;
  fields: Readonly<Record<string, FieldShape>>;
}

/** What a value looks like, whichever way it travels. */
export type Shape = LeafShape | ListShape | ObjectShape;

/** A variable or field. */
export interface FieldShape {
  shape: Shape;
  nullable: boolean;
  /** An input that has a default need not be given. */
  hasDefault?: boolean;
  description?: string;
}

/** What one persisted operation takes and answers. */
export interface OperationShape {
  name: string;
  type: 'query' | 'mutation';
  variables: Readonly<Record<string, FieldShape>>;
  result: ObjectShape;
  /** The schema fields it calls, e.g. `Query.capacityTiers`. */
  rootFields: readonly string[];
}

/** The field at a dotted path, looking through lists. */
export function fieldAt(fields: ObjectShape['fields'], path: string): FieldShape | undefined {
  let current: FieldShape | undefined;
  let within: ObjectShape['fields'] | undefined = fields;
  for (const name of path.split('.')) {
    current = within && Object.hasOwn(within, name) ? within[name] : undefined;
    if (!current) return undefined;
    let shape: Shape = current.shape;
    while (shape.kind === 'list') shape = shape.of;
    within = shape.kind === 'object' ? shape.fields : undefined;
  }
  return current;
}
