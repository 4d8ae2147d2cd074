import { memo } from 'react';
import { ChevronRight } from '../ui/icons';
import { COLUMNS } from './columns';
import { GapBar, Spark } from './marks';
import type { TreeRow } from './tree';
import type { TreeLook } from './tree-grid';
import styles from './tree-grid.module.css';

interface TreeRowProps {
  row: TreeRow;
  rowIndex: number;
  top: number;
  look: TreeLook;
  /** Its panel is open. */
  isSelected: boolean;
  /** It is the one row that Tab reaches. */
  isActive: boolean;
}

function View({ row, rowIndex, top, look, isSelected, isActive }: TreeRowProps) {
  const { node, level, isOpen, position, siblings } = row;
  const isLeaf = node.demand !== undefined;
  return (
    <div
      role="row"
      aria-rowindex={rowIndex}
      aria-level={level}
      aria-posinset={position}
      aria-setsize={siblings}
      aria-expanded={isLeaf ? undefined : isOpen}
      aria-selected={isLeaf ? isSelected : undefined}
      tabIndex={isActive ? 0 : -1}
      data-key={node.key}
      data-level={level}
      className={`${styles['row']} ${styles['item']}`}
      style={{ transform: `translateY(${top}px)` }}
    >
      <Cells node={node} level={level} isOpen={isOpen} look={look} />
    </div>
  );
}

interface CellsProps extends Pick<TreeRow, 'node' | 'level' | 'isOpen'> {
  look: TreeLook;
}

/** What a row says, wherever it stands: rows below one that opens only move. */
const Cells = memo(({ node, level, isOpen, look }: CellsProps) =>
  COLUMNS.map(({ id, className, text, tone }) => (
    <div
      key={id}
      role={id === 'name' ? 'rowheader' : 'gridcell'}
      className={`${styles[className]} ${tone?.(node.metrics) ?? ''}`}
    >
      {id === 'name' && (
        <span className={styles['label']} style={{ paddingLeft: (level - 1) * 18 }}>
          <span className={styles['twist']} data-open={isOpen || undefined}>
            {!node.demand && <ChevronRight size={14} />}
          </span>
          <span className={styles['text']} title={node.name}>
            {node.name}
          </span>
        </span>
      )}
      {id === 'months' && (
        <Spark series={look.sparks.get(node.id)} selected={look.selectedMonth} months={look.months} />
      )}
      {id === 'bar' && <GapBar gap={node.metrics.gap} largest={look.largest[level] ?? 1} />}
      {text?.(node.metrics)}
    </div>
  )),
);

/** One row; drawn again only when something of it changes. */
export const TreeRowView = memo(
  View,
  (a, b) =>
    a.row.node === b.row.node &&
    a.row.isOpen === b.row.isOpen &&
    a.row.position === b.row.position &&
    a.row.siblings === b.row.siblings &&
    a.rowIndex === b.rowIndex &&
    a.top === b.top &&
    a.isSelected === b.isSelected &&
    a.isActive === b.isActive &&
    a.look === b.look,
);
