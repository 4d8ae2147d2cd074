import { readWeek, weekSpan } from '../../format/date';
import { cases } from '../../format/number';
import type { PlanHeadFragment } from '../../generated/graphql';
import { DataTable } from '../../ui/data-table';
import styles from '../allocation.module.css';

type Hire = PlanHeadFragment['hiring'][number];

const keyOf = ({ profile: { platform, location, skills, states } }: Hire): string =>
  [platform, location, ...skills, ...states].join('|');

/** Which kind of person would add most. */
export function Hires({ hires }: { hires: readonly Hire[] }) {
  return (
    <div className={styles['list']}>
      <p className="soft">
        One person more of a kind, others being reassigned; fractions of weeks are allowed, so a real hire
        brings a little less.
      </p>
      <DataTable
        caption="Hires that would add most"
        rows={hires}
        rowKey={keyOf}
        columns={[
          {
            id: 'who',
            title: 'Platform and skills',
            cell: ({ profile }) => (
              <>
                {profile.platform} <span className="soft">{profile.skills.join(', ')}</span>
              </>
            ),
          },
          {
            id: 'location',
            title: 'Location',
            cell: ({ profile }) => (profile.location === 'DOMESTIC' ? 'Domestic' : 'Global'),
          },
          { id: 'states', title: 'States', cell: ({ profile }) => profile.states.join(' ') || 'none' },
          { id: 'from', title: 'From', cell: ({ startWeek }) => weekSpan(readWeek(startWeek)) },
          {
            id: 'helped',
            title: 'Demands helped',
            numeric: true,
            cell: ({ demandsHelped }) => cases(demandsHelped),
          },
          {
            id: 'cases',
            title: 'Cases more',
            numeric: true,
            cell: ({ totalCases }) => <b>{cases(totalCases)}</b>,
          },
        ]}
      />
    </div>
  );
}
