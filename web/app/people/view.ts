import type { ResourceFilterInput, WorkType } from '../generated/graphql';

/** Parameters of the address that narrow the list. */
export const FILTERS = ['q', 'lob', 'skill', 'state', 'platform', 'location', 'ramp', 'free'] as const;

/** `2025-W30`; undefined for anything else. */
const readWeekKey = (text: string | null): string | undefined =>
  text !== null && /^\d{4}-W\d\d$/.test(text) ? text : undefined;

/** The filter that an address asks for. */
export function filterOf(search: URLSearchParams, fromWeek: string, toWeek: string): ResourceFilterInput {
  const listed = (name: string): string[] | undefined => (search.has(name) ? search.getAll(name) : undefined);
  const lobs = listed('lob');
  const ramping = search.get('ramp') === '1' ? true : undefined;
  const filter = {
    q: search.get('q') ?? undefined,
    mainLobs: lobs,
    skills: listed('skill'),
    states: listed('state'),
    platforms: listed('platform'),
    locations: listed('location') as WorkType[] | undefined,
    ramping,
    freeIn: readWeekKey(search.get('free')),
    active: search.get('inactive') === '1' ? undefined : true,
    ...((lobs ?? ramping) && { fromWeek, toWeek }),
  };
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}

/** A rectangle of cells: people by CN, weeks from one to another. */
export interface Selection {
  cns: readonly string[];
  from: string;
  to: string;
}

/** People that can be chosen together. */
export const MAX_PEOPLE = 200;

/** Somebody more, or no longer, in the weeks that are chosen; alone in `week` where nothing is. */
export function toggled(selection: Selection | undefined, cn: string, week: string): Selection | undefined {
  if (!selection) return { cns: [cn], from: week, to: week };
  const others = selection.cns.filter((each) => each !== cn);
  if (others.length === 0) return undefined;
  const isMore = others.length === selection.cns.length;
  return { ...selection, cns: isMore ? [...others, cn].slice(0, MAX_PEOPLE) : others };
}

/** `AA000001~AA000002:2026-W45:2026-W47`, the way addresses spell a selection. */
export const selectionText = ({ cns, from, to }: Selection): string => `${cns.join('~')}:${from}:${to}`;

/** Reads what `selectionText` wrote; undefined for anything else. */
export function readSelection(text: string | null): Selection | undefined {
  const [cns = '', from = '', to = ''] = (text ?? '').split(':');
  return cns !== '' && readWeekKey(from) && readWeekKey(to) ? { cns: cns.split('~'), from, to } : undefined;
}
