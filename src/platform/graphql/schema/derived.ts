import type { GraphQLField, GraphQLObjectType, GraphQLSchema } from 'graphql';
import { isObjectType } from 'graphql';
import { Extensions } from 'type-graphql';

const DERIVED = 'derived';
const KEPT_TEXT = 'keptText';

/** How a field is made of its row. */
export interface DerivedField {
  make(row: never): unknown;
  /** The properties of the row that it reads; absent = any. */
  needs: readonly string[] | undefined;
}

/**
 * A field whose value is made of its row alone, without waiting: `make` replaces the resolver. Such fields are written
 * into answers as quickly as plain properties. `needs` names the properties that it reads, so that lists can leave others
 * in the database.
 */
export function Derived<Row>(
  make: (row: Row) => unknown,
  needs?: readonly (keyof Row & string)[],
): PropertyDecorator & MethodDecorator {
  const derived: DerivedField = { make, needs };
  return Extensions({ [DERIVED]: derived });
}

/** Values of the type never change and are asked for again and again: what is written of one is kept in its property `name`. */
export function KeepsText(name: string): ClassDecorator {
  return Extensions({ [KEPT_TEXT]: name });
}

/** A text that was written of a value that never changes. */
export interface KeptText {
  /** The fields that it has. */
  key: string;
  text: string;
}

/** How a derived field is made of its row. */
export function derivedOf(field: GraphQLField<unknown, unknown>): DerivedField | undefined {
  return field.extensions[DERIVED] as DerivedField | undefined;
}

/** The property in which values of a type keep their text. */
export function keptTextOf(type: GraphQLObjectType): string | undefined {
  return type.extensions[KEPT_TEXT] as string | undefined;
}

/** Derived fields are resolved by their functions. */
export function withDerivedFields(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap()))
    if (isObjectType(type))
      for (const field of Object.values(type.getFields())) {
        const derived = derivedOf(field);
        if (derived) field.resolve = (row) => derived.make(row as never);
      }
  return schema;
}
