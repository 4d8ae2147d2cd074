import type { IneligibleCode, Person } from '../../../domain/demand/eligibility';
import { ineligibleReasons } from '../../../domain/demand/eligibility';
import { parseLob } from '../../../domain/demand/lob';
import { formatIsoWeek, type IsoWeek } from '../../../domain/time/iso-week';

/** The column of a person that a rule looks at. */
const FIELDS: Readonly<Record<IneligibleCode, string>> = {
  INACTIVE: 'is_active',
  PLATFORM: 'primary_platform',
  LOCATION: 'location',
  SKILL: 'skills',
  STATE: 'state_list',
  NOT_HIRED: 'hire_date',
};
/** Changes that are pointed out by a warning of their own. */
const SAID_ELSEWHERE = new Set<IneligibleCode>(['INACTIVE', 'LOCATION']);

interface Placed extends IsoWeek {
  mainLob: string;
  state: string;
  caseType: string;
}

/** What of a person's assignments, in order of weeks, no longer fits because these fields changed; undefined when all do. */
export function misfitMessage(
  person: Person,
  assignments: readonly Placed[],
  changed: ReadonlySet<string>,
): { field: string; message: string } | undefined {
  const weeks: IsoWeek[] = [];
  const reasons = new Map<string, string>();
  for (const { year, week, mainLob, state, caseType } of assignments) {
    const demand = { ...parseLob(mainLob, caseType), state, caseType };
    const broken = ineligibleReasons(person, demand, { year, week }).filter(
      ({ code }) => changed.has(FIELDS[code]) && !SAID_ELSEWHERE.has(code),
    );
    if (broken.length === 0) continue;
    weeks.push({ year, week });
    for (const { code, message } of broken)
      if (!reasons.has(FIELDS[code])) reasons.set(FIELDS[code], message);
  }
  const [first] = weeks;
  const last = weeks.at(-1);
  const [field] = reasons.keys();
  if (!first || !last || field === undefined) return undefined;
  const span =
    weeks.length === 1
      ? `in ${formatIsoWeek(first)}`
      : `from ${formatIsoWeek(first)} to ${formatIsoWeek(last)}`;
  const count = weeks.length === 1 ? '1 assignment' : `${weeks.length} assignments`;
  const message = `${count} ${span} no longer fit and are kept: ${[...reasons.values()].join('; ')}`;
  return { field, message };
}
