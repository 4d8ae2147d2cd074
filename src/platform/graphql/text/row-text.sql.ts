import { isEnumType, type GraphQLLeafType } from 'graphql';
import { constantSql, joinSql, literal, sql, type Sql } from '../../database/sql';
import type { PlainField, PlainText, RowText } from './plain-text.model';

/** Where the properties of a list are found. */
export interface RowSource {
  columns: ReadonlyMap<string, Sql>;
  /** Lists below: `items` is the text of the list’s objects with commas between. */
  lists?: ReadonlyMap<string, { items: Sql; columns: ReadonlyMap<string, Sql> }>;
}

/** PostgreSQL takes a hundred arguments: two for each field, and the end. */
const MAX_FIELDS = 49;

/**
 * How PostgreSQL writes the objects of lists; undefined where a field is none of the columns, or of a type whose text is
 * made here. Made once for a selection.
 */
export function rowTexts(source: RowSource): (asked: PlainText | undefined) => RowText | undefined {
  const known = new WeakMap<PlainText, { text: RowText | undefined }>();
  return (asked) => {
    if (!asked) return undefined;
    const made = known.get(asked) ?? { text: make(asked, source) };
    known.set(asked, made);
    return made.text;
  };
}

function make({ key, fields }: PlainText, source: RowSource): RowText | undefined {
  if (!fields || fields.length > MAX_FIELDS) return undefined;
  const lists = new Map<string, Sql>();
  const pieces: Sql[] = [];
  for (const field of fields) {
    const value = 'list' in field ? listText(field, source, lists) : valueText(field, source);
    if (!value) return undefined;
    pieces.push(constantSql(`'${pieces.length === 0 ? '{' : ','}"${field.name}":'`), value);
  }
  return { key, object: sql`concat(${joinSql([...pieces, sql`'}'`], ', ')})`, lists };
}

/** A list below; undefined also where it is asked for twice, because its objects are written once. */
function listText(
  { property, list }: Extract<PlainField, { list: PlainText }>,
  { lists }: RowSource,
  made: Map<string, Sql>,
): Sql | undefined {
  const below = lists?.get(property);
  const objects = below && make(list, below);
  if (!objects || made.has(property)) return undefined;
  made.set(property, objects.object);
  return sql`'[' || ${below.items} || ']'`;
}

function valueText(field: Exclude<PlainField, { list: PlainText }>, { columns }: RowSource): Sql | undefined {
  if ('text' in field) return constantSql(`'${field.text}'`);
  const column = columns.get(field.property);
  const text = column && leafText(field.type, column);
  return text && sql`coalesce(${text}, 'null')`;
}

/** A column as JSON text; NULL stays NULL. */
function leafText(type: GraphQLLeafType, column: Sql): Sql | undefined {
  if (isEnumType(type)) {
    const names = type
      .getValues()
      .map(({ name, value }) => sql`WHEN ${literal(value as string)} THEN ${constantSql(`'"${name}"'`)}`);
    return sql`CASE ${column} ${joinSql(names, ' ')} END`;
  }
  switch (type.name) {
    case 'Int':
    case 'Boolean':
      return sql`${column}::text`;
    case 'Decimal':
      return sql`trim_scale(${column})::text`;
    case 'ID':
      return sql`to_json(${column}::text)::text`;
    case 'String':
    case 'IsoWeek':
      return sql`to_json(${column})::text`;
    default:
      return undefined;
  }
}
