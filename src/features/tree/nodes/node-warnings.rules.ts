import type { TreeNode, TreeWarning } from './tree.model';

/** What the figures of a month leave open; `reason` is why a single demand’s people required are unknown. */
export function nodeWarnings(
  { unknownRequired, unknownCapacity, vanished }: TreeNode['metrics'],
  reason: string | null | undefined,
): TreeWarning[] {
  const warnings: TreeWarning[] = [
    {
      code: 'UNKNOWN_FTE_REQUIRED',
      count: unknownRequired,
      message: `People required are unknown for ${unknownRequired} demand(s)${reason ? ` (${reason})` : ''} and left out of the sum`,
    },
    {
      code: 'UNKNOWN_CAPACITY',
      count: unknownCapacity,
      message: `Weekly capacity is unknown for ${unknownCapacity} assignment(s), whose demand has no CPH, and left out of the sum`,
    },
    {
      code: 'VANISHED_DEMAND',
      count: vanished,
      message: `${vanished} demand(s) are not in the report’s file and kept because people are assigned to them`,
    },
  ];
  return warnings.filter(({ count }) => count > 0);
}
