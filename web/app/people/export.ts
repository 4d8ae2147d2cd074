import { client } from '../data/client';
import { documentOf } from '../data/documents';
import { percentRough } from '../format/number';
import { PagePeopleTableDocument, type PagePeopleTableQuery } from '../generated/graphql';
import { tableOf, type ExportColumns, type ExportTable } from '../ui/export/table';
import type { Question } from './read-people';
import { hiredIn, type Taken } from './runs';
import type { WeekColumn } from './week-column';

type WholePerson = PagePeopleTableQuery['resources']['nodes'][number];

/** People of one request: each comes with half a year of weeks. */
const PAGE = 500;

async function readEverybody(question: Question): Promise<WholePerson[]> {
  const people: WholePerson[] = [];
  for (;;) {
    const { data } = await client.query({
      query: documentOf(PagePeopleTableDocument),
      variables: { ...question, first: PAGE, offset: people.length },
      fetchPolicy: 'no-cache',
    });
    const { nodes, totalCount } = data?.resources ?? { nodes: [], totalCount: 0 };
    people.push(...nodes);
    if (nodes.length === 0 || people.length >= totalCount) return people;
  }
}

function workText({
  demandCaseType,
  demandMainLob,
  demandState,
  productionPercentage,
  pinned,
}: Taken): string {
  const demand = [demandCaseType, demandMainLob, demandState].join(' · ');
  const share = productionPercentage < 1 ? `, ${percentRough(productionPercentage)}` : '';
  return `${demand}${share}${pinned ? ', pinned' : ''}`;
}

/** Everybody whom the filters leave, whether in sight or not: a row each, and a column for each week of the grid. */
export async function peopleTable(question: Question, weeks: readonly WeekColumn[]): Promise<ExportTable> {
  const rows = (await readEverybody(question)).map((person) => ({
    ...person,
    work: new Map(person.assignments.nodes.map((taken) => [taken.week, taken])),
    hired: hiredIn(person),
  }));
  type Row = (typeof rows)[number];
  const week = (key: string) => (row: Row) => {
    const taken = row.work.get(key);
    if (taken) return workText(taken);
    if (row.busyElsewhere.includes(key)) return 'works elsewhere';
    return key < row.hired ? 'not hired yet' : null;
  };
  const columns: ExportColumns<Row> = {
    cn: ({ cn }) => cn,
    'first name': ({ firstName }) => firstName,
    'last name': ({ lastName }) => lastName,
    location: ({ location }) => location,
    platform: ({ primaryPlatform }) => primaryPlatform,
    skills: ({ skillList }) => skillList.join(', '),
    states: ({ states }) => states.join(' '),
    production: ({ productionPercentage }) => productionPercentage,
    ...Object.fromEntries(weeks.map(({ key }) => [key, week(key)])),
  };
  return tableOf('people', rows, columns);
}
