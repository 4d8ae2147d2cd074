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
  /** The data version that was there when it was asked. */
  version?: number | undefined;
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
): Loaded<Data> & { isOutdated: boolean } {
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
        if (!dropped) setState({ key: wanted, version, data: data as Data });
      })
      .catch((error: unknown) => {
        if (!dropped) setState({ key: wanted, version, error: error as Error });
      });
    return () => {
      dropped = true;
    };
  }, [document, wanted, version, attempt]);
  return {
    data: state.data,
    loading: wanted !== undefined && state.key !== wanted,
    // Something has changed since; the next answer is on its way.
    isOutdated: state.data !== undefined && state.version !== version,
    error: state.error,
    retry: () => setAttempt(attempt + 1),
  };
}
