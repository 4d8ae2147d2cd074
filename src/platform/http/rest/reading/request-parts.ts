import { DomainError } from '../../../../domain/errors';
import { fieldAt, type LeafShape, type OperationShape } from '../../../persisted/operation-shape';
import type { Findings } from './read-value';
import type { ReadRequest, Route } from '../table/route';

/** A request as the framework delivers it. */
export interface RawRequest {
  params: Readonly<Record<string, string>>;
  query: Readonly<Record<string, string | string[]>>;
  body: unknown;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  url: string;
  origin: string;
}

/** A part of a list. */
export interface Page {
  limit: number;
  offset: number;
}

/** A request that has been read, with what the shim itself needs of it. */
export interface Reading extends ReadRequest {
  page: Page;
  /** How long to wait for a job before answering 202. */
  waitSeconds: number;
  /** Body fields that the operation does not take but its object has: compared with the stored object. */
  readOnly: Readonly<Record<string, unknown>>;
}

/** A request while it is being read: what its parts say goes into `variables`, what is wrong to `findings`. */
export interface Draft {
  route: Route;
  shape: OperationShape;
  variables: Record<string, unknown>;
  findings: Findings;
}

/** One VALIDATION error of everything found. */
export function throwFindings({ issues }: Findings): void {
  if (issues.length === 0) return;
  throw new DomainError(
    'VALIDATION',
    issues
      .slice(0, 20)
      .map(({ path, message }) => (path === '' ? message : `${path}: ${message}`))
      .join('; '),
    issues.slice(0, 50),
  );
}

/** Sets a dotted variable. */
export function setVariable(variables: Record<string, unknown>, path: string, value: unknown): void {
  const names = path.split('.');
  const last = names.pop() ?? path;
  let target = variables;
  for (const name of names) {
    target[name] ??= {};
    target = target[name] as Record<string, unknown>;
  }
  target[last] = value;
}

/** The scalar that a variable holds, or holds a list of. */
export function leafOf(shape: OperationShape, variable: string): LeafShape {
  let found = fieldAt(shape.variables, variable)?.shape;
  while (found?.kind === 'list') found = found.of;
  if (found?.kind !== 'leaf') throw new Error(`${shape.name}: ${variable} is no scalar variable`);
  return found;
}
