import { isHired } from '../../resource/sql';
import { identifier, sql, type Sql } from '../../../platform/database/sql';

/**
 * Whether a person may serve a demand in a week, by the rules of `domain/demand/eligibility`: `person` is a row of
 * `resource_v2`, `demand` has platform, locality, state and case_type, `weekEnd` is the Sunday of the week.
 */
export function isEligible(person: string, demand: string, weekEnd: Sql): Sql {
  const r = identifier(person);
  const d = identifier(demand);
  return sql`(${r}.is_active AND text_key(${r}.primary_platform) = text_key(${d}.platform) AND ${r}.location = ${d}.locality
    AND text_key(${d}.case_type) = ANY (${skillKeys(person)})
    AND ${servesState(sql`text_key(${d}.state)`, stateKeys(person))}
    AND ${isHired(sql`${r}.hire_date`, weekEnd)})`;
}

/** The case types that a person serves, as text keys. */
export function skillKeys(person: string): Sql {
  return sql`string_to_array(text_key(${identifier(person)}.skills), ',')`;
}

/** The states that a person serves, as text keys. */
export function stateKeys(person: string): Sql {
  return sql`string_to_array(text_key(${identifier(person)}.state_list), '|')`;
}

/** Whether one of a person's states serves a demand's state; all are text keys. */
export function servesState(state: Sql, states: Sql): Sql {
  return sql`(${state} = 'n/a' OR ${state} = ANY (${states}) OR 'all' = ANY (${states}))`;
}
