import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  getNullableType,
  graphql,
  Kind,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  parse,
  typeFromAST,
  type GraphQLInputType,
  type OperationDefinitionNode,
} from 'graphql';
import { buildSchema } from '../../src/app/schema';
import { projectRoot } from '../../src/platform/config/project-root';
import type { Manifest } from '../../src/platform/persisted/manifest';
import { insertReport } from '../support/factories/demand';
import { insertAssignments, insertPeople, insertWeeks } from '../support/factories/summary';
import { startTestServer, type TestServer } from '../support/http';
import { BY_TYPE } from '../support/input-examples';

const AMISYS = 'Amisys Medicaid DOMESTIC';
const schema = buildSchema();
const { operations } = JSON.parse(
  readFileSync(path.join(projectRoot(), 'operations/manifest.json'), 'utf8'),
) as Manifest;

/** Two servers on equal data: one is asked compiled, over HTTP, the other by graphql-js. */
let compiled: TestServer;
let interpreted: TestServer;

async function startEqual(): Promise<TestServer> {
  const server = await startTestServer();
  await insertWeeks(server.database);
  await insertReport(server.database, {
    demands: [
      { mainLob: AMISYS, state: 'FL', caseType: 'Claims', targetCph: '10', months: [1000, 500, 0, 0, 0, 0] },
      { mainLob: AMISYS, state: 'GA', caseType: 'Claims', targetCph: '10', months: [10, 0, 0, 0, 0, 0] },
    ],
  });
  await insertPeople(server.database, ['A', 'B']);
  await insertAssignments(server.database, [
    { cn: 'A', weeks: ['2025-W18', '2025-W19'], mainLob: AMISYS, caseType: 'Claims' },
  ]);
  await server.newScope().write({ action: 'test.refresh' }, async (tx) => {
    for (const month of ['05', '06']) tx.stale.month(`2025-${month}-01`);
    await Promise.resolve();
  });
  return server;
}

beforeAll(async () => {
  [compiled, interpreted] = await Promise.all([startEqual(), startEqual()]);
}, 120_000);
afterAll(() => Promise.all([compiled.close(), interpreted.close()]));

const TEXTS: Readonly<Record<string, unknown>> = {
  mainLob: AMISYS,
  state: 'FL',
  caseType: 'Claims',
  cn: 'A',
  resourceCn: 'A',
  resourceCns: 'A',
  location: 'Domestic',
  platform: 'Amisys',
  primaryPlatform: 'Amisys',
  report: '2025-04',
  path: 'powerbi/monthly-summary',
  // Long enough for every job: otherwise one answers with its number.
  waitSeconds: 60,
};
const EXAMPLES: Readonly<Record<string, unknown>> = { ...BY_TYPE, JSON: { cn: 'C' } };

/** A value of a type: whole, or with no more than must be there. */
function example(type: GraphQLInputType, name: string, whole: boolean, depth = 0): unknown {
  const inner = getNullableType(type);
  if (isListType(inner)) return [example(inner.ofType, name, whole, depth)];
  if (isEnumType(inner)) return inner.getValues()[0]?.name;
  if (!isInputObjectType(inner)) return TEXTS[name] ?? EXAMPLES[inner.name];
  const fields = Object.values(inner.getFields());
  const names = fields.some((field) => field.name === 'forecastId') ? ['mainLob', 'state', 'caseType'] : [];
  const given = inner.isOneOf
    ? fields.slice(0, 1)
    : fields.filter(
        (field) =>
          isNonNullType(field.type) ||
          names.includes(field.name) ||
          (whole && depth === 0 && field.name !== 'version'),
      );
  return Object.fromEntries(
    given.map((field) => [field.name, example(field.type, field.name, whole, depth + 1)]),
  );
}

