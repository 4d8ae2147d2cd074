import { compileSql, constantSql } from '../../../platform/database/sql';
import { ownPercentageInWeek, percentageInWeek, weekException } from '../../resource/sql';

/**
 * SQL of the eligibility rules of the domain: `r` is a row of resource_v2; `d` has platform, locality, state and
 * case_type in stored spelling; `weekEnd` is the Sunday of the week. A test compares it with the domain's rules.
 */
export const isEligible = (r: string, d: string, weekEnd: string): string => `(${r}.is_active
  AND text_key(${r}.primary_platform) = text_key(${d}.platform)
  AND ${r}.location = ${d}.locality
  AND text_key(${d}.case_type) = ANY (string_to_array(text_key(${r}.skills), ','))
  AND (text_key(${d}.state) = 'n/a' OR text_key(${d}.state) = ANY (string_to_array(text_key(${r}.state_list), '|'))
    OR 'ALL' = ANY (string_to_array(${r}.state_list, '|')))
  AND (${r}.hire_date IS NULL OR ${weekEnd} >= ${r}.hire_date))`;

/** SQL of a person's percentage in a week: its exception, else the last production step at or before it, else the base. */
export const percentageOf = (r: string, year: string, week: string): string =>
  compileSql(percentageInWeek(r, constantSql(year), constantSql(week))).text;

/** SQL of a person's percentage in a week by steps and base alone. */
export const ownPercentageOf = (r: string, year: string, week: string): string =>
  compileSql(ownPercentageInWeek(r, constantSql(year), constantSql(week))).text;

/** SQL of the exception of a person-week; NULL where there is none. */
export const exceptionOf = (r: string, year: string, week: string): string =>
  compileSql(weekException(r, constantSql(year), constantSql(week))).text;
