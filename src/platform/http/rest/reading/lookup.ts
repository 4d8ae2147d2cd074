import { invalid } from '../../../../domain/errors';
import type { Operations } from '../../../persisted/operations';
import type { RequestScope } from '../../../scope/request-scope';
import type { Lookup, QueryParameter, ReadRequest, Route } from '../table/route';
import { resultAt } from '../table/show-value';

/** True if a parameter was given a name in place of its value. */
export function isName({ lookup }: QueryParameter, values: readonly string[]): boolean {
  return lookup !== undefined && values.length === 1 && !/^\d+$/.test(values[0] ?? '');
}

/** Puts the values of names into the variables, e.g. `month=May-25` → forecast month 1. */
export async function resolveNames(
  route: Route,
  operations: Operations,
  scope: RequestScope,
  { query, variables }: ReadRequest,
): Promise<void> {
  for (const [name, parameter] of Object.entries(route.query ?? {})) {
    const given = query[name];
    const { lookup } = parameter;
    if (!given || !lookup || !isName(parameter, given)) continue;
    const shared = Object.fromEntries(lookup.variables.map((variable) => [variable, variables[variable]]));
    const { data } = await operations.run(lookup.operation, shared, scope);
    const shape = operations.shape(lookup.operation);
    const known = resultAt(shape.result.fields, data ?? {}, lookup.at).value as Known[] | undefined;
    variables[parameter.variable] = valueOf(lookup, known ?? [], { name, text: given[0] ?? '' });
  }
}

type Known = Record<string, unknown>;

function valueOf(
  lookup: Lookup,
  known: readonly Known[],
  { name, text }: { name: string; text: string },
): unknown {
  const names = known.map((item) => String(item[lookup.name]));
  const wanted = (lookup.spelled?.(text) ?? text).toLowerCase();
  const found = known[names.findIndex((listed) => listed.toLowerCase() === wanted)];
  if (!found) throw invalid(name, text, `one of ${[...names, 'a number'].join(', ')}`);
  return found[lookup.value];
}
