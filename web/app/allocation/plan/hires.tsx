import { readWeek, weekSpan } from '../../format/date';
import { cases } from '../../format/number';
import type { PlanHeadFragment } from '../../generated/graphql';
import { DataTable } from '../../ui/data-table';
import { tableOf, type ExportTable } from '../../ui/export/table';
import { ExportMenu } from '../../ui/export-menu';
import styles from '../allocation.module.css';

type Hire = PlanHeadFragment['hiring'][number];

const keyOf = ({ profile: { platform, location, skills, states } }: Hire): string =>
  [platform, location, ...skills, ...states].join('|');

const LOCATIONS = { DOMESTIC: 'Domestic', GLOBAL: 'Global' } as const;

const hiresTable = (hires: readonly Hire[]): ExportTable =>
  tableOf('plan-hires', hires, {
    platform: ({ profile }) => profile.platform,
    skills: ({ profile }) => profile.skills.join(', '),
    location: ({ profile }) => LOCATIONS[profile.location],
    states: ({ profile }) => profile.states.join(' '),
    from: ({ startWeek }) => startWeek,
    'demands helped': ({ demandsHelped }) => demandsHelped,
    'cases more': ({ totalCases }) => totalCases,
  });

/** Which kind of person would add most. */
export function Hires({ hires }: { hires: readonly Hire[] }) {
  return (
    <div className={styles['list']}>
      <div className={styles['tools']}>
        <p className="soft">
          One person more of a kind, others being reassigned; fractions of weeks are allowed, so a real hire
          brings a little less.
        </p>
        <span className={styles['space']} />
        <ExportMenu table={() => hiresTable(hires)} />
      </div>
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
            cell: ({ profile }) => LOCATIONS[profile.location],
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
