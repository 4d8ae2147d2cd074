import {
  getNamedType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLField,
  type GraphQLObjectType,
} from 'graphql';
import { buildSchema } from '../../src/app/schema';
import { startDemoServer } from '../support/demo-server';
import type { TestServer } from '../support/http';

const FEW = 2;
const MANY = 12;
/** A loader that has nothing to load for two parents sends nothing: so many statements may come with more parents. */
const SLACK = 4;

const schema = buildSchema();

/** Values of arguments that must be given. */
const ARGUMENTS: Readonly<Record<string, string>> = {
  week: '"2025-W20"',
  first: '5',
  forecastMonthIndex: '1',
};
const ROOT_ARGUMENTS: Readonly<Record<string, string>> = {
  freeResources: 'week: "2025-W40"',
  capacityTotals: 'groupBy: [STATE, CASE_TYPE]',
  candidates: 'when: {week: "2025-W40"}, demand: $DEMAND',
};

type AnyField = GraphQLField<unknown, unknown>;

function isList(field: AnyField): boolean {
  return isListType(isNonNullType(field.type) ? field.type.ofType : field.type);
}

function objectType(field: AnyField): GraphQLObjectType | undefined {
  const type = getNamedType(field.type);
  return isObjectType(type) ? type : undefined;
}

function leaves(type: GraphQLObjectType): string[] {
  return Object.values(type.getFields())
    .filter(
      (field) => isLeafType(getNamedType(field.type)) && field.args.every((a) => !isNonNullType(a.type)),
    )
    .map(({ name }) => name);
}

/** `name(first: 5, week: …)`, or undefined if an argument is needed that is not known here. */
function call(field: AnyField): string | undefined {
  const args: string[] = [];
  for (const { name, type, defaultValue } of field.args) {
    const value = ARGUMENTS[name];
    if (value !== undefined && (isNonNullType(type) || name === 'first')) args.push(`${name}: ${value}`);
    else if (isNonNullType(type) && defaultValue === undefined) return undefined;
  }
  return args.length > 0 ? `${field.name}(${args.join(', ')})` : field.name;
}

/** Every path of fields below a type, `levels` deep, with its leaves: a query for each. */
function selections(type: GraphQLObjectType, levels: number): { path: string; text: string }[] {
  return Object.values(type.getFields()).flatMap((field) => {
    const target = objectType(field);
    const head = call(field);
    if (head === undefined || field.name === 'userErrors') return [];
    // Leaves that take arguments are computed, perhaps with statements of their own.
    if (!target) return field.args.length > 0 ? [{ path: field.name, text: head }] : [];
    const nodes = target.getFields()['nodes'];
    const node = nodes && objectType(nodes);
    const inner = node ?? target;
    const wrap = (text: string): string =>
      node ? `${head} { totalCount nodes { ${text} } }` : `${head} { ${text} }`;
    const own = leaves(inner).join(' ') || '__typename';
    const below = levels > 1 ? selections(inner, levels - 1) : [];
    return [
      { path: field.name, text: wrap(own) },
      ...below.map(({ path, text }) => ({ path: `${field.name}.${path}`, text: wrap(text) })),
    ];
  });
}

interface Case {
  path: string;
  query: (parents: number) => string;
}

function cases(): Case[] {
  return Object.values(schema.getQueryType()?.getFields() ?? {}).flatMap((root) => {
    const type = objectType(root);
    const pages = root.args.some(({ name }) => name === 'first' || name === 'top');
    const nodes = type?.getFields()['nodes'];
    const node = isList(root) ? type : nodes && objectType(nodes);
    const size = root.args.some(({ name }) => name === 'top') ? 'top' : 'first';
    if (!pages || !node) return [];
    const rest = ROOT_ARGUMENTS[root.name] ?? '';
    return selections(node, 2).map(({ path, text }) => ({
      path: `${root.name}.${path}`,
      query: (parents: number): string =>
        nodes
          ? `{ ${root.name}(${size}: ${parents} ${rest}) { nodes { ${text} } } }`
          : `{ ${root.name}(${size}: ${parents} ${rest}) { ${text} } }`,
    }));
  });
}

/** The levels of a tree: as wide as the LOBs that are asked for. */
function treeCases(): Case[] {
  const lob = schema.getType('LobNode');
  if (!isObjectType(lob)) return [];
  return selections(lob, 2).map(({ path, text }) => ({
    path: `capacityTree.lobs.${path}`,
    query: (parents: number): string =>
      `{ capacityTree(filter: {mainLobs: $LOBS${parents}}) { lobs { ${text} } } }`,
  }));
}

let server: TestServer;
let names: Record<string, string>;
beforeAll(async () => {
  server = await startDemoServer();
  const { data } = await server.graphql<{
    forecasts: { nodes: { mainLob: string; state: string; caseType: string }[] };
  }>('{ forecasts(first: 1000) { nodes { mainLob state caseType } } }');
  const { nodes } = data.forecasts;
  const lobs = [...new Set(nodes.map(({ mainLob }) => mainLob))];
  const { mainLob, state, caseType } = nodes[0] ?? { mainLob: '', state: '', caseType: '' };
  names = {
    DEMAND: `{mainLob: ${JSON.stringify(mainLob)}, state: ${JSON.stringify(state)}, caseType: ${JSON.stringify(caseType)}}`,
    [`LOBS${FEW}`]: JSON.stringify(lobs.slice(0, FEW)),
    [`LOBS${MANY}`]: JSON.stringify(lobs.slice(0, MANY)),
  };
}, 240_000);
afterAll(() => server.close());

async function statements(query: string): Promise<number> {
  const text = query.replace(/\$(\w+)/g, (_all, name: string) => names[name] ?? name);
  const { errors, extensions } = await server.graphql(text);
  if (errors) throw new Error(`${text}: ${errors[0]?.message ?? ''}`);
  return Number(extensions?.['statements']);
}

test('no field costs a statement per parent, two levels below every list of the schema', async () => {
  const all = [...cases(), ...treeCases()];
  expect(all.length).toBeGreaterThan(60);
  const faults: string[] = [];
  for (const { path, query } of all) {
    try {
      const few = await statements(query(FEW));
      const many = await statements(query(MANY));
      if (!(many <= few + SLACK))
        faults.push(`${path}: ${few} statements for ${FEW} parents, ${many} for ${MANY}`);
    } catch (error) {
      faults.push(`${path}: ${String(error)}`);
    }
  }
  expect(faults).toEqual([]);
}, 240_000);
