import { useState } from 'react';
import { cases } from '../format/number';
import { ExportMenu } from '../ui/export-menu';
import { ApplyBar } from './apply-bar';
import { Rows } from './rows';
import { rowsTable } from './rows-table';
import { hasRemark, type ImportAnswer, type ImportRow, type RowStatus } from './upload';
import type { Import } from './use-import';
import styles from './import.module.css';

/** Which rows are listed. */
export type Filter = RowStatus | 'warned';

const TILES: readonly { id: Filter; sign: string; text: string }[] = [
  { id: 'failed', sign: '×', text: 'refused' },
  { id: 'warned', sign: '!', text: 'with a remark' },
  { id: 'created', sign: '+', text: 'new' },
  { id: 'updated', sign: '±', text: 'changed' },
  { id: 'unchanged', sign: '=', text: 'unchanged' },
  { id: 'skipped', sign: '–', text: 'left out' },
];

/** Whether a row belongs to a filter; a remark stands on rows that are saved. */
export const isIn = (row: ImportRow, filter: Filter): boolean =>
  filter === 'warned' ? hasRemark(row) : row.status === filter;

interface FindingsProps {
  answer: ImportAnswer;
  fileName: string;
  /** Given while it can be applied. */
  work: Import | undefined;
  /** What was done, by the number of its change set. */
  changeSet?: string | undefined;
}

/** What is listed first: before it is applied what is wrong, afterwards what has become of the data. */
const FIRST_OF: Readonly<Record<'checked' | 'applied', readonly Filter[]>> = {
  checked: TILES.map(({ id }) => id),
  applied: ['created', 'updated', 'failed', 'warned', 'unchanged', 'skipped'],
};

/** Counts, remarks and rows of a check or of what was done. */
export function Findings({ answer, fileName, work, changeSet }: FindingsProps) {
  const [chosen, setChosen] = useState<Filter>();
  const countOf = (filter: Filter): number =>
    filter === 'warned' ? answer.rows.filter((row) => isIn(row, filter)).length : answer.counts[filter];
  const order = FIRST_OF[changeSet === undefined ? 'checked' : 'applied'];
  const filter = chosen && countOf(chosen) > 0 ? chosen : order.find((id) => countOf(id) > 0);
  return (
    <div className={styles['findings']}>
      {work && <ApplyBar work={work} answer={answer} />}
      <div role="group" aria-label="Rows by what becomes of them" className={styles['tiles']}>
        {TILES.map(({ id, sign, text }) => (
          <button
            key={id}
            type="button"
            className={styles['tile']}
            data-kind={id}
            aria-pressed={filter === id}
            disabled={countOf(id) === 0}
            onClick={() => setChosen(id)}
          >
            <b>
              <span aria-hidden="true">{sign}</span> {cases(countOf(id))}
            </b>
            {text}
          </button>
        ))}
      </div>
      <WholeFile answer={answer} />
      {filter && (
        <Rows
          rows={answer.rows.filter((row) => isIn(row, filter))}
          filter={filter}
          total={countOf(filter)}
          changeSet={changeSet}
        />
      )}
      {answer.rows.length > 0 && (
        <div className="no-print">
          <ExportMenu of="the rows of all kinds" table={() => rowsTable(answer.rows, fileName)} />
        </div>
      )}
    </div>
  );
}

/** What there is to say about the file as a whole. */
function WholeFile({
  answer: { warnings, unknown_columns: unknown, skipped_closed: closed },
}: {
  answer: ImportAnswer;
}) {
  const remarks = [
    ...warnings,
    ...(unknown.length > 0 ? [`Columns that were not used: ${unknown.join(', ')}`] : []),
    ...(closed.length > 0 ? [`Closed months that were left alone: ${closed.join(', ')}`] : []),
  ];
  if (remarks.length === 0) return null;
  return (
    <ul className={styles['remarks']} aria-label="About the whole file">
      {remarks.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );
}
