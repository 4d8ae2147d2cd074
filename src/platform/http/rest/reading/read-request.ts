import type { OperationShape } from '../../../persisted/operation-shape';
import { readBody } from './read-body';
import { listed, readPath, readQuery } from './read-parameters';
import { Findings } from './read-value';
import { throwFindings, type Draft, type RawRequest, type Reading } from './request-parts';
import type { Route } from '../table/route';

/** Reads path, query and body into the operation's variables; refuses with everything that is wrong at once. */
export function readRequest(
  route: Route,
  shape: OperationShape,
  raw: RawRequest,
  readOnlyNames: ReadonlySet<string>,
): Reading {
  const variables: Record<string, unknown> = structuredClone(route.fixed ?? {});
  const draft: Draft = { route, shape, variables, findings: new Findings() };
  readPath(draft, raw.params);
  const query = listed(raw.query);
  const page = readQuery(draft, query);
  const readOnly = readBody(draft, raw.body, readOnlyNames);
  throwFindings(draft.findings);
  const { headers, url, origin } = raw;
  const read = { variables, query, headers, url, origin };
  Object.assign(variables, route.derived?.(read));
  return { ...read, ...page, readOnly };
}
