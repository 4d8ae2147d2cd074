import { skipToken, useQuery } from '@apollo/client/react';
import type { OperationVariables } from '@apollo/client';
import type { TypedDocumentString } from '../generated/graphql';
import { documentOf } from './documents';

/** What a section shows: figures, that they are coming, or why not. */
export interface Loaded<Data> {
  data: Data | undefined;
  loading: boolean;
  error: Error | undefined;
  retry(): void;
}

/** Reads a stored query into the cache; the last answer stays on screen while the next one is on its way. */
export function useData<Data, Variables extends OperationVariables>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables | undefined,
): Loaded<Data> {
  const { data, previousData, loading, error, refetch } = useQuery(
    documentOf(document),
    variables ? { variables, notifyOnNetworkStatusChange: false, errorPolicy: 'all' } : skipToken,
  );
  return {
    data: (data ?? (loading ? previousData : undefined)) as Data | undefined,
    loading: loading && !data,
    error: data ? undefined : error,
    // A failure shows itself in `error`.
    retry: () => void refetch().catch(() => undefined),
  };
}
