import { useState } from 'react';
import { changeAddress, useAddress } from '../../address/address';
import { placeText } from '../../data/demand';
import { weeksText } from '../../format/date';
import { cases } from '../../format/number';
import type { IdleReason } from '../../generated/graphql';
import { Button } from '../../ui/button';
import { DataTable } from '../../ui/data-table';
import { tableOf, type ExportTable } from '../../ui/export/table';
import { ExportMenu } from '../../ui/export-menu';
import { Select } from '../../ui/select';
import { EmptyState, Waiting } from '../../ui/states';
import { nameOf, PersonName } from './person-name';
import { useIdle, type Idle } from './rows';
import styles from '../allocation.module.css';

const FIRST = 50;

const REASONS: Readonly<Record<IdleReason, string>> = {
  ALL_MATCHING_DEMANDS_MET: 'every demand that fits is covered',
  GAIN_BELOW_MOVE_COST: 'what it would bring is less than a move costs',
  INACTIVE: 'inactive',
  MONTH_CLOSED: 'the month is closed',
  NOT_AVAILABLE: 'away: 0 %, no working hours, or not hired yet',
  NOT_PLANNED: 'not planned yet',
  NO_FORECAST: 'the demands that fit have no forecast',
  NO_MATCHING_DEMAND: 'no demand fits platform, location, state and skills',
  NO_SKILLS: 'no skills are stored',
  NO_WEEK_CONFIG: 'the week is not configured',
  WEEK_ENDED: 'the week has ended or may not change',
};

/** Who has no work, when, and why. */
export function IdlePeople({ planHash }: { planHash: string }) {
  const idle = useIdle(planHash);
  const { search } = useAddress();
  const [all, setAll] = useState(false);
  if (!idle.rows) return <Waiting loaded={idle} label="People without work" />;
  if (idle.rows.length === 0) return <EmptyState title="Everybody has work in every week" />;
  const wanted = search.get('why') ?? '';
  const reasons = [...new Set(idle.rows.map(({ reason }) => reason))];
  const found = idle.rows.filter(({ reason }) => wanted === '' || reason === wanted);
  return (
    <div className={styles['list']}>
      <div className={styles['tools']}>
        <Select
          label="Why"
          labelling="inside"
          value={reasons.some((reason) => reason === wanted) ? wanted : ''}
          onChange={(why) => changeAddress({ why: why === '' ? undefined : why }, { replace: true })}
          choices={[{ id: '', text: 'all' }, ...reasons.map((id) => ({ id, text: REASONS[id] }))]}
        />
        <span className="soft">{cases(found.length)} runs of weeks</span>
        <span className={styles['space']} />
        <ExportMenu isDisabled={idle.isPart} table={() => idleTable(found)} />
      </div>
      <DataTable
        caption="People without work"
        rows={all ? found : found.slice(0, FIRST)}
        rowKey={({ cn, weeks }) => `${cn} ${weeks[0]}`}
        columns={[
          { id: 'who', title: 'Person', cell: (row) => <PersonName {...row} /> },
          {
            id: 'weeks',
            title: 'Weeks',
            cell: ({ weeks }) => <span className={styles['month']}>{weeksText(weeks)}</span>,
          },
          { id: 'why', title: 'Why', cell: ({ reason }) => REASONS[reason] },
          {
            id: 'best',
            title: 'Would help most',
            cell: ({ bestDemand, casesForgone }) =>
              bestDemand && (
                <>
                  {bestDemand.caseType} <span className="soft">{placeText(bestDemand)}</span>
                  {casesForgone !== null && `, ${cases(casesForgone)} cases`}
                </>
              ),
          },
        ]}
        empty={<p className="soft">Nobody for this reason.</p>}
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

const idleTable = (rows: readonly Idle[]): ExportTable =>
  tableOf('plan-without-work', rows, {
    cn: ({ cn }) => cn,
    name: nameOf,
    weeks: ({ weeks }) => weeks.join(' '),
    why: ({ reason }) => REASONS[reason],
    'would help most': ({ bestDemand }) =>
      bestDemand && [bestDemand.caseType, bestDemand.mainLob, bestDemand.state].join(' · '),
    cases: ({ casesForgone }) => casesForgone,
  });
