import { useEffect, useMemo } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { changeAddress, useAddress } from '../address/address';
import type { NodeFiguresFragment } from '../generated/graphql';
import { useWidth } from '../ui/use-width';
import { COLUMNS, type TreeColumn } from './columns';
import { GapBar, Spark } from './marks';
import type { Sparks } from './sparks';
import { largestGaps, type TreeNode, type TreeRow } from './tree';
import { TreeRowView } from './tree-row';
import { useTreeKeys } from './use-tree-keys';
import { sortingOf, sortText } from './view';
import styles from './tree-grid.module.css';

/** What stands in every row of one table. */
export interface TreeLook {
  sparks: Sparks;
  months: readonly string[];
  selectedMonth: number;
  largest: readonly number[];
}

interface TreeGridProps {
  rows: readonly TreeRow[];
  nodes: readonly TreeNode[];
  total: { id: string; label: string; metrics: NodeFiguresFragment };
  sparks: Sparks;
  months: readonly string[];
  selectedMonth: number;
  /** Key of the leaf whose panel is open. */
  selected: string | undefined;
}

const ROW_HEIGHT = 36;
/** On a phone the name stands above its figures: the same breakpoint as in tree-grid.module.css. */
const NARROW = { below: 640, height: 56 };
const OVERSCAN = 12;
/** Heading and total come before the first row. */
const ROWS_ABOVE = 2;

/** The tree as a table; thousands of rows, of which only those in sight are drawn. */
export function TreeGrid({ rows, nodes, total, sparks, months, selectedMonth, selected }: TreeGridProps) {
  const [scroller, width] = useWidth<HTMLDivElement>();
  const rowHeight = width > 0 && width < NARROW.below ? NARROW.height : ROW_HEIGHT;
  const look = useLook({ nodes, sparks, months, selectedMonth });
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
    // Heading and total stay in sight: so much less of the height is for rows.
    scrollPaddingEnd: ROWS_ABOVE * rowHeight,
    getItemKey: (index) => rows[index]?.node.key ?? index,
  });
  const { measure } = virtual;
  useEffect(measure, [measure, rowHeight]);
  const keys = useTreeKeys({
    rows,
    selected,
    scroller,
    show: (index, align) => virtual.scrollToIndex(index, { align: align ?? 'auto' }),
    page: () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 3),
  });
  return (
    <div
      ref={scroller}
      role="treegrid"
      aria-label="Capacity by line of business, state and case type"
      aria-rowcount={rows.length + ROWS_ABOVE}
      className={styles['grid']}
      onKeyDown={keys.onKeyDown}
      onClick={keys.onClick}
    >
      <div className={styles['top']} role="rowgroup">
        <HeadRow />
        <TotalRow total={total} look={look} />
      </div>
      <div role="rowgroup" className={styles['body']} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start, key }) => {
          const row = rows[index];
          return row ? (
            <TreeRowView
              key={key}
              row={row}
              rowIndex={index + ROWS_ABOVE + 1}
              top={start}
              look={look}
              isSelected={row.node.key === selected}
              isActive={row.node.key === keys.active}
            />
          ) : null;
        })}
      </div>
    </div>
  );
}

type LookParts = Pick<TreeGridProps, 'nodes' | 'sparks' | 'months' | 'selectedMonth'>;

/** Rows are drawn again for another one: it stays itself as long as its parts do. */
function useLook({ nodes, sparks, months, selectedMonth }: LookParts): TreeLook {
  const largest = useMemo(() => largestGaps(nodes), [nodes]);
  const names = months.join();
  return useMemo(
    () => ({ sparks, months: names.split(','), selectedMonth, largest }),
    [sparks, names, selectedMonth, largest],
  );
}

/** By keyboard, headings lead to columns that have no room; under a pointer nothing moves. */
function showColumn(heading: HTMLElement): void {
  if (heading.matches(':focus-visible'))
    heading.parentElement?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

function HeadRow() {
  const { search } = useAddress();
  const sorting = sortingOf(search);
  const directionOf = ({ id }: TreeColumn): 'none' | 'ascending' | 'descending' => {
    if (sorting?.metric !== id) return 'none';
    return sorting.descending ? 'descending' : 'ascending';
  };
  return (
    <div role="row" aria-rowindex={1} className={`${styles['row']} ${styles['head']}`}>
      {COLUMNS.map((column) => {
        const { id, title, className, metric, firstDescending } = column;
        const direction = directionOf(column);
        const next = direction === 'none' ? firstDescending === true : direction === 'ascending';
        return (
          <div
            key={id}
            role="columnheader"
            aria-sort={metric ? direction : undefined}
            className={styles[className]}
          >
            {metric ? (
              <button
                type="button"
                className={styles['sort']}
                onFocus={({ currentTarget }) => showColumn(currentTarget)}
                onClick={() =>
                  changeAddress({ sort: sortText({ metric, descending: next }) }, { replace: true })
                }
              >
                {title}
                <span aria-hidden="true">{{ none: '', ascending: ' ↑', descending: ' ↓' }[direction]}</span>
              </button>
            ) : (
              title
            )}
          </div>
        );
      })}
    </div>
  );
}

function TotalRow({
  total: { id, label, metrics },
  look,
}: {
  total: TreeGridProps['total'];
  look: TreeLook;
}) {
  return (
    <div role="row" aria-rowindex={2} className={`${styles['row']} ${styles['total']}`}>
      {COLUMNS.map(({ id: column, className, text, tone }) => (
        <div key={column} role="gridcell" className={`${styles[className]} ${tone?.(metrics) ?? ''}`}>
          {column === 'name' && <span className={styles['label']}>{label}</span>}
          {column === 'months' && (
            <Spark series={look.sparks.get(id)} selected={look.selectedMonth} months={look.months} />
          )}
          {column === 'bar' && <GapBar gap={metrics.gap} largest={Math.max(1, Math.abs(metrics.gap))} />}
          {text?.(metrics)}
        </div>
      ))}
    </div>
  );
}
