import type { ReactNode } from 'react';
import styles from './data-table.module.css';

/** A column: how it is headed and what a row shows in it. */
export interface Column<Row> {
  id: string;
  title: ReactNode;
  cell(row: Row): ReactNode;
  /** Figures stand right. */
  numeric?: boolean;
  /** Left out on a phone: what it says stands in another column there. */
  wideOnly?: boolean;
  /** Given, the heading sorts by it. */
  sortable?: boolean;
}

/** What rows are sorted by. */
export interface Sorting {
  column: string;
  descending: boolean;
}

interface DataTableProps<Row> {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey(row: Row): string;
  sorting?: Sorting;
  onSort?(sorting: Sorting): void;
  /** Shown in place of rows. */
  empty?: ReactNode;
}

/** A plain table of some hundred rows at most; its first column heads the row. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, rows, rowKey, empty } = props;
  if (rows.length === 0 && empty !== undefined) return empty;
  return (
    <div className={styles['scroller']} role="region" aria-label={caption} tabIndex={0}>
      <table className={styles['table']}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <HeadCell key={column.id} column={column} sorting={props.sorting} onSort={props.onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column, index) =>
                index === 0 ? (
                  <th key={column.id} scope="row">
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.id} className={classOf(column)}>
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const classOf = ({ numeric, wideOnly }: Pick<Column<never>, 'numeric' | 'wideOnly'>): string | undefined =>
  [numeric && 'num', wideOnly && styles['wide']].filter(Boolean).join(' ') || undefined;

interface HeadCellProps<Row> {
  column: Column<Row>;
  sorting: Sorting | undefined;
  onSort: ((sorting: Sorting) => void) | undefined;
}

function HeadCell<Row>({ column, sorting, onSort }: HeadCellProps<Row>) {
  const { id, title, numeric, sortable } = column;
  const className = classOf(column);
  if (!sortable || !onSort)
    return (
      <th scope="col" className={className}>
        {title}
      </th>
    );
  const sorted = sorting?.column === id ? sorting : undefined;
  const direction = sorted ? (sorted.descending ? 'descending' : 'ascending') : 'none';
  const flip = (): void => onSort({ column: id, descending: sorted ? !sorted.descending : numeric === true });
  return (
    <th scope="col" className={className} aria-sort={direction}>
      <button type="button" className={styles['sort']} onClick={flip}>
        {title}
        <span aria-hidden="true">{sorted ? (sorted.descending ? ' ↓' : ' ↑') : ''}</span>
      </button>
    </th>
  );
}
