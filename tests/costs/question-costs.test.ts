import { onObserved } from '../../src/platform/observation/observed';
import { countAllocated } from '../support/allocated';
import { addManyDemands } from '../support/factories/many-demands';
import { startTestServer, type TestServer } from '../support/http';
import { countRowsRead } from '../support/rows-read';

// What the main questions cost, without a clock: the same on every machine, and more when somebody makes them dearer.

/** People without assignments, who sort behind the others. */
const FREE_PEOPLE = 60;

let server: TestServer;
let changed: number;
beforeAll(async () => {
  server = await startTestServer();
  await addManyDemands(server.database, () => server.newScope());
  await server.database.query(
    `INSERT INTO resource_v2 (cn, first_name, last_name, primary_platform, location, created_datetime, updated_datetime)
     SELECT 'W' || lpad(n::text, 5, '0'), 'F', 'L', 'Amisys', 'Domestic', '2025-01-01Z', '2025-01-01Z' FROM generate_series(1, $1) n`,
    [FREE_PEOPLE],
  );
  const [row] = await server.database.query<{ id: number }>(
    `SELECT min(id) AS id FROM weekly_resource_assignment WHERE is_active AND report_month = 'April' AND forecast_month_index = 1`,
  );
  changed = row?.id ?? 0;
}, 240_000);
afterAll(() => server.close());

/** The most that a question may cost; with a tenth of room for bytes. */
interface Most {
  statements: number;
  /** Rows of sequential scans and entries of indexes that PostgreSQL reads. */
  rows: number;
  /** Of the heap; not counted where another request must come before each. */
  kilobytes?: number;
}

interface Question {
  ask: () => Promise<string>;
  /** What happens before each asking, at nobody's cost. */
  before?: () => Promise<unknown>;
  /** Askings whose bytes are counted together; long ones are steady by themselves. */
  times?: number;
  most: Most;
}

/** Sends a request past the network, whose buffers are nobody's cost. */
async function send(method: 'GET' | 'POST' | 'PUT', url: string, payload?: object): Promise<string> {
  const { statusCode, body } = await server.http.inject({ method, url, ...(payload && { payload }) });
  if (statusCode > 201 || body.startsWith('{"errors"'))
    throw new Error(`${statusCode} ${body.slice(0, 500)}`);
  return body;
}

const query = (text: string) => () => send('POST', '/graphql', { query: text });
const METRICS = 'forecast capacity gap coverage fteEquivalent fteRequired';
const tree = (fields: string): string =>
  `{ capacityTree { lobs { name ${fields} states { code ${fields} caseTypes { name ${fields} } } } } }`;

let turn = 0;
const changeAssignment = (): Promise<string> =>
  send('PUT', `/api/v2/assignments/${changed}`, { production_percentage: (turn += 1) % 2 ? 0.5 : 0.75 });

/** Assigns somebody who is free in all weeks. */
function assign(): Promise<string> {
  turn += 1;
  return send('POST', '/api/v2/assignments', {
    resource_cn: `W${String(1 + (turn % FREE_PEOPLE)).padStart(5, '0')}`,
    year: 2025,
    week_number: 20 + Math.floor(turn / FREE_PEOPLE),
    main_lob: 'Amisys 0 Domestic',
    state: 'GA',
    case_type: 'Type 100',
    override: true,
    note: 'test',
  });
}

