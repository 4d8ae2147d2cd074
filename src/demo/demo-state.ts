import { DomainError } from '../domain/errors';
import type { RequestScope } from '../platform/scope/request-scope';
import type { DemoSize } from './demo-demands';

/** Marks of the demo in the history: begun, and complete. Their note is the size. */
const BEGIN = 'demo.begin';
const LOADED = 'demo.load';

/** What of the demo is in the database. */
export interface DemoState {
  /** The size that was begun; undefined in an empty database. */
  size: DemoSize | undefined;
  isComplete: boolean;
  /** Steps that are done, by their name. */
  done: ReadonlySet<string>;
}

/** How the demo stands; a database with data that is not the demo's is refused. */
export async function readDemoState(scope: RequestScope): Promise<DemoState> {
  const marks = await scope.db.query(
    `SELECT c.action AS action, c.note AS note FROM change_set c WHERE c.action IN ('${BEGIN}', '${LOADED}', 'demo.step')`,
    [],
    (row) => ({ action: row.action as string, note: row.note as string }),
  );
  const size = marks.find(({ action }) => action === BEGIN)?.note as DemoSize | undefined;
  if (size === undefined) await refuseOtherData(scope);
  return {
    size,
    isComplete: marks.some(({ action }) => action === LOADED),
    done: new Set(marks.filter(({ action }) => action === 'demo.step').map(({ note }) => note)),
  };
}

/** Marks that a demo of this size has begun: from now on the database is the demo's. */
export async function markDemoBegun(scope: RequestScope, size: DemoSize): Promise<void> {
  await scope.write({ action: BEGIN, note: size, lock: 'exclusive' }, async (tx) => refuseOtherData(tx));
}

/** Marks a step as done, so that an interrupted load goes on after it. */
export async function markDemoStep(scope: RequestScope, name: string): Promise<void> {
  await scope.write({ action: 'demo.step', note: name }, () => Promise.resolve());
}

/** Marks the demo as complete. */
export async function markDemoLoaded(scope: RequestScope, size: DemoSize): Promise<void> {
  await scope.write({ action: LOADED, note: size }, () => Promise.resolve());
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
  const filled = await scope.db.query(
    TABLES.map((table) => `SELECT '${table}' AS name WHERE EXISTS (SELECT FROM ${table})`).join(
      ' UNION ALL ',
    ),
    [],
    (row) => row.name as string,
  );
  if (filled.length === 0) return;
  throw new DomainError(
    'CONFLICT',
    `the database holds data that is not the demo's (${filled.join(', ')}); the demo is loaded into an empty database ` +
      'only: point DATABASE_URL at an empty one, or DATA_DIR at an empty folder',
  );
}
