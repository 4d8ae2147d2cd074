import { hrefOf, useAddress } from '../../address/address';
import { Link } from '../../address/link';
import { cases } from '../../format/number';
import { DataTable } from '../../ui/data-table';
import { tableOf } from '../../ui/export/table';
import { ExportMenu } from '../../ui/export-menu';
import { EmptyState, Waiting } from '../../ui/states';
import { Gained, ShortBar } from './change-cell';
import { MonthChoice, useMonthFilter } from './month-choice';
import { usePlannedDemands, type PlannedDemand } from './rows';
import styles from '../allocation.module.css';

interface Line {
  mainLob: string;
  forecast: number;
  before: number;
  after: number;
}

function linesOf(demands: readonly PlannedDemand[]): Line[] {
  const lines = new Map<string, Line>();
  for (const { mainLob, forecast, before, after } of demands) {
    const line = lines.get(mainLob) ?? { mainLob, forecast: 0, before: 0, after: 0 };
    line.forecast += forecast;
    line.before += before.shortfall;
    line.after += after.shortfall;
    lines.set(mainLob, line);
  }
  return [...lines.values()].sort((a, b) => b.before - b.after - (a.before - a.after));
}

/** Each line of business before and after. */
export function Lines({ planHash }: { planHash: string }) {
  const demands = usePlannedDemands(planHash);
  const address = useAddress();
  const shown = useMonthFilter(demands.rows ?? []);
  if (!demands.rows) return <Waiting loaded={demands} label="Lines of business" />;
  const lines = linesOf(shown);
  const largest = Math.max(...lines.map(({ before, after }) => Math.max(before, after)), 0);
  if (lines.length === 0)
    return (
      <EmptyState title="The plan has no demand">
        <p>Widen what may change: weeks, lines or platforms.</p>
      </EmptyState>
    );
  return (
    <div className={styles['list']}>
      <div className={styles['tools']}>
        <MonthChoice rows={demands.rows} />
        <span className="soft">
          {demands.isPart ? 'more are on their way …' : 'cases; what gains most first'}
        </span>
        <span className={styles['space']} />
        <ExportMenu
          isDisabled={demands.isPart}
          table={() =>
            tableOf('plan-lines', lines, {
              'line of business': ({ mainLob }) => mainLob,
              forecast: ({ forecast }) => forecast,
              'missing before': ({ before }) => before,
              'missing after': ({ after }) => after,
            })
          }
        />
      </div>
      <DataTable
        caption="Lines of business before and after"
        rows={lines}
        rowKey={({ mainLob }) => mainLob}
        columns={[
          {
            id: 'lob',
            title: 'Line of business',
            cell: ({ mainLob }) => (
              <Link href={hrefOf(address, '/capacity', { open: mainLob })}>{mainLob}</Link>
            ),
          },
          { id: 'forecast', title: 'Forecast', numeric: true, cell: ({ forecast }) => cases(forecast) },
          { id: 'before', title: 'Missing before', numeric: true, cell: ({ before }) => cases(before) },
          { id: 'after', title: 'Missing after', numeric: true, cell: ({ after }) => <b>{cases(after)}</b> },
          {
            id: 'bar',
            title: <span className="visually-hidden">Before and after</span>,
            cell: ({ before, after }) => <ShortBar before={before} after={after} largest={largest} />,
          },
          { id: 'gained', title: 'Change', numeric: true, cell: (line) => <Gained {...line} /> },
        ]}
      />
    </div>
  );
}
