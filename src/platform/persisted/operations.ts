import type { RequestScope } from '../scope/request-scope';
import type { OperationShape } from './operation-shape';

/** One top-level error of an operation. */
export interface OperationError {
  message: string;
  path?: readonly (string | number)[] | undefined;
  extensions?: Record<string, unknown> | undefined;
}

/** What an operation answered. */
export interface OperationResult {
  data: Record<string, unknown> | null | undefined;
  errors: readonly OperationError[];
}

/** Runs persisted operations inside the process, through the same server that answers GraphQL clients. */
export interface Operations {
  has(name: string): boolean;
  shape(name: string): OperationShape;
  run(name: string, variables: Record<string, unknown>, scope: RequestScope): Promise<OperationResult>;
}
