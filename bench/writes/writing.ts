import { SIZES, cnOf, demandAt, demandOf, WEEKS, type Size } from '../frame/data';

/** A person-week on the demand that the data has the person on. */
export interface PersonWeek {
  person: number;
  week: number;
}

/** As REST takes an assignment; the data's skills fit no demand, hence the override. */
export function assignmentBody({ person, week }: PersonWeek, size: Size): object {
  return {
    resource_cn: cnOf(person),
    year: 2025,
    week_number: week,
    ...demandAt(demandOf(person, week, SIZES[size])),
    override: true,
    note: 'bench',
  };
}

/** Person-weeks that the data leaves free, in an order that visits other people and demands each time. */
export function* freeWeeks(size: Size): Generator<PersonWeek, never> {
  const { people, freeEvery } = SIZES[size];
  for (let week = WEEKS.first; week <= WEEKS.last; week += 1)
    for (let person = 0; person < people; person += 1)
      if ((person * 7 + week) % freeEvery === 0) yield { person, week };
  throw new Error(`No person-week is left free at size ${size}`);
}
