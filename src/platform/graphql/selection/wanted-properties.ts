import { getNamedType, isObjectType, type GraphQLObjectType, type GraphQLResolveInfo } from 'graphql';
import { derivedOf } from '../schema/derived';
import { selectedFields } from './selected-fields';

/**
 * The properties of rows that a connection needs for what is asked of its nodes: those that its fields are or are made
 * of. Undefined = all, because a resolver may read any.
 */
export function wantedProperties(info: GraphQLResolveInfo): readonly string[] | undefined {
  const connection = getNamedType(info.returnType);
  const node = isObjectType(connection) && getNamedType(connection.getFields()['nodes']?.type);
  if (!node || !isObjectType(node)) return undefined;
  const fields = selectedFields(info);
  const lists = [fields.get('nodes'), fields.get('edges')?.get('node')];
  const names = new Set(lists.flatMap((list) => [...(list?.keys() ?? [])]));
  const wanted = new Set<string>();
  for (const name of names) {
    const properties = propertiesOf(node, name);
    if (!properties) return undefined;
    properties.forEach((property) => wanted.add(property));
  }
  return [...wanted].sort();
}

function propertiesOf(type: GraphQLObjectType, name: string): readonly string[] | undefined {
  if (name === '__typename') return [];
  const field = type.getFields()[name];
  if (!field) return undefined;
  const derived = derivedOf(field);
  if (derived) return derived.needs;
  return field.resolve ? undefined : [name];
}
