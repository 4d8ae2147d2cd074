import { readPage, type Page } from '../../platform/graphql/connection';

/** The page that arguments ask for; null counts as absent. */
export function pageOf(args: { first?: number | null; after?: string | null; offset?: number | null }): Page {
  return readPage({
    ...(typeof args.first === 'number' && { first: args.first }),
    ...(typeof args.after === 'string' && { after: args.after }),
    ...(typeof args.offset === 'number' && { offset: args.offset }),
  });
}
