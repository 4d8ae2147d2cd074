import { useEffect, useRef, useState } from 'react';
import type { OperationVariables } from '@apollo/client';
import type { TypedDocumentString } from '../generated/graphql';
import { client } from './client';
import { documentOf } from './documents';
import { useFreshness } from './live';
import type { Loaded } from './use-data';

interface State<Data> {
  /** What the answer is for. */
  key: string;
  data?: Data;
  error?: Error;
}

/**
 * Reads a large answer outside the cache: normalising thousands of nodes takes longer than fetching them. It is read
 * again with every data version; meanwhile the one before stays on screen.
 */
export function useUncached<Data, Variables extends OperationVariables>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables | undefined,
): Loaded<Data> {
  const { version } = useFreshness();
  const [attempt, setAttempt] = useState(0);
  const wanted = variables && JSON.stringify(variables);
  const [state, setState] = useState<State<Data>>({ key: '' });
  const latest = useRef(variables);
  latest.current = variables;
  useEffect(() => {
    if (wanted === undefined || latest.current === undefined) return undefined;
    let dropped = false;
    client
      .query<Data, Variables>({
        query: documentOf(document),
        variables: latest.current,
        fetchPolicy: 'no-cache',
      } as Parameters<typeof client.query<Data, Variables>>[0])
      .then(({ data }) => {
        if (!dropped) setState({ key: wanted, data: data as Data });
      })
      .catch((error: unknown) => {
        if (!dropped) setState({ key: wanted, error: error as Error });
      });
    return () => {
      dropped = true;
    };
  }, [document, wanted, version, attempt]);
  return {
    data: state.data,
    loading: wanted !== undefined && state.key !== wanted,
    error: state.error,
    retry: () => setAttempt(attempt + 1),
  };
}
