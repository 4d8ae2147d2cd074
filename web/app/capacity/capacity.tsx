import { useEffect, useMemo } from 'react';
import { typeAddress, typedAddress, useTypedAddress } from '../address/address';
import { demandKey, readDemand, type DemandName } from '../data/demand';
import { reportKey, useReport, type MonthFigures, type Report } from '../data/report';
import { useUncached } from '../data/use-uncached';
import { cases } from '../format/number';
import { PageTreeDocument, PageTreeSeriesDocument } from '../generated/graphql';
import { EmptyState, Waiting } from '../ui/states';
import { treeTable } from './export';
import { LeafPanel } from './panel/leaf-panel';
import { sparksOf } from './sparks';
import { CapacityTools, type DemandCount } from './tools';
import { ancestorsOf, countLeaves, findLeaf, narrowed, nodesOf, rowsOf, type TreeNode } from './tree';
import { TreeGrid } from './tree-grid';
import { filterOf, groupOf, viewOf } from './view';
import styles from './capacity.module.css';

/** Capacity against forecast, from lines of business down to single demands. */
export function Capacity() {
  const { report, month } = useReport();
  return report && month ? <Tree report={report} month={month} /> : null;
}

function Tree({ report, month }: { report: Report; month: MonthFigures }) {
  const { search } = useTypedAddress();
  const { months } = useReport();
  const variables = {
    report: reportKey(report),
    month: month.yearMonth,
    filter: filterOf(search),
    groupBy: groupOf(search),
  };
  const tree = useUncached(PageTreeDocument, variables);
  const series = useUncached(PageTreeSeriesDocument, variables);
  const root = tree.data?.capacityTree;
  const nodes = useMemo(() => (root ? nodesOf(root) : []), [root]);
  const sparks = useMemo(() => sparksOf(series.data), [series.data]);
  const address = search.toString();
  const view = useMemo(() => viewOf(new URLSearchParams(address)), [address]);
  const shown = useMemo(() => narrowed(nodes, view), [nodes, view]);
  const rows = useMemo(() => rowsOf(shown, view), [shown, view]);
  const count = { shown: countLeaves(shown), all: countLeaves(nodes) };
  const wanted = readDemand(search.get('demand'));
  const leaf = wanted && findLeaf(nodes, wanted);
  useOpenPath(leaf);
  return (
    <div className={styles['split']} data-panel={wanted !== undefined || undefined}>
      <div className={styles['list']}>
        <CapacityTools
          report={report}
          count={count}
          table={() => treeTable(rows, variables.month, variables.groupBy === 'CATEGORY')}
        />
        {(!root || tree.error) && <Waiting loaded={tree} label="The tree" />}
        {root && (
          <TreeGrid
            rows={rows}
            nodes={nodes}
            total={{ ...root, label: totalLabel(count) }}
            sparks={sparks}
            months={months.map(({ month: label }) => label)}
            selectedMonth={months.indexOf(month)}
            selected={leaf?.key}
          />
        )}
        {root && rows.length === 0 && <NothingFound />}
      </div>
      {wanted && (
        <LeafPanel
          key={demandKey(wanted)}
          demand={wanted}
          nodeId={leaf?.id}
          known={root !== undefined}
          report={report}
          month={month}
        />
      )}
    </div>
  );
}

/** Search and "Only short" hide rows; the total stays that of all of them, and says so. */
const totalLabel = ({ shown, all }: DemandCount): string =>
  shown === all ? 'Total' : `Total of all ${cases(all)}`;

/** Opens what is above a demand when it is first asked for; closing it again is the reader's. */
function useOpenPath(leaf: TreeNode | undefined): void {
  const key = leaf?.key;
  useEffect(() => {
    if (key === undefined) return;
    const open = typedAddress().search.getAll('open');
    const missing = ancestorsOf(key).filter((above) => !open.includes(above));
    if (missing.length > 0) typeAddress({ open: [...open, ...missing] });
  }, [key]);
}

function NothingFound() {
  return (
    <EmptyState title="No demand matches">
      <p>Search finds lines of business, states and case types by name. Fewer filters show more.</p>
    </EmptyState>
  );
}

/** The address of a demand's panel. */
export const panelChange = (demand: DemandName | undefined): { demand: string | undefined } => ({
  demand: demand && demandKey(demand),
});
