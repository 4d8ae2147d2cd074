import { client } from '../data/client';
import { documentOf } from '../data/documents';
import { readWeek, weeksFromTo } from '../format/date';
import {
  PagePeopleDocument,
  PagePeopleWorkDocument,
  type PersonFactsFragment,
  type ResourceFilterInput,
} from '../generated/graphql';
import type { Taken, Work } from './runs';

/** Which people, and between which weeks their work is read. */
export interface Question {
  filter: ResourceFilterInput;
  fromWeek: string;
  toWeek: string;
}

/** Some of the people in question, without their weeks: a small answer, whatever it is that they do. */
export async function readPeople(
  { filter }: Question,
  page: { first: number; offset: number },
): Promise<{ total: number; people: readonly PersonFactsFragment[] }> {
  const { data } = await client.query({
    query: documentOf(PagePeopleDocument),
    variables: { filter, ...page },
    fetchPolicy: 'no-cache',
  });
  return { total: data?.resources.totalCount ?? 0, people: data?.resources.nodes ?? [] };
}

/** What people do in the weeks in question, by CN and week. */
export async function readWork(
  { fromWeek, toWeek }: Question,
  cns: readonly string[],
  signal: AbortSignal,
): Promise<Map<string, Work>> {
  const work = new Map(cns.map((cn) => [cn, new Map<string, Taken>()]));
  if (cns.length === 0) return work;
  // A person works on one demand a week at most: nothing is cut off.
  const first = cns.length * weeksFromTo(readWeek(fromWeek), readWeek(toWeek));
  const { data } = await client.query({
    query: documentOf(PagePeopleWorkDocument),
    variables: { cns: [...cns], fromWeek, toWeek, first },
    fetchPolicy: 'no-cache',
    context: { fetchOptions: { signal } },
  });
  for (const taken of data?.assignments.nodes ?? []) work.get(taken.resourceCn)?.set(taken.week, taken);
  return work;
}
