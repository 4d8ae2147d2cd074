import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client';
import { SetContextLink } from '@apollo/client/link/context';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { readApiKey } from '../../graphiql/api-key';
import hashes from '../generated/hashes.json';

const HASHES: Readonly<Record<string, string>> = hashes;

/** The page sends hashes of stored operations, never a document: it works where the server runs nothing else. */
const persisted = new PersistedQueryLink({
  useGETForHashedQueries: true,
  retry: () => false,
  disable: () => false,
  generateHash: (document) => {
    const operation = document.definitions.find((node) => node.kind === 'OperationDefinition');
    const name = operation && 'name' in operation ? (operation.name?.value ?? '') : '';
    const hash = HASHES[name];
    if (!hash) throw new Error(`${name} is no stored operation: run npm run operations`);
    return hash;
  },
});

const withHeaders = new SetContextLink((context) => {
  const { headers } = context as { headers?: Record<string, string> };
  const key = readApiKey();
  return {
    headers: {
      'apollo-require-preflight': 'true',
      ...(key && { authorization: `Bearer ${key}` }),
      ...headers,
    },
  };
});

/** The page's one client. Entities are kept by type and id; figures without an id stay with what they belong to. */
export const client = new ApolloClient({
  link: ApolloLink.from([withHeaders, persisted, new HttpLink({ uri: '/graphql' })]),
  cache: new InMemoryCache({
    possibleTypes: {
      CapacityNode: ['CapacityTree', 'CategoryNode', 'LobNode', 'StateNode', 'CaseTypeNode'],
    },
  }),
  defaultOptions: {
    watchQuery: { fetchPolicy: 'cache-and-network', nextFetchPolicy: 'cache-first' },
  },
});
