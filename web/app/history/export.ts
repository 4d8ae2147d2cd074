import { client } from '../data/client';
import { documentOf } from '../data/documents';
import {
  PageChangedRowsDocument,
  PageHistoryDocument,
  type HistoryFilterInput,
  type PageChangedRowsQuery,
  type PageHistoryQuery,
} from '../generated/graphql';
import { tableOf, type ExportTable } from '../ui/export/table';
import { actionText, differencesOf, entityText, keyText } from './words';

type ChangeSet = PageHistoryQuery['history']['nodes'][number];
type Entry = NonNullable<PageChangedRowsQuery['changeSet']>['entries']['nodes'][number];

/** Rows of one request, the most that the server gives. */
const PAGE = 1_000;

interface Page<Row> {
  totalCount: number;
  nodes: readonly Row[];
}

async function readAll<Row>(read: (offset: number) => Promise<Page<Row> | undefined>): Promise<Row[]> {
  const rows: Row[] = [];
  for (;;) {
    const page = await read(rows.length);
    rows.push(...(page?.nodes ?? []));
    if (!page || page.nodes.length === 0 || rows.length >= page.totalCount) return rows;
  }
}

/** Every change that a filter finds, whether it is on screen yet or not. */
export async function changesTable(filter: HistoryFilterInput): Promise<ExportTable> {
  const sets = await readAll<ChangeSet>(async (offset) => {
    const { data } = await client.query({
      query: documentOf(PageHistoryDocument),
      variables: { filter, first: PAGE, offset },
      fetchPolicy: 'no-cache',
    });
    return data?.history;
  });
  return tableOf('history', sets, {
    change: ({ id }) => Number(id),
    when: ({ createdDatetime }) => createdDatetime,
    who: ({ actor }) => actor,
    what: ({ action }) => actionText(action),
    action: ({ action }) => action,
    note: ({ note }) => note,
    rows: ({ entries }) => entries.totalCount,
    'takes back': ({ revertsChangeSetId }) => revertsChangeSetId,
    'taken back by': ({ revertedByChangeSetId }) => revertedByChangeSetId,
  });
}

/** Every row of a change, a line for each column that differs. */
export async function changedRowsTable(id: string): Promise<ExportTable> {
  const entries = await readAll<Entry>(async (offset) => {
    const { data } = await client.query({
      query: documentOf(PageChangedRowsDocument),
      variables: { id, first: PAGE, offset },
      fetchPolicy: 'no-cache',
    });
    return data?.changeSet?.entries;
  });
  const lines = entries.flatMap((entry) =>
    differencesOf(entry.before, entry.after).map((difference) => ({ ...entry, ...difference })),
  );
  return tableOf(`change-${id}`, lines, {
    what: ({ entity }) => entityText(entity),
    which: ({ entity, entityKey }) => keyText(entity, entityKey),
    column: ({ column }) => column,
    before: ({ before }) => before,
    after: ({ after }) => after,
  });
}
