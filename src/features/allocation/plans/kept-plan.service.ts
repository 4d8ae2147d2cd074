import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { DomainError } from '../../../domain/errors';
import type { Page } from '../../../platform/database/page';
import type { RequestScope } from '../../../platform/scope/request-scope';
import type { KeptPlan, ListSection, WriteSection } from '../options/allocation.model';
import { planPiece } from './kept-plan.loaders';
import { findPlan } from './kept-plan.repository';

const unzip = promisify(gunzip);

/** The kept plan of this hash, or NOT_FOUND: there is none, or its 24 hours are over. */
export async function getPlan(scope: RequestScope, planHash: string): Promise<KeptPlan> {
  const plan = await findPlan(scope, planHash);
  if (plan) return plan;
  const message = `there is no plan ${planHash}, or it is older than 24 hours; make a new preview`;
  throw new DomainError('NOT_FOUND', message, [{ path: 'planHash', message, value: planHash }]);
}

/** One page of a plan's list. */
export async function planRows(
  scope: RequestScope,
  plan: KeptPlan,
  section: ListSection,
  { offset, limit }: Page,
): Promise<unknown[]> {
  const wanted: { piece: Promise<Buffer>; first: number; rows: number }[] = [];
  let first = 0;
  for (const [start, bytes, rows] of plan.sections[section].chunks) {
    if (first < offset + limit && first + rows > offset)
      wanted.push({ piece: pieceOf(scope, plan, start, bytes), first, rows });
    first += rows;
  }
  const pages = await Promise.all(
    wanted.map(async ({ piece, first: from }) => {
      const rows = JSON.parse((await piece).toString('utf8')) as unknown[];
      return rows.slice(offset > from ? offset - from : 0, offset + limit - from);
    }),
  );
  return pages.flat();
}

/** What executing a plan writes, as text for COPY; all of it is fetched, compressed, before the first piece is taken. */
export async function planText(
  scope: RequestScope,
  plan: KeptPlan,
  section: WriteSection,
): Promise<AsyncIterable<Buffer>> {
  const { chunks } = plan.sections[section];
  const packed = await Promise.all(chunks.map(([start, bytes]) => packedPiece(scope, plan, start, bytes)));
  return unpacked(packed);
}

async function* unpacked(packed: readonly Buffer[]): AsyncGenerator<Buffer> {
  for (const piece of packed) yield await unzip(piece);
}

function packedPiece(
  scope: RequestScope,
  { planHash }: KeptPlan,
  offset: number,
  bytes: number,
): Promise<Buffer> {
  return scope.loader(planPiece).load({ planHash, offset, bytes });
}

async function pieceOf(scope: RequestScope, plan: KeptPlan, offset: number, bytes: number): Promise<Buffer> {
  return unzip(await packedPiece(scope, plan, offset, bytes));
}
