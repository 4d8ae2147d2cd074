/** How soon a server on a migrated database serves, how long its first questions take, and what the figures of a report take in memory. */
import { createDataSource } from '../../src/app/data-source';
import { scopeFactory, settingsOf } from '../../src/app/services';
import { FiguresStore } from '../../src/features/figures/store/figures-store.service';
import { loadConfig } from '../../src/platform/config/config';
import { createLogger } from '../../src/platform/logging/logger';
import { systemClock } from '../../src/platform/scope/clock';
import { SIZES, STATES } from '../frame/data';
import { askGood } from '../frame/http';
import { median, shown } from '../frame/numbers';
import { progress, table, upToL, type Bench, type Measured, type Part } from '../frame/part';
import { seeded } from '../frame/seeded';
import { startServer } from '../frame/server';
import { QUESTIONS } from '../trees/queries';

const FIRST = ['month', 'month-heads'] as const;
const EVERYTHING = 'six-months-heads';

/** What a fresh process took. */
interface Life {
  readyMs: number;
  /** Of the first question. */
  firstMs: number;
  idleMb: number;
  /** When everything of the report has been asked for. */
  fullMb: number;
}

async function live(database: string, question: string): Promise<Life> {
  const server = await startServer(database);
  try {
    const ask = (name: string) => {
      const query = QUESTIONS.find((one) => one.name === name)?.ours;
      return askGood(`${server.url}/graphql`, { body: { query, variables: { states: STATES } } });
    };
    const idleMb = server.residentMb();
    const { ms: firstMs } = await ask(question);
    await ask(EVERYTHING);
    return { readyMs: server.readyMs, firstMs, idleMb, fullMb: server.residentMb() };
  } finally {
    await server.stop();
  }
}

/** Bytes of the columns of the report with the people of all its months, as the byte budget counts them. */
async function figuresMb(database: string): Promise<number> {
  const dataSource = await createDataSource(database, { poolSize: 2 }).initialize();
  try {
    const settings = settingsOf(loadConfig({ DATABASE_URL: database }));
    const scope = scopeFactory(dataSource, { clock: systemClock, log: createLogger('silent'), settings })();
    const store = new FiguresStore();
    await store.read(scope, [{ report: 'current', peopledMonths: [1, 2, 3, 4, 5, 6] }]);
    return store.bytes / 1024 / 1024;
  } finally {
    await dataSource.destroy();
  }
}

async function run({ size, rounds }: Bench): Promise<Measured> {
  const database = await seeded(SIZES[size]);
  await startServer(database).then((server) => server.stop());
  const lives = new Map<string, Life[]>(FIRST.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1)
    for (const name of FIRST) {
      const one = await live(database, name);
      lives.get(name)?.push(one);
      progress(`ready after ${one.readyMs.toFixed(0)} ms, first ${name} ${one.firstMs.toFixed(0)} ms`);
    }
  const all = [...lives.values()].flat();
  const of = (list: readonly Life[], read: (one: Life) => number): number => median(list.map(read));
  const readyMs = of(all, (one) => one.readyMs);
  const firsts = FIRST.map((name) => of(lives.get(name) ?? [], ({ firstMs }) => firstMs));
  const mb = await figuresMb(database);
  return {
    targets: [
      {
        question: 'warm start on a migrated database',
        figure: readyMs / 1_000,
        unit: 's',
        ...upToL(size, 1.5),
      },
      ...FIRST.map((name, n) => ({
        question: `first ${name} after a restart`,
        figure: firsts[n] ?? NaN,
        unit: 'ms',
        ...upToL(size, 400),
      })),
      { question: 'figures of a report with its people, in memory', figure: mb, unit: 'MB' },
    ],
    raw: table(
      ['', ''],
      [
        ['start to ready', `${readyMs.toFixed(0)} ms`],
        ...FIRST.map((name, n) => [`first question after a restart: ${name}`, `${firsts[n]?.toFixed(0)} ms`]),
        ['figures of the report with the people of six months, in the byte budget', `${shown(mb)} MB`],
        ['resident memory once started', `${of(all, ({ idleMb }) => idleMb).toFixed(0)} MB`],
        [`resident memory after \`${EVERYTHING}\``, `${of(all, ({ fullMb }) => fullMb).toFixed(0)} MB`],
      ],
    ),
  };
}

/** Starting, first questions, memory. */
export const start: Part = { name: 'start', run };
