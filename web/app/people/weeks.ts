import { useMemo } from 'react';
import { useReport } from '../data/report';
import { useData, type Loaded } from '../data/use-data';
import type { WeekColumn } from './week-column';
import { DAY_MS, monthOf, weekKey, weekOf, weekSpan, type Week } from '../format/date';
import { PagePeopleWeeksDocument, type PagePeopleWeeksQuery } from '../generated/graphql';

function weeksFrom(first: string, last: string): Week[] {
  const weeks: Week[] = [];
  const end = new Date(`${last}-01T00:00:00Z`).getTime() + 38 * DAY_MS;
  for (let at = new Date(`${first}-01T00:00:00Z`).getTime() - 7 * DAY_MS; at < end; at += 7 * DAY_MS)
    weeks.push(weekOf(new Date(at)));
  return weeks;
}

function columnsOf(months: readonly string[], data: PagePeopleWeeksQuery | undefined): WeekColumn[] {
  const [first, last] = [months[0], months.at(-1)];
  if (first === undefined || last === undefined) return [];
  const configured = new Map(data?.weekConfigs.nodes.map((week) => [weekKey(week), week.yearMonth]));
  const closed = new Set(data?.closedMonths.map(({ yearMonth }) => yearMonth));
  const wanted = new Set(months);
  const now = weekKey(weekOf(new Date()));
  let before: string | undefined;
  return weeksFrom(first, last).flatMap((week) => {
    const key = weekKey(week);
    const yearMonth = configured.get(key) ?? monthOf(week);
    if (!wanted.has(yearMonth)) return [];
    const startsMonth = yearMonth !== before;
    before = yearMonth;
    return [
      {
        ...week,
        key,
        span: weekSpan(week),
        yearMonth,
        startsMonth,
        isClosed: closed.has(yearMonth),
        isNow: key === now,
      },
    ];
  });
}

/** The weeks of the chosen report's months. */
export function useWeeks(): { weeks: readonly WeekColumn[]; loaded: Loaded<PagePeopleWeeksQuery> } {
  const { months } = useReport();
  const starts = months.map(({ yearMonth }) => yearMonth).join(' ');
  const years = [...new Set(months.map(({ yearMonth }) => Number(yearMonth.slice(0, 4))))];
  const spanned = years.length === 0 ? [] : [...years, Math.max(...years) + 1];
  const loaded = useData(PagePeopleWeeksDocument, { years: spanned });
  const { data } = loaded;
  const weeks = useMemo(() => columnsOf(starts.split(' ').filter(Boolean), data), [starts, data]);
  return { weeks, loaded };
}
