import { DomainError } from '../domain/errors';
import { identifier, joinSql, literal, sql } from '../platform/database/sql';
import type { RequestScope } from '../platform/scope/request-scope';
import { DEMO_AS_OF } from './demo-calendar';
import type { DemoSize } from './demo-demands';

/** Marks of the demo in the history: begun, and complete. Their note is the size and the day: `S 2025-04-28`. */
const BEGIN = 'demo.begin';
const LOADED = 'demo.load';
const STEP = 'demo.step';

/** Which demo it is. */
export interface DemoVariant {
  size: DemoSize;
  /** The day that it is for, `YYYY-MM-DD`. */
  asOf: string;
}

/** What of the demo is in the database. */
export interface DemoState {
  /** The demo that was begun; undefined in an empty database. */
  begun: DemoVariant | undefined;
  isComplete: boolean;
  /** Steps that are done, by their name. */
  done: ReadonlySet<string>;
}

/** How the demo stands; a database with data that is not the demo's is refused. */
export async function readDemoState(scope: RequestScope): Promise<DemoState> {
  const marks = await scope.db.query<{ action: string; note: string }>(
    sql`SELECT c.action AS action, c.note AS note FROM change_set c
     WHERE c.action IN (${BEGIN}, ${LOADED}, ${STEP})`,
  );
  const begun = marks.find(({ action }) => action === BEGIN);
  if (!begun) await refuseOtherData(scope);
  return {
    begun: begun && readVariant(begun.note),
    isComplete: marks.some(({ action }) => action === LOADED),
    done: new Set(marks.filter(({ action }) => action === STEP).map(({ note }) => note)),
  };
}

/** The fixed demo was the only one when notes named the size alone. */
function readVariant(note: string): DemoVariant {
  const [size, asOf = DEMO_AS_OF] = note.split(' ');
  return { size: size as DemoSize, asOf };
}

/** Marks that a demo has begun: from now on the database is the demo's. */
export async function markDemoBegun(scope: RequestScope, { size, asOf }: DemoVariant): Promise<void> {
  const note = `${size} ${asOf}`;
  await scope.write({ action: BEGIN, note, lock: 'exclusive' }, async (tx) => refuseOtherData(tx));
}

/** Marks a step as done, so that an interrupted load goes on after it. */
export async function markDemoStep(scope: RequestScope, name: string): Promise<void> {
  await scope.write({ action: STEP, note: name }, () => Promise.resolve());
}

/** Marks the demo as complete. */
export async function markDemoLoaded(scope: RequestScope, { size, asOf }: DemoVariant): Promise<void> {
  await scope.write({ action: LOADED, note: `${size} ${asOf}` }, () => Promise.resolve());
}

const TABLES = [
  'resource_v2',
  'weekly_resource_assignment',
  'forecast_report',
  'target_cph',
  'week_configuration',
  'month_configuration',
  'holiday',
] as const;

async function refuseOtherData(scope: RequestScope): Promise<void> {
  const filled = await scope.db.query<{ name: string }>(
    joinSql(
      TABLES.map(
        (table) => sql`SELECT ${literal(table)} AS name WHERE EXISTS (SELECT FROM ${identifier(table)})`,
      ),
      ' UNION ALL ',
    ),
  );
  if (filled.length === 0) return;
  const names = filled.map(({ name }) => name).join(', ');
  throw new DomainError(
    'CONFLICT',
    `the database holds data that is not the demo's (${names}); the demo is loaded into an empty database ` +
      'only: point DATABASE_URL at an empty one, or DATA_DIR at an empty folder',
  );
}