const QUESTIONS: Record<string, Question> = {
  'a month’s tree': {
    ask: query(tree(`metrics { ${METRICS} }`)),
    most: { statements: 1, rows: 1, kilobytes: 1_510 },
  },
  'a month’s tree after an assignment has changed': {
    ask: query(tree(`metrics { ${METRICS} }`)),
    before: changeAssignment,
    most: { statements: 7, rows: 200 },
  },
  'a month’s tree with heads': {
    ask: query(tree(`metrics { ${METRICS} fteCount }`)),
    most: { statements: 1, rows: 1, kilobytes: 1_560 },
  },
  'a month’s tree with heads after an assignment has changed': {
    ask: query(tree(`metrics { ${METRICS} fteCount }`)),
    before: changeAssignment,
    most: { statements: 7, rows: 200 },
  },
  'six months with heads': {
    ask: query(tree(`series { forecastMonthIndex ${METRICS} fteCount }`)),
    most: { statements: 1, rows: 1, kilobytes: 7_300 },
  },
  LOBs: {
    ask: query(`{ capacityTree { lobs { name metrics { ${METRICS} } } } }`),
    most: { statements: 1, rows: 1, kilobytes: 250 },
  },
  'a LOB with its people': {
    ask: query(`{ capacityTree(filter: {mainLobs: ["Amisys 7 Domestic"]}) { lobs { states { code caseTypes { name
      people(first: 100) { nodes { resourceCn firstName lastName weeks { year weekNumber weeklyCapacity } } } } } } } }`),
    most: { statements: 2, rows: 458, kilobytes: 770 },
  },
  '500 people with four weeks of assignments': {
    ask: query(`{ resources(first: 500) { nodes { cn firstName lastName
      assignments(fromWeek: "2025-W18", toWeek: "2025-W21") { nodes { demandMainLob year weekNumber weeklyCapacity } } } } }`),
    // Which index PostgreSQL takes hangs on its sample of the rows: 2,531 to 2,764 entries have been seen.
    most: { statements: 3, rows: 2_760, kilobytes: 3_230 },
  },
  '1,000 summaries': {
    ask: query(
      `{ monthlySummaries(first: 1000) { nodes { id mainLob state caseType totalForecast totalCapacity capacityGap } } }`,
    ),
    most: { statements: 1, rows: 1, kilobytes: 970 },
  },
  'one assignment': {
    ask: assign,
    most: { statements: 13, rows: 380, kilobytes: 720 },
  },
  'a report of 37,200 person-weeks as a stream': {
    ask: () => send('GET', '/api/v2/reports/powerbi/resource-assignments?format=csv'),
    times: 1,
    most: { statements: 12, rows: 63_207, kilobytes: 149_050 },
  },
  'a preview of an allocation of 1,260 people': {
    ask: () => send('GET', '/api/v2/allocation/preview?limit=0&wait_s=120&effort=fast'),
    times: 1,
    // Its job writes its progress by the clock: a slow machine sends a few statements more.
    most: { statements: 8, rows: 45_200, kilobytes: 12_400 },
  },
};

interface Seen {
  statements: number;
  rows: number;
  kilobytes?: number;
  /** Rows by table. */
  tables: Record<string, number>;
}

/** Statements and rows of one asking. */
async function countReading({ ask, before }: Question): Promise<Seen> {
  await before?.();
  let statements = 0;
  const stop = onObserved('statement', () => (statements += 1));
  try {
    const { read } = await countRowsRead(server.database, ask);
    const tables = [...read].filter(([, rows]) => rows > 0);
    const rows = tables.reduce((sum, [, each]) => sum + each, 0);
    return { statements, rows, tables: Object.fromEntries(tables) };
  } finally {
    stop();
  }
}

async function countKilobytes({ ask, times = 10 }: Question): Promise<number> {
  const repeat = async (): Promise<void> => {
    for (let i = 0; i < times; i += 1) await ask();
  };
  // What is compiled for speed allocates less: first as often as it is counted.
  await repeat();
  return (await countAllocated(repeat)) / times / 1_024;
}

test.each(Object.entries(QUESTIONS))(
  '%s costs no more than it did',
  async (name, question) => {
    // What is read once and kept is not the question's cost.
    await question.ask();
    const { most } = question;
    const seen = await countReading(question);
    if (most.kilobytes !== undefined) seen.kilobytes = await countKilobytes(question);
    process.stderr.write(`${name}: ${JSON.stringify(seen)}\n`);
    const isDearer = (Object.keys(most) as (keyof Most)[]).some((key) => (seen[key] ?? 0) > (most[key] ?? 0));
    if (isDearer) throw new Error(`At most ${JSON.stringify(most)}, but now ${JSON.stringify(seen)}`);
  },
  120_000,
);
