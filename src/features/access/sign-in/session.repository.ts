import { sql } from '../../../platform/database/sql';
import { table, type Row } from '../../../platform/database/table';
import type { RequestScope } from '../../../platform/scope/request-scope';
import { SessionEntity } from './session.entity';

/** A stored session. */
export type SessionRow = Row<SessionEntity>;

const SESSIONS = table(SessionEntity);

/** The session of this token. */
export function findSession(scope: RequestScope, tokenHash: Buffer): Promise<SessionRow | undefined> {
  return scope.db.first(
    sql`SELECT ${SESSIONS.columns('s')} FROM session s WHERE s.token_hash = ${tokenHash}`,
  );
}

/** Sessions that have not ended. */
export function listSessions(scope: Pick<RequestScope, 'db'>, now: Date): Promise<SessionRow[]> {
  return scope.db.query(
    sql`SELECT ${SESSIONS.columns('s')} FROM session s WHERE s.expires_datetime > ${now}`,
  );
}

/** Adds a session and removes those that have expired. */
export async function insertSession(scope: RequestScope, session: SessionRow): Promise<void> {
  await scope.db.execute(sql`DELETE FROM session AS s WHERE s.expires_datetime < ${session.createdDatetime}`);
  await scope.db.execute(sql`INSERT INTO session ${SESSIONS.insert(session)}`);
}

/** Notes a use and moves the end of the session with it. */
export async function extendSession(
  scope: RequestScope,
  tokenHash: Buffer,
  { usedDatetime, expiresDatetime }: Pick<SessionRow, 'usedDatetime' | 'expiresDatetime'>,
): Promise<void> {
  await scope.db.execute(
    sql`UPDATE session AS s SET ${SESSIONS.set({ usedDatetime, expiresDatetime })} WHERE s.token_hash = ${tokenHash}`,
  );
}

/** Ends a session. */
export async function deleteSession(scope: RequestScope, tokenHash: Buffer): Promise<void> {
  await scope.db.execute(sql`DELETE FROM session AS s WHERE s.token_hash = ${tokenHash}`);
}
