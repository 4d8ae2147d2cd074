import type { DemandName } from '../../data/demand';
import type { MonthFigures } from '../../data/report';
import { useUncached } from '../../data/use-uncached';
import { cases, toneOf } from '../../format/number';
import { PageWhyShortDocument, type PageWhyShortQuery, type ShortageReason } from '../../generated/graphql';
import { Waiting } from '../../ui/states';
import styles from './panel.module.css';

type Why = NonNullable<PageWhyShortQuery['whyShort']>;

const REASONS: Readonly<Record<ShortageReason, string>> = {
  LOCKED: 'Those who could help are held elsewhere by pinned or manual assignments.',
  NO_CPH: 'It has no target of cases per hour, so nobody’s work counts.',
  NO_ELIGIBLE_AVAILABLE: 'Everybody who may work here is away or at 0 %.',
  NO_ELIGIBLE_PERSON:
    'Nobody may work here: no one has the skill, state, platform and location that it asks for.',
  NOT_PLANNED: 'It is not planned yet: a plan would add cases.',
  NO_HOURS: 'The weeks of the month are configured without working hours.',
  NO_WEEK_CONFIG: 'No week of the month is configured for its work type.',
  OUTBID: 'Its people are taken by work of equal or greater worth.',
  STABILITY: 'People could be moved here, but the gain is smaller than the cost of moving them.',
  TOO_FEW_ELIGIBLE: 'All who may work here together do not suffice.',
  WHOLE_WEEKS: 'What is missing is less than a person-week.',
};

interface WhyShortProps {
  demand: DemandName;
  month: MonthFigures;
  gap: number;
}

/** The server's reason, whom the demand competes with, and what one more person would add. */
export function WhyShort({ demand, month, gap }: WhyShortProps) {
  const loaded = useUncached(PageWhyShortDocument, { demand, month: month.yearMonth });
  const why = loaded.data?.whyShort;
  return (
    <section>
      <div className={styles['heading']}>
        <h3>Why short</h3>
        <span role="status">{why && loaded.isOutdated && 'worked out again …'}</span>
      </div>
      {/* What stands below are buttons: they keep their place while a reason comes, or another one. */}
      <div className={`${styles['why']} ${loaded.isOutdated ? styles['outdated'] : ''}`}>
        {why ? <Reason why={why} gap={gap} /> : <Waiting loaded={loaded} label="The reason" lines={3} />}
      </div>
    </section>
  );
}

interface ReasonProps {
  why: Why;
  gap: number;
}

function Reason({ why: { reason, shortfall, competition, onePersonMore }, gap }: ReasonProps) {
  return (
    <>
      {reason ? (
        <p>{REASONS[reason]}</p>
      ) : (
        <p className="soft">
          {toneOf(gap) === 'short'
            ? 'A plan of the best use of everybody would fill it.'
            : 'It is not short.'}
        </p>
      )}
      {reason && Math.round(shortfall) !== Math.round(-gap) && (
        <p className="soft">
          The best plan for everybody still leaves {cases(shortfall)} cases; as assigned, {cases(-gap)} are
          missing.
        </p>
      )}
      {competition && (
        <p className="soft">
          {cases(competition.people)} people with {cases(competition.hoursAvailable)} hours serve{' '}
          {cases(competition.demands)} demands that need {cases(competition.hoursNeeded)} hours.
        </p>
      )}
      {onePersonMore && (
        <p className={styles['more']}>
          <b>One more person adds {cases(onePersonMore.cases)} cases</b>
          <span className="soft">
            {' '}
            in the month, over {cases(onePersonMore.demandsHelped)} demands: {onePersonMore.profile.platform},{' '}
            {onePersonMore.profile.location.toLowerCase()}, {onePersonMore.profile.skills.join(' + ')}
            {onePersonMore.profile.states.length > 0 && `, ${onePersonMore.profile.states.join(', ')}`}
          </span>
        </p>
      )}
    </>
  );
}
