import { PassThrough } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { DomainError } from '../../../domain/errors';
import { openSnapshot } from '../../../platform/database/cursor';
import { sendAhead } from '../../../platform/http/read-ahead';
import type { Exchange, Route } from '../../../platform/http/rest/table/route';
import { writeChangeSet, type ChangeSetFacts } from './history-workbook.service';
import { MEDIA_TYPES } from './report-format.rules';

interface ChangeSetData {
  id: string;
  action: string;
  actor: string;
  createdDatetime: string;
  note: string | null;
  revertsChangeSetId: number | null;
  revertedByChangeSetId: number | null;
}

/** A change set as a workbook whose changed cells read `new (old)`. */
export const HISTORY_WORKBOOK_ROUTE: Route = {
  method: 'GET',
  path: '/history/:id.xlsx',
  operation: 'ChangeSetFile',
  summary: 'A change set as an Excel workbook; changed cells show new (old)',
  tag: 'History',
  answer: {
    kind: 'sent',
    send: sendWorkbook,
    content: { [MEDIA_TYPES.xlsx]: { type: 'string', format: 'binary' } },
  },
  test: 'reports-powerbi: a change set opens in Excel, changed cells as new (old)',
};

async function sendWorkbook({ request, reply, scope, data }: Exchange): Promise<FastifyReply> {
  const changeSet = data['changeSet'] as ChangeSetData | null;
  if (!changeSet) {
    const message = `there is no change set ${String(request.variables['id'])}`;
    throw new DomainError('NOT_FOUND', message, [{ path: 'id', message, value: request.variables['id'] }]);
  }
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort());
  const snapshot = await openSnapshot(scope.db, gone.signal);
  const out = new PassThrough();
  out.once('close', () => void snapshot.close());
  gone.signal.addEventListener('abort', () => out.destroy(), { once: true });
  writeChangeSet(scope, snapshot, { id: Number(changeSet.id), facts: factsOf(changeSet) }, out).catch(
    (error: unknown) => out.destroy(error instanceof Error ? error : new Error(String(error))),
  );
  void reply
    .type(MEDIA_TYPES.xlsx)
    .header('content-disposition', `attachment; filename="change-set-${changeSet.id}.xlsx"`);
  return sendAhead(reply, out);
}

function factsOf(changeSet: ChangeSetData): ChangeSetFacts {
  const { id, action, actor, createdDatetime, note, revertsChangeSetId, revertedByChangeSetId } = changeSet;
  return [
    ['Change set', id],
    ['What was done', action],
    ['Who', actor],
    ['When', createdDatetime],
    ['Note', note ?? ''],
    ['Takes back', revertsChangeSetId === null ? '' : String(revertsChangeSetId)],
    ['Taken back by', revertedByChangeSetId === null ? '' : String(revertedByChangeSetId)],
    ['How to read it', 'A changed cell shows new (old); the other cells are as they were and are.'],
  ];
}
