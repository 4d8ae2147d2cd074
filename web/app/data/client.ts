import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client';
import { ServerError } from '@apollo/client/errors';
import { SetContextLink } from '@apollo/client/link/context';
import { ErrorLink } from '@apollo/client/link/error';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { from, switchMap, throwError } from 'rxjs';
import { readApiKey } from '../../graphiql/api-key';
import hashes from '../generated/hashes.json';
import { patientFetch } from './patience';
import { signedInAgain } from './session';

const HASHES: Readonly<Record<string, string>> = hashes;
const UNAUTHENTICATED = 401;

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

/** Headers of every request of the page: that it is the page's own, and the key of this tab if it has one. */
export function pageHeaders(): Record<string, string> {
  const key = readApiKey();
  return { 'x-headroom-request': '1', ...(key && { authorization: `Bearer ${key}` }) };
}

const withHeaders = new SetContextLink((context) => {
  const { headers } = context as { headers?: Record<string, string> };
  return { headers: { 'apollo-require-preflight': 'true', ...pageHeaders(), ...headers } };
});

/** A request that is refused because the session has ended waits until somebody has signed in, and is sent again. */
const untilSignedIn = new ErrorLink(({ error, operation, forward }) => {
  if (!ServerError.is(error) || error.statusCode !== UNAUTHENTICATED) return undefined;
  return from(signedInAgain()).pipe(switchMap(() => forward(operation)));
});

const hasNoNumber = (value: unknown): boolean =>
  typeof value === 'object' && value !== null ? Object.values(value).some(hasNoNumber) : Number.isNaN(value);

/** A field that holds no number says so beside it; on the way to the server it would turn into nothing at all. */
const numbersOnly = new ApolloLink((operation, forward) =>
  hasNoNumber(operation.variables)
    ? throwError(() => new Error('Nothing is sent: one of the numbers is not accepted.'))
    : forward(operation),
);

/** The page's one client. Entities are kept by type and id; figures without an id stay with what they belong to. */
export const client = new ApolloClient({
  link: ApolloLink.from([
    numbersOnly,
    untilSignedIn,
    withHeaders,
    persisted,
    new HttpLink({ uri: '/graphql', fetch: patientFetch }),
  ]),
  cache: new InMemoryCache({
    possibleTypes: {
      CapacityNode: ['CapacityTree', 'CategoryNode', 'LobNode', 'StateNode', 'CaseTypeNode'],
    },
  }),
  defaultOptions: {
    watchQuery: { fetchPolicy: 'cache-and-network', nextFetchPolicy: 'cache-first' },
  },
});
