import type { RequestScope } from '../../../platform/scope/request-scope';
import type { SqlRow } from '../../../platform/database/db';
import type { KeptPlan, PartHashes, PlanHeader, PlanKind, PlanSettings } from '../options/allocation.model';
import type { PlannedDocument } from '../worker/worker-protocol.model';

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
export async function keepPlan(scope: RequestScope, plan: NewPlan): Promise<void> {
  const now = scope.clock.now();
  const header = Buffer.from(JSON.stringify(plan.document.header));
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(header.length);
  await scope.db.execute('DELETE FROM allocation_plan WHERE expires_datetime <= $1', [now]);
  await scope.db.execute(
    `INSERT INTO allocation_plan AS p (hash, kind, part_hashes, options, plan, actor, created_datetime, expires_datetime)
     VALUES ($1, $2, $3::jsonb, $4::jsonb, $5, $6, $7, $8)
     ON CONFLICT (hash) DO UPDATE SET plan = excluded.plan, actor = excluded.actor,
       created_datetime = excluded.created_datetime, expires_datetime = excluded.expires_datetime`,
    [
      ...[plan.planHash, plan.kind, JSON.stringify(plan.partHashes), JSON.stringify(plan.options)],
      Buffer.concat([length, header, plan.document.body]),
      ...[scope.actor.name, now, plan.expires],
    ],
  );
}

/** The plan of this hash, without its lists; undefined if there is none or its time is over. */
export function findPlan(scope: RequestScope, planHash: string): Promise<KeptPlan | undefined> {
  return scope.db.first(
    `SELECT p.hash AS hash, p.kind AS kind, p.part_hashes AS part_hashes, p.options AS options, p.actor AS actor,
       p.created_datetime AS created_datetime, p.expires_datetime AS expires_datetime,
       convert_from(substring(p.plan FROM ${LENGTH_BYTES + 1} FOR
         ('x' || encode(substring(p.plan FROM 1 FOR ${LENGTH_BYTES}), 'hex'))::bit(32)::integer), 'UTF8') AS header
     FROM allocation_plan p WHERE p.hash = $1 AND p.expires_datetime > $2`,
    [planHash, scope.clock.now()],
    readPlan,
  );
}

function readPlan(row: SqlRow): KeptPlan {
  return {
    ...(JSON.parse(row.header as string) as PlanHeader),
    planHash: row.hash as string,
    kind: row.kind as PlanKind,
    partHashes: row.part_hashes as PartHashes,
    options: row.options as PlanSettings,
    actor: row.actor as string,
    createdDatetime: row.created_datetime as Date,
    expiresDatetime: row.expires_datetime as Date,
  };
}

/** A piece of a kept plan: where it lies behind the header. */
export interface PieceKey {
  planHash: string;
  offset: number;
  bytes: number;
}

/** The bytes of pieces, in the order of the keys. */
export async function readPieces(scope: RequestScope, keys: readonly PieceKey[]): Promise<Buffer[]> {
  const rows = await scope.db.query(
    `SELECT k.position AS position, substring(p.plan FROM ${LENGTH_BYTES + 1} + k.start
         + ('x' || encode(substring(p.plan FROM 1 FOR ${LENGTH_BYTES}), 'hex'))::bit(32)::integer FOR k.bytes) AS piece
     FROM unnest($1::text[], $2::integer[], $3::integer[]) WITH ORDINALITY AS k (hash, start, bytes, position)
     JOIN allocation_plan p ON p.hash = k.hash`,
    [keys.map((key) => key.planHash), keys.map((key) => key.offset), keys.map((key) => key.bytes)],
    (row) => ({ position: Number(row.position), piece: row.piece as Buffer }),
  );
  const found = new Map(rows.map(({ position, piece }) => [position, piece]));
  return keys.map((_, index) => found.get(index + 1) ?? Buffer.alloc(0));
}