function variablesOf(body: string, whole: boolean): Record<string, unknown> {
  const operation = parse(body).definitions.find(
    (node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION,
  );
  return Object.fromEntries(
    (operation?.variableDefinitions ?? []).flatMap(({ variable, type: node, defaultValue }) => {
      const type = typeFromAST(schema, node as never) as unknown as GraphQLInputType;
      const name = variable.name.value;
      const isNeeded = (isNonNullType(type) && defaultValue === undefined) || name === 'waitSeconds';
      if (!isNeeded && !whole) return [];
      if (['after', 'version', 'offset'].includes(name)) return [];
      return [[name, example(type, name, whole)]];
    }),
  );
}

/** Spoils the first variable that is a scalar or an object. */
function spoiled(body: string): Record<string, unknown> {
  const good = variablesOf(body, false);
  const [first] = Object.keys(good);
  return first === undefined ? good : { ...good, [first]: { nowhere: [1] } };
}

interface Answer {
  data?: unknown;
  errors?: readonly { message: string; path?: readonly (string | number)[] | undefined }[];
}

/** What differs between two databases and moments that hold the same. */
function comparable({ data, errors = [] }: Answer): unknown {
  const text = JSON.stringify(data ?? null)
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'INSTANT')
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}/g, 'UUID')
    .replaceAll(/"(planHash|requestId|text|secret|key|assignments)":"[^"]*"/g, '"$1":"…"')
    // Sequences skip numbers where a write is tried again.
    .replaceAll(/"changeSetId":"\d+"/g, '"changeSetId":"…"')
    // Keys have numbers of chance, and a solver takes its time.
    .replaceAll(/"id":"[0-9a-f]{12}"/g, '"id":"…"')
    .replaceAll(/"ms":\d+/g, '"ms":0');
  return {
    data: JSON.parse(text) as unknown,
    errors: errors.map(({ message, path: at }) => ({ message, path: at ?? [] })),
  };
}

/** Where two values differ first, and how. */
function difference(a: unknown, b: unknown, at = ''): string | undefined {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null)
    return Object.is(a, b) ? undefined : `${at}: ${JSON.stringify(a)} / ${JSON.stringify(b)}`;
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  for (const name of new Set([...Object.keys(left), ...Object.keys(right)])) {
    const found = difference(left[name], right[name], `${at}.${name}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The job that an answer leaves its work to. */
function jobOf(answer: Answer): string | undefined {
  return /"jobId":"([^"]+)"/.exec(JSON.stringify(answer))?.[1];
}

const JOB = operations.find(({ name }) => name === 'PageJob')?.body ?? '';

/** Waits until no job of a server runs: the next operation finds both databases alike. */
async function jobsEnded({ database }: TestServer): Promise<void> {
  for (;;) {
    const running = await database.query('SELECT id FROM job WHERE finished_datetime IS NULL');
    if (running.length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Where the ends of two jobs differ, each asked for in its own way. */
async function differenceOfJobs(fast: string, plain: string): Promise<string | undefined> {
  const [a, b] = await Promise.all([
    compiled.graphql<unknown>(JOB, { id: fast }) as Promise<Answer>,
    interpret(JOB, { id: plain }),
  ]);
  return difference(comparable(a), comparable(b));
}

function interpret(source: string, variableValues: Record<string, unknown>): Promise<Answer> {
  const contextValue = interpreted.newScope();
  return graphql({ schema, source, variableValues, contextValue });
}

/** Least and broken variables by `npm test`; `npm run test:full` gives everything that may be given, too. */
const HOWS =
  process.env['TEST_FULL'] === undefined
    ? (['needed', 'spoiled'] as const)
    : (['needed', 'whole', 'spoiled'] as const);

/** Questions first: what is written differs in numbers of chance. */
const ORDERED = [...operations].sort((a, b) => Number(a.type === 'mutation') - Number(b.type === 'mutation'));

const CASES = ORDERED.flatMap(({ name, body }) =>
  HOWS.map((how): [string, string, string] => [`${name} with ${how} variables`, body, how]),
);

test('there are stored operations to compare', () => expect(operations.length).toBeGreaterThan(100));

test('graphql-js and the compiled executor answer every stored operation alike, errors too', async () => {
  const differences: string[] = [];
  let answered = 0;
  for (const [title, body, how] of CASES) {
    const variables = how === 'spoiled' ? spoiled(body) : variablesOf(body, how === 'whole');
    const [fast, plain] = await Promise.all([
      compiled.graphql<unknown>(body, variables) as Promise<Answer>,
      interpret(body, variables),
    ]);
    if ((plain.errors ?? []).length === 0) answered += 1;
    const [left, right] = [jobOf(fast), jobOf(plain)];
    if (left !== undefined || right !== undefined) await Promise.all([compiled, interpreted].map(jobsEnded));
    // How fast a job is decides whether its request answers or leaves with its number: where one did, there is nothing to compare.
    let found: string | undefined;
    if (left !== undefined && right !== undefined) found = await differenceOfJobs(left, right);
    else if (left === right) found = difference(comparable(fast), comparable(plain));
    if (found !== undefined) differences.push(`${title}: ${found.slice(0, 300)}`);
  }
  expect(differences).toEqual([]);
  expect(answered).toBeGreaterThan(operations.length / 2);
}, 300_000);
