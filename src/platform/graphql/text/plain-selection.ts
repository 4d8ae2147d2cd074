import {
  getNamedType,
  getNullableType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type FieldNode,
  type GraphQLField,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type SelectionSetNode,
} from 'graphql';
import { derivedOf, keptTextOf, type KeptText } from '../schema/derived';
import { ListText, quoted } from './json-text';
import { nodesOfMany } from './nodes-of-many';
import type { NodesBelow, PlainField, PlainText, TextWriter } from './plain-text.model';
import { fieldsOf, responseKey, type Fragments } from './selection-fields';

type Source = Readonly<Record<string, unknown>>;

/** How the value of a field is written with its selection; undefined if some of it needs more than reading properties. */
export function plainText(
  type: GraphQLOutputType,
  set: SelectionSetNode | undefined,
  fragments: Fragments,
): PlainText | undefined {
  if (isNonNullType(type)) return map(nullable(type.ofType, set, fragments), notNull);
  return map(nullable(type, set, fragments), (write) => (value, out, texts) => {
    if (isAbsent(value)) out.push('null');
    else write(value, out, texts);
  });
}

function map(plain: PlainText | undefined, change: (write: TextWriter) => TextWriter): PlainText | undefined {
  return plain && { ...plain, write: change(plain.write) };
}

