import { createHash } from 'node:crypto';
import type { Issue } from '../../domain/errors';
import type { PersistedOperations } from './manifest';

/** The parameters of a GraphQL request, from a body or a query string. */
export type GraphQLParameters = Record<string, unknown>;

/** A request that may not run. */
export interface Refusal {
  status: number;
  code: string;
  message: string;
  issues?: readonly Issue[];
}

/** Either what to run, or why not. */
export type Resolved = { parameters: GraphQLParameters } | { refusal: Refusal };

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * Puts the document in the place of its hash (`documentId`, or `extensions.persistedQuery.sha256Hash`).
 * Nothing is ever registered by a request. Mode `only` runs nothing but the manifest.
 */
export function resolvePersisted(
  parameters: GraphQLParameters,
  persisted: PersistedOperations,
  mode: 'off' | 'only',
): Resolved {
  const id = hashOf(parameters);
  const { documentId: _documentId, ...rest } = withoutHash(parameters);
  const { query } = rest;
  if (typeof query === 'string' && query !== '') {
    if (id !== undefined && sha256(query) !== id) {
      return refuse(400, 'BAD_REQUEST', `The document has the SHA-256 ${sha256(query)}, not ${id}`);
    }
    if (mode === 'off' || persisted.byId.has(sha256(query))) return { parameters: rest };
    return refuse(
      403,
      'PERSISTED_OPERATIONS_ONLY',
      'This server runs persisted operations only, but for administrators who have signed in: send documentId or ' +
        'extensions.persistedQuery.sha256Hash of an operation in its manifest',
    );
  }
  if (id === undefined) return { parameters: rest };
  const operation = persisted.byId.get(id);
  if (operation) return { parameters: { ...rest, query: operation.body } };
  // The wording that client libraries look for.
  return refuse(400, 'PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound');
}

function refuse(status: number, code: string, message: string): Resolved {
  return { refusal: { status, code, message } };
}

/** The hash by which a request names its operation; undefined if it does not. */
export function hashOf({ documentId, extensions }: GraphQLParameters): string | undefined {
  if (typeof documentId === 'string') return documentId.replace(/^sha256:/, '').toLowerCase();
  const hash = persistedQueryOf(extensions)?.['sha256Hash'];
  return typeof hash === 'string' ? hash.toLowerCase() : undefined;
}

function persistedQueryOf(extensions: unknown): Record<string, unknown> | undefined {
  if (typeof extensions !== 'object' || extensions === null) return undefined;
  const { persistedQuery } = extensions as { persistedQuery?: unknown };
  return typeof persistedQuery === 'object' && persistedQuery !== null
    ? (persistedQuery as Record<string, unknown>)
    : undefined;
}

/** Apollo knows the extension only as automatic registration, which is off. */
function withoutHash(parameters: GraphQLParameters): GraphQLParameters {
  if (persistedQueryOf(parameters['extensions']) === undefined) return { ...parameters };
  const { persistedQuery: _hash, ...extensions } = parameters['extensions'] as Record<string, unknown>;
  return { ...parameters, extensions };
}
