import type { PageTreeSeriesQuery, SparkFiguresFragment } from '../generated/graphql';

/** Six months by node id. */
export type Sparks = ReadonlyMap<string, readonly SparkFiguresFragment[]>;

interface SparkNode {
  id: string;
  series: readonly SparkFiguresFragment[];
  categories?: readonly SparkNode[] | null;
  lobs?: readonly SparkNode[] | null;
  states?: readonly SparkNode[];
  caseTypes?: readonly SparkNode[];
}

/** The months of every node of a tree. */
export function sparksOf(data: PageTreeSeriesQuery | undefined): Sparks {
  const sparks = new Map<string, readonly SparkFiguresFragment[]>();
  const visit = ({ id, series, categories, lobs, states, caseTypes }: SparkNode): void => {
    sparks.set(id, series);
    for (const below of [categories, lobs, states, caseTypes]) below?.forEach(visit);
  };
  if (data?.capacityTree) visit(data.capacityTree);
  return sparks;
}