function isAbsent(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

function notNull(write: TextWriter): TextWriter {
  return (value, out, texts) => {
    if (isAbsent(value)) throw new Error('A value is missing that is never null');
    write(value, out, texts);
  };
}

/** Writers of values that are there. */
function nullable(
  type: GraphQLOutputType,
  set: SelectionSetNode | undefined,
  fragments: Fragments,
): PlainText | undefined {
  if (isListType(type)) {
    const item = plainText(type.ofType as GraphQLOutputType, set, fragments);
    return item && { ...item, write: listWriter(item) };
  }
  const named = getNamedType(type);
  if (isLeafType(named)) return { write: leafWriter(named), key: '' };
  return isObjectType(named) ? objectWriter(named, set, fragments) : undefined;
}

function listWriter({ write, key }: PlainText): TextWriter {
  return (value, out, texts) => {
    if (value instanceof ListText) {
      out.push('[', value.textFor(key), ']');
      return;
    }
    if (!Array.isArray(value)) throw new Error('A list is expected');
    out.push('[');
    for (let n = 0; n < value.length; n += 1) {
      if (n > 0) out.push(',');
      write(value[n], out, texts);
    }
    out.push(']');
  };
}

/** A field of an object with what writes it. */
interface Written {
  /** The name under which it answers. */
  name: string;
  /** What is read, and what of it. */
  key: string;
  read: (source: Source) => unknown;
  write: TextWriter;
  /** What it is if nothing but properties are read. */
  plain?: PlainField | undefined;
  /** What it is if its nodes are read for many objects at once. */
  below?: NodesBelow | undefined;
}

function objectWriter(
  type: GraphQLObjectType,
  set: SelectionSetNode | undefined,
  fragments: Fragments,
): PlainText | undefined {
  const fields: Written[] = [];
  for (const node of fieldsOf(type, set, fragments) ?? []) {
    const field = writtenField(type, node, fragments);
    if (!field) return undefined;
    fields.push(field);
  }
  if (fields.length === 0) return undefined;
  const key = `{${fields.map(({ name, key: read }) => `${name}:${read}`).join(' ')}}`;
  const write = writeFields(fields);
  const below = fields.flatMap((field) => field.below ?? []);
  if (below.length > 0) return { key, write, below };
  const kept = keptTextOf(type);
  const plain = fields.flatMap((field) => field.plain ?? []);
  return {
    key,
    write: kept === undefined ? write : keeping(write, kept, key),
    fields: plain.length === fields.length ? plain : undefined,
  };
}

function writtenField(type: GraphQLObjectType, node: FieldNode, fragments: Fragments): Written | undefined {
  const name = responseKey(node);
  const property = node.name.value;
  if (property === '__typename') {
    const text = quoted(type.name);
    const write: TextWriter = (_, out) => out.push(text);
    return { name, key: property, read: () => type.name, write, plain: { name, text } };
  }
  const field = type.getFields()[property];
  const read = field && readerOf(field);
  if (!read) return writtenBelow(name, nodesBelow(type, node, fragments));
  const value = plainText(field.type, node.selectionSet, fragments);
  // Only the objects of the list that is asked for are known before it is written.
  if (!value || value.below) return undefined;
  const plain = derivedOf(field) ? undefined : plainField(name, property, { type: field.type, value });
  return { name, key: property + value.key, read, write: value.write, plain };
}

function writtenBelow(name: string, below: NodesBelow | undefined): Written | undefined {
  if (!below) return undefined;
  const { before, after } = below;
  const write: TextWriter = (parent, out, texts) =>
    out.push(before, texts?.get(below)?.get(parent) ?? '', after);
  return { name, key: `${below.node.name.value} of many`, read: (source) => source, write, below };
}

/** How a connection is read for many parents; undefined where more than its `nodes` is asked for, or not only columns. */
function nodesBelow(type: GraphQLObjectType, node: FieldNode, fragments: Fragments): NodesBelow | undefined {
  const field = type.getFields()[node.name.value];
  const way = field && nodesOfMany(field);
  const connection = field && getNamedType(field.type);
  if (!way || !isObjectType(connection)) return undefined;
  const asked = fieldsOf(connection, node.selectionSet, fragments) ?? [];
  const nodes = onlyNodes(asked);
  const list = nodes && connection.getFields()[nodes.name.value];
  const plain = list && plainText(list.type, nodes.selectionSet, fragments);
  const rows = plain && way.rows(plain);
  return rows && { field, node, way, rows, ...aroundNodes(asked, connection.name) };
}

/** The field `nodes` where nothing else is asked for. */
function onlyNodes(asked: readonly FieldNode[]): FieldNode | undefined {
  const [nodes, ...others] = asked.filter(({ name }) => name.value !== '__typename');
  return nodes?.name.value === 'nodes' && others.length === 0 ? nodes : undefined;
}

/** What stands before the nodes of a connection and behind them. */
function aroundNodes(asked: readonly FieldNode[], typeName: string): Pick<NodesBelow, 'before' | 'after'> {
  const texts = asked.map((one) => {
    const value = one.name.value === 'nodes' ? NODES : quoted(typeName);
    return `${JSON.stringify(responseKey(one))}:${value}`;
  });
  const [before = '', after = ''] = `{${texts.join(',')}}`.split(NODES);
  return { before: `${before}[`, after: `]${after}` };
}

/** No name holds it. */
const NODES = '[]';

function plainField(
  name: string,
  property: string,
  { type, value }: { type: GraphQLOutputType; value: PlainText },
): PlainField | undefined {
  const there = getNullableType(type);
  if (isLeafType(there)) return { name, property, type: there };
  return isListType(there) && value.fields ? { name, property, list: value } : undefined;
}

function writeFields(fields: readonly Written[]): TextWriter {
  const steps = fields.map(({ name, read, write }, n) => ({
    head: `${n > 0 ? ',' : '{'}${JSON.stringify(name)}:`,
    read,
    write,
  }));
  return (value, out, texts) => {
    const source = value as Source;
    for (const { head, read, write } of steps) {
      out.push(head);
      write(read(source), out, texts);
    }
    out.push('}');
  };
}

/** How a field is read: as a property, or from the row by a function; undefined where a resolver does more. */
function readerOf(field: GraphQLField<unknown, unknown>): ((source: Source) => unknown) | undefined {
  const { name, args, resolve } = field;
  const derived = derivedOf(field);
  if (derived) return (source) => derived.make(source as never);
  return resolve || args.length > 0 ? undefined : (source) => source[name];
}

/** Keeps what was written last with the value, in the property `kept`. */
function keeping(write: TextWriter, kept: string, key: string): TextWriter {
  return (value, out) => {
    const source = value as Record<string, KeptText | undefined>;
    const known = source[kept];
    if (known && known.key === key) {
      out.push(known.text);
      return;
    }
    // Values of the type that come from elsewhere keep nothing.
    if (!(kept in source)) {
      write(value, out);
      return;
    }
    const pieces: string[] = [];
    write(value, pieces);
    const text = pieces.join('');
    source[kept] = { key, text };
    out.push(text);
  };
}

function leafWriter(type: GraphQLLeafType): TextWriter {
  const text = leafText(type);
  return (value, out) => out.push(text(value));
}

function leafText(type: GraphQLLeafType): (value: unknown) => string {
  const other = (value: unknown): string => JSON.stringify(type.serialize(value) ?? null);
  switch (type.name) {
    case 'Int':
      return (value) => (typeof value === 'number' && (value | 0) === value ? String(value) : other(value));
    case 'Decimal':
      return (value) => {
        const number = typeof value === 'number' ? value : Number(value);
        return Number.isFinite(number) ? String(number) : other(value);
      };
    case 'String':
    case 'ID':
    case 'Date':
    case 'IsoWeek':
      return (value) => (typeof value === 'string' ? quoted(value) : other(value));
    default:
      return isEnumType(type) ? remembered(other) : other;
  }
}

/** Of few different values. */
function remembered(textOf: (value: unknown) => string): (value: unknown) => string {
  const texts = new Map<unknown, string>();
  return (value) => {
    const known = texts.get(value) ?? textOf(value);
    texts.set(value, known);
    return known;
  };
}
