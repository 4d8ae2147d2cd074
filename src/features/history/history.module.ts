import { HistoryResolver } from './history.resolver';

/** What the history feature gives to the schema. */
export const historyModule = { resolvers: [HistoryResolver] } as const;
