import { useEffect, useRef, useState, type RefObject } from 'react';
import { hrefOf, useAddress } from '../../address/address';
import { Link } from '../../address/link';
import type { DemandName } from '../../data/demand';
import type { MonthFigures } from '../../data/report';
import { isOwnChange } from '../../data/live';
import { readWeek, weekKey, weekSpan } from '../../format/date';
import { useMay } from '../../data/viewer';
import { cases, percentRough } from '../../format/number';
import { toastNote } from '../../ui/toast';
import type { Leaf } from './leaf-panel';
import { PersonActs } from './person-acts';
import styles from './panel.module.css';

/** Somebody who works on the demand in the month. */
export type Person = Leaf['people']['nodes'][number];

interface PeopleProps {
  people: Leaf['people'];
  weeks: Leaf['weeks'];
  demand: DemandName;
  month: MonthFigures;
}

/** Who works on it, week by week; a person opens for changes. */
export function People({ people, weeks, demand, month }: PeopleProps) {
  const address = useAddress();
  const mayAssign = useMay('ASSIGN');
  const [open, setOpen] = useState<string>();
  const asked = useAsked(people.nodes.some(({ resourceCn }) => resourceCn === open));
  return (
    <section>
      <h3 className={styles['heading']}>
        People <span>{cases(people.totalCount)} this month</span>
      </h3>
      {people.totalCount === 0 && <p className="soft">Nobody is assigned in {month.month}.</p>}
      <ul className={styles['people']}>
        {people.nodes.map((person) => {
          const isOpen = person.resourceCn === open;
          return (
            <li key={person.resourceCn} data-open={isOpen || undefined}>
              <button
                type="button"
                className={styles['person']}
                aria-expanded={isOpen}
                onClick={() => setOpen(isOpen ? undefined : person.resourceCn)}
              >
                <span>
                  <b>
                    {person.firstName} {person.lastName}
                  </b>
                  <small>
                    {person.resourceCn} · {cases(person.capacity)} cases
                  </small>
                </span>
                <Strip person={person} weeks={weeks} />
              </button>
              {isOpen && mayAssign && (
                <PersonActs
                  person={person}
                  demand={demand}
                  month={month}
                  onAsk={(who) => (asked.current = who)}
                />
              )}
            </li>
          );
        })}
      </ul>
      {people.nodes.length < people.totalCount && (
        <Link href={hrefOf(address, '/people', { lob: demand.mainLob })}>
          All {cases(people.totalCount)} people
        </Link>
      )}
    </section>
  );
}

/** Keeps about whom a dialog is open: it goes with a person whom somebody else takes off the demand, and this says why. */
function useAsked(isThere: boolean): RefObject<string | undefined> {
  const asked = useRef<string>(undefined);
  useEffect(() => {
    if (isThere || asked.current === undefined) return;
    if (!isOwnChange()) toastNote(`${asked.current} is no longer on this demand`);
    asked.current = undefined;
  }, [isThere]);
  return asked;
}

/** One box per week: filled when the person works here, ringed when pinned, with the percentage below 100. */
function Strip({ person, weeks }: { person: Person; weeks: Leaf['weeks'] }) {
  return (
    <span className={styles['strip']}>
      {weeks.map((week) => {
        const held = person.weeks.find(({ week: key }) => key === weekKey(week));
        const words = held
          ? `${percentRough(held.productionPercentage)}${held.pinned ? ', pinned' : ''}`
          : 'not here';
        return (
          <span
            key={weekKey(week)}
            className={styles['box']}
            data-held={held !== undefined || undefined}
            data-pinned={held?.pinned || undefined}
            title={`${weekSpan(readWeek(weekKey(week)))}: ${words}`}
          >
            {held && held.productionPercentage < 1 ? Math.round(held.productionPercentage * 100) : ''}
          </span>
        );
      })}
    </span>
  );
}
