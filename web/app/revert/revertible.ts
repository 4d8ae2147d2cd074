import { useUncached } from '../data/use-uncached';
import { PageRevertibleDocument, type PageRevertibleQuery } from '../generated/graphql';

/** Why a change cannot be taken back, in the server’s words. */
export interface Obstacle {
  message: string;
  /** The later change that stands in the way, if one does. */
  later: string | undefined;
  /** It has been taken back already. */
  isDone: boolean;
}

/** What stands in the way of taking changes back: none = it can be; undefined = not known (yet). */
export type Obstacles = (id: string) => readonly Obstacle[] | undefined;

type ChangeSet = PageRevertibleQuery['history']['nodes'][number];
type Reason = ChangeSet['whyNotRevertible'][number];

/** Asks for all of these changes at once, and again with every data version: who comes later may stand in the way. */
export function useObstacles(ids: readonly string[]): Obstacles {
  const loaded = useUncached(
    PageRevertibleDocument,
    ids.length > 0 ? { ids: [...ids], first: ids.length } : undefined,
  );
  // Where it cannot be asked, the press is left to the server.
  if (loaded.error) return () => [];
  const nodes = new Map(loaded.data?.history.nodes.map((node) => [node.id, node]));
  return (id) => {
    const node = nodes.get(id);
    return node?.whyNotRevertible.map((reason) => asObstacle(node, reason));
  };
}

function asObstacle({ id, revertedByChangeSetId }: ChangeSet, { message, value }: Reason): Obstacle {
  const other = typeof value === 'number' ? String(value) : id;
  return { message, later: other === id ? undefined : other, isDone: revertedByChangeSetId !== null };
}
