import { literal, sql } from '../../../platform/database/sql';
import { table } from '../../../platform/database/table';
import type { RequestScope } from '../../../platform/scope/request-scope';
import type { KeptPlan, PartHashes, PlanHeader, PlanKind, PlanSettings } from '../options/allocation.model';
import { AllocationPlanEntity } from './allocation-plan.entity';
import type { PlannedDocument } from '../worker/worker-protocol.model';

const PLANS = table(AllocationPlanEntity);

/** Bytes before the header: its length. */
const LENGTH_BYTES = 4;

/** A plan that is to be kept. */
export interface NewPlan {
  planHash: string;
  kind: PlanKind;
  partHashes: PartHashes;
  options: PlanSettings;
  document: PlannedDocument;
  expires: Date;
}

/** Keeps a plan under its hash, and forgets those whose time is over. The bytes: header length, header, sections. */
export async function upsertPlan(scope: RequestScope, plan: NewPlan): Promise<void> {
  const now = scope.clock.now();
  const header = Buffer.from(JSON.stringify(plan.document.header));
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(header.length);
  await scope.db.execute(sql`DELETE FROM allocation_plan WHERE expires_datetime <= ${now}`);
  const kept = PLANS.insert({
    hash: plan.planHash,
    kind: plan.kind,
    partHashes: plan.partHashes,
    options: plan.options,
    plan: Buffer.concat([length, header, plan.document.body]),
    actor: scope.actor.name,
    createdDatetime: now,
    expiresDatetime: plan.expires,
  });
  await scope.db.execute(
    sql`INSERT INTO allocation_plan AS p ${kept}
     ON CONFLICT (hash) DO UPDATE SET plan = excluded.plan, actor = excluded.actor,
       created_datetime = excluded.created_datetime, expires_datetime = excluded.expires_datetime`,
  );
}

/** Length of the header of a plan `p`, from its first bytes. */
const HEADER_LENGTH = sql`('x' || encode(substring(p.plan FROM 1 FOR ${literal(LENGTH_BYTES)}), 'hex'))::bit(32)::integer`;
const HEADER_START = literal(LENGTH_BYTES + 1);

/** A kept plan that could be the answer again, and the data that it was made from. */
type Repeatable = Pick<KeptPlan, 'planHash' | 'partHashes'>;

/**
 * Complete plans of one kind and the same options that are still kept, newest first: those made for the LOBs of this request
 * and no others, although who sees all of them may look at every plan.
 */
export function listRepeatable(
  scope: RequestScope,
  kind: PlanKind,
  optionsHash: string,
): Promise<Repeatable[]> {
  return scope.db.query(
    sql`SELECT p.hash AS "planHash", p.part_hashes AS "partHashes" FROM allocation_plan p
     WHERE p.kind = ${kind} AND p.part_hashes ->> 'options' = ${optionsHash} AND p.expires_datetime > ${scope.clock.now()}
       AND p.lobs IS NOT DISTINCT FROM lobs_of_request()
       AND (convert_from(substring(p.plan FROM ${HEADER_START} FOR ${HEADER_LENGTH}), 'UTF8')::jsonb ->> 'complete')::boolean
     ORDER BY p.created_datetime DESC`,
  );
}

/** Keeps a plan for longer. */
export async function extendPlan(scope: RequestScope, planHash: string, expires: Date): Promise<void> {
  await scope.db.execute(
    sql`UPDATE allocation_plan AS p SET ${PLANS.set({ expiresDatetime: expires })} WHERE p.hash = ${planHash}`,
  );
}

type PlanColumns = Omit<KeptPlan, keyof PlanHeader | 'planHash'>;

/** The plan of this hash, without its lists; undefined if there is none or its time is over. */
export async function findPlan(scope: RequestScope, planHash: string): Promise<KeptPlan | undefined> {
  const row = await scope.db.first<PlanColumns & { header: string }>(
    sql`SELECT ${PLANS.columns('p', ['kind', 'partHashes', 'options', 'actor', 'createdDatetime', 'expiresDatetime'])},
       convert_from(substring(p.plan FROM ${HEADER_START} FOR ${HEADER_LENGTH}), 'UTF8') AS header
     FROM allocation_plan p WHERE p.hash = ${planHash} AND p.expires_datetime > ${scope.clock.now()}`,
  );
  if (!row) return undefined;
  const { header, ...columns } = row;
  return { ...(JSON.parse(header) as PlanHeader), planHash, ...columns };
}

/** A piece of a kept plan: where it lies behind the header. */
export interface PieceKey {
  planHash: string;
  offset: number;
  bytes: number;
}

/** The bytes of pieces, in the order of the keys. */
export async function readPieces(scope: RequestScope, keys: readonly PieceKey[]): Promise<Buffer[]> {
  const hashes = keys.map((key) => key.planHash);
  const starts = keys.map((key) => key.offset);
  const lengths = keys.map((key) => key.bytes);
  const rows = await scope.db.query<{ position: number; piece: Buffer }>(
    sql`SELECT k.position::integer AS position,
       substring(p.plan FROM ${HEADER_START} + k.start + ${HEADER_LENGTH} FOR k.bytes) AS piece
     FROM unnest(${hashes}::text[], ${starts}::integer[], ${lengths}::integer[]) WITH ORDINALITY
       AS k (hash, start, bytes, position)
     JOIN allocation_plan p ON p.hash = k.hash`,
  );
  const found = new Map(rows.map(({ position, piece }) => [position, piece]));
  return keys.map((_, index) => found.get(index + 1) ?? Buffer.alloc(0));
}
