import { useState } from 'react';
import { hrefOf, useAddress, useTypedAddress } from '../../address/address';
import { Link } from '../../address/link';
import { demandKey, placeText } from '../../data/demand';
import { cases } from '../../format/number';
import { Button } from '../../ui/button';
import { DataTable, type Column } from '../../ui/data-table';
import { tableOf, type ExportTable } from '../../ui/export/table';
import { ExportMenu } from '../../ui/export-menu';
import { AddressSearch } from '../../ui/address-search';
import { Waiting } from '../../ui/states';
import { Gained, ShortBar } from './change-cell';
import { MonthChoice, useMonthFilter } from './month-choice';
import { SHORTAGE_REASONS } from './reasons';
import { usePlannedDemands, type PlannedDemand } from './rows';
import styles from '../allocation.module.css';

const FIRST = 50;

/** The name of a demand, leading to its panel in the month. */
export function DemandLink({ demand }: { demand: PlannedDemand }) {
  const address = useAddress();
  const { caseType, month } = demand;
  return (
    <Link href={hrefOf(address, '/capacity', { month, demand: demandKey(demand) })}>
      <b>{caseType}</b> <span className="soft">{placeText(demand)}</span>
    </Link>
  );
}

const gainOf = ({ before, after }: PlannedDemand): number => before.shortfall - after.shortfall;

/** Whether a row has every word that was typed. */
export function matches(text: string, words: string): boolean {
  const lower = text.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => lower.includes(word));
}

function columnsWith(largest: number): Column<PlannedDemand>[] {
  return [
    { id: 'demand', title: 'Demand', cell: (demand) => <DemandLink demand={demand} /> },
    {
      id: 'month',
      title: 'Month',
      cell: ({ monthLabel }) => <span className={styles['month']}>{monthLabel}</span>,
    },
    { id: 'forecast', title: 'Forecast', numeric: true, cell: ({ forecast }) => cases(forecast) },
    { id: 'before', title: 'Missing before', numeric: true, cell: ({ before }) => cases(before.shortfall) },
    {
      id: 'after',
      title: 'Missing after',
      numeric: true,
      cell: ({ after }) => <b>{cases(after.shortfall)}</b>,
    },
    {
      id: 'bar',
      title: <span className="visually-hidden">Before and after</span>,
      cell: ({ before, after }) => (
        <ShortBar before={before.shortfall} after={after.shortfall} largest={largest} />
      ),
    },
    {
      id: 'people',
      title: 'People',
      numeric: true,
      cell: ({ before, after }) => `${cases(before.fteCount)} → ${cases(after.fteCount)}`,
    },
    {
      id: 'gained',
      title: 'Change',
      numeric: true,
      cell: ({ before, after }) => <Gained before={before.shortfall} after={after.shortfall} />,
    },
  ];
}

/** Each demand and month before and after; what changes most first. */
export function Demands({ planHash }: { planHash: string }) {
  const demands = usePlannedDemands(planHash);
  const { search } = useTypedAddress();
  const [all, setAll] = useState(false);
  const inMonth = useMonthFilter(demands.rows ?? []);
  if (!demands.rows) return <Waiting loaded={demands} label="Demands" />;
  const words = search.get('q') ?? '';
  const found = inMonth
    .filter(({ mainLob, state, caseType }) => matches(`${mainLob} ${state} ${caseType}`, words))
    .sort((a, b) => Math.abs(gainOf(b)) - Math.abs(gainOf(a)));
  const largest = Math.max(
    ...found.map(({ before, after }) => Math.max(before.shortfall, after.shortfall)),
    0,
  );
  return (
    <div className={styles['list']}>
      <div className={styles['tools']}>
        <MonthChoice rows={demands.rows} />
        <AddressSearch label="Search demands" />
        <span className="soft">{cases(found.length)} demand-months, the greatest change first</span>
        <span className={styles['space']} />
        <ExportMenu isDisabled={demands.isPart} table={() => demandsTable('plan-demands', found)} />
      </div>
      <DataTable
        caption="Demands before and after"
        rows={all ? found : found.slice(0, FIRST)}
        rowKey={(demand) => `${demandKey(demand)} ${demand.month}`}
        columns={columnsWith(largest)}
        empty={<p className="soft">Nothing matches.</p>}
      />
      {!all && found.length > FIRST && (
        <div>
          <Button small look="quiet" onPress={() => setAll(true)}>
            Show all {cases(found.length)}
          </Button>
        </div>
      )}
    </div>
  );
}

/** Demands of a plan as a file holds them. */
export const demandsTable = (name: string, rows: readonly PlannedDemand[]): ExportTable =>
  tableOf(name, rows, {
    'line of business': ({ mainLob }) => mainLob,
    state: ({ state }) => state,
    'case type': ({ caseType }) => caseType,
    month: ({ month }) => month,
    forecast: ({ forecast }) => forecast,
    'missing before': ({ before }) => before.shortfall,
    'missing after': ({ after }) => after.shortfall,
    'people before': ({ before }) => before.fteCount,
    'people after': ({ after }) => after.fteCount,
    'why short': ({ reason }) => reason && SHORTAGE_REASONS[reason],
  });
