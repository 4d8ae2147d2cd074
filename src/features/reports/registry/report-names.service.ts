import { checkFilters, type FilterNames } from '../../../platform/graphql/filters/filter-names';
import type { RequestScope } from '../../../platform/scope/request-scope';
import { CASE_TYPES, DEMAND_PLATFORMS, DEMAND_STATES, MAIN_LOBS } from '../../demand';
import { CNS, PEOPLE_PLATFORMS, PEOPLE_STATES, SKILLS } from '../../resource';
import type { ReportArgs } from '../tables/report.model';
import type { ReportDefinition } from './definition.model';

const OF_DEMANDS: Readonly<Record<string, FilterNames>> = {
  mainLob: MAIN_LOBS,
  state: DEMAND_STATES,
  caseType: CASE_TYPES,
  platform: DEMAND_PLATFORMS,
  resourceCn: CNS,
};
const OF_PEOPLE: Readonly<Record<string, FilterNames>> = {
  state: PEOPLE_STATES,
  platform: PEOPLE_PLATFORMS,
  skill: SKILLS,
};

/** Refuses the wrong names among a report’s parameters, and remarks those that nothing has. */
export function checkReportNames(
  scope: RequestScope,
  { parameters }: ReportDefinition,
  args: ReportArgs,
): Promise<void> {
  const isOfPeople = parameters.some(({ name }) => name === 'skill');
  const values: Readonly<Record<string, unknown>> = { ...args };
  return checkFilters(
    scope,
    Object.entries(isOfPeople ? OF_PEOPLE : OF_DEMANDS)
      .filter(([path]) => values[path] !== undefined && values[path] !== null)
      .map(([path, names]) => ({ path, names, values: values[path] })),
  );
}

/** What was remarked of a report’s parameters, in words. */
export function remarksOn({ attachments }: RequestScope, args: ReportArgs): string[] {
  const given = new Set(Object.values(args).flat() as unknown[]);
  return (attachments.warnings ?? []).filter(({ value }) => given.has(value)).map(({ message }) => message);
}
