import { useState } from 'react';
import { cases } from '../format/number';
import { Button } from '../ui/button';
import { DataTable, type Column } from '../ui/data-table';
import { shown } from './rows-table';
import type { Filter } from './findings';
import { useStoredTexts, type StoredTexts } from './stored-texts';
import type { ImportRow } from './upload';
import styles from './import.module.css';

const FIRST = 100;

interface RowsProps {
  rows: readonly ImportRow[];
  filter: Filter;
  /** How many there are, listed or not. */
  total: number;
  /** What was done with them, by its number. */
  changeSet: string | undefined;
}

const ROW: Column<ImportRow> = { id: 'row', title: 'Row', cell: ({ row }) => cases(row) };
const KEY: Column<ImportRow> = { id: 'key', title: 'What', cell: ({ key }) => key ?? 'unreadable' };
const MESSAGE: Column<ImportRow> = {
  id: 'message',
  title: 'Column, value seen, and what is accepted',
  cell: ({ column, value, message }) => (
    <div className={styles['message']}>
      {(column ?? value) !== null && (
        <span>
          {column} {value !== null && <code className={styles['value']}>{shown(value)}</code>}
        </span>
      )}
      <span>{message}</span>
    </div>
  ),
};
const REMARK: Column<ImportRow> = { id: 'remark', title: 'Remark', cell: ({ message }) => message };
const CHANGES: Column<ImportRow> = {
  id: 'changes',
  title: 'Before → after',
  cell: ({ changes, message }) => (
    <>
      {changes.map(({ field, before, after }) => (
        <span key={field} className={styles['change']}>
          <span className="soft">{field.replaceAll('_', ' ')}</span> {shown(before)} → <b>{shown(after)}</b>
        </span>
      ))}
      {message && <span className={styles['change']}>{message}</span>}
    </>
  ),
};

function columnsOf(filter: Filter, rows: readonly ImportRow[], stored: StoredTexts): Column<ImportRow>[] {
  if (filter === 'failed' || filter === 'warned') return [ROW, KEY, MESSAGE];
  if (filter === 'updated') return [ROW, KEY, CHANGES];
  const says: Column<ImportRow> = {
    id: 'says',
    title: 'What is stored now',
    cell: ({ key }) => (key === null ? '' : stored.get(key)),
  };
  const remarked = rows.some(({ message }) => message !== null);
  return [ROW, KEY, ...(stored.size > 0 ? [says] : []), ...(remarked ? [REMARK] : [])];
}

/** Rows of the file with what the server reports about each. */
export function Rows({ rows, filter, total, changeSet }: RowsProps) {
  const [all, setAll] = useState(false);
  const stored = useStoredTexts(filter === 'created' ? changeSet : undefined);
  const listed = all ? rows : rows.slice(0, FIRST);
  return (
    <>
      <DataTable
        caption="Rows of the file"
        rows={listed}
        rowKey={({ row, key }) => `${row} ${key}`}
        columns={columnsOf(filter, rows, stored)}
        empty={<p className="soft">Of files above 1,000 rows only refused and remarked ones are listed.</p>}
      />
      {listed.length < rows.length && (
        <div>
          <Button small look="quiet" onPress={() => setAll(true)}>
            Show all {cases(rows.length)}
          </Button>
        </div>
      )}
      {rows.length > 0 && rows.length < total && (
        <p className="soft">
          {cases(rows.length)} of {cases(total)} are listed.
        </p>
      )}
    </>
  );
}
