import type { TierCount } from '../../../domain/capacity/tier-breakdown';
import type { WorkType } from '../../../domain/demand/lob';
import type { AssignmentTypeName } from '../../assignment';
import type { CellFilter, CellPath, DemandFacts, FigureMonth, Figures, KeptFigures } from '../../figures';

/** The levels of a tree, from the whole selection down to one demand. */
export const LEVELS = ['total', 'category', 'lob', 'state', 'caseType'] as const;

/** One level of a tree. */
export type Level = (typeof LEVELS)[number];

/** Where a node stands; null = not split by that. `platform` and `locality` are those of its category. */
export type NodePath = CellPath;

/** Which demands a tree counts: values of one filter are alternatives, different filters all apply; absent = all. */
export type TreeFilter = CellFilter;

/** Which months of something are read: none, the chosen one, or all six. */
export type Months = 'none' | 'chosen' | 'all';

/** What is read for the nodes of one level. */
export interface LevelWants {
  /** Whether nodes of the level are listed at all. */
  listed: boolean;
  /** Figures of all six months, not only of the chosen one. */
  series: boolean;
  /** Months in which people are counted. */
  heads: Months;
  /** People of the chosen month by tier. */
  byTier: boolean;
}

/** What a query asks of a tree, level by level: nothing else is read. */
export type TreeWants = Readonly<Record<Level, LevelWants>>;

/** What is counted: a report, its chosen month, and a selection of its demands. */
export interface Tree {
  /** Tells trees apart: everything below, as text. */
  key: string;
  reportYear: number;
  reportMonth: string;
  months: readonly FigureMonth[];
  month: FigureMonth;
  /** The report’s figures as of the request. */
  figures: KeptFigures;
  filter: TreeFilter;
  /** Split by category first. */
  byCategory: boolean;
  /** Only what lies below this node, when it was looked up by its id. */
  within: NodePath;
  /** LOBs that the actor may see; null = all. */
  lobScope: readonly string[] | null;
  /** What is read of it. */
  wants: TreeWants;
  /** The levels that are listed, read before the tree is answered. */
  levels: Map<Level, ListedLevel>;
}

/** The nodes of a whole level. */
export interface ListedLevel {
  readonly nodes: readonly TreeNode[];
  /** Those whose demands stand from `start` to before `end` among the selected ones, by name. */
  between(start: number, end: number): TreeNode[];
}

/** Something that a node’s figures leave open. */
export interface TreeWarning {
  code: 'UNKNOWN_FTE_REQUIRED' | 'UNKNOWN_CAPACITY' | 'VANISHED_DEMAND';
  count: number;
  message: string;
}

/** The GraphQL type of each level’s nodes. */
export const TYPE_NAMES: Readonly<Record<Level, string>> = {
  total: 'CapacityTree',
  category: 'CategoryNode',
  lob: 'LobNode',
  state: 'StateNode',
  caseType: 'CaseTypeNode',
};

/** One node of a tree. */
export interface TreeNode {
  readonly __typename: string;
  readonly tree: Tree;
  readonly level: Level;
  readonly path: NodePath;
  /** `path` as text: the key of maps. */
  readonly pathKey: string;
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  /** Figures of the chosen month. */
  readonly metrics: Figures;
  /** Figures of the six months. */
  readonly series: Figures[];
  /** People by tier, each once, in the tier of their latest active week of the month within the node. */
  readonly tierBreakdown: TierCount[];
  /** What the figures of the chosen month leave open. */
  readonly warnings: TreeWarning[];
  /** Only of a single demand. */
  readonly demand?: DemandFacts | undefined;
  /** The nodes one level or two below, by name; null where the tree is not split that way. */
  readonly categories: TreeNode[] | null;
  readonly lobs: TreeNode[] | null;
  readonly states: TreeNode[];
  readonly caseTypes: TreeNode[];
}

/** One ISO week of a demand. */
export interface LeafWeek {
  /** `2025-W18`. */
  week: string;
  year: number;
  weekNumber: number;
  weekStart: string;
  /** Null = the week is not configured. */
  workingDays: number | null;
  capacity: string;
  fteCount: number;
  /** Σ production percentages. */
  fteEquivalent: string;
  unknownCapacityCount: number;
}

/** One person’s week on a demand. */
export interface PersonWeek {
  /** Number and version of the assignment; null in a frozen month. */
  assignmentId: number | null;
  version: number | null;
  /** `2025-W18`. */
  week: string;
  year: number;
  weekNumber: number;
  productionPercentage: string;
  weeklyCapacity: string | null;
  tierPercentage: string;
  assignmentType: AssignmentTypeName;
  pinned: boolean;
}

/** Someone assigned to a demand in the month. */
export interface AssignedPerson {
  resourceCn: string;
  firstName: string;
  lastName: string;
  location: WorkType;
  /** Σ of the known weekly capacities. */
  capacity: string;
  weeks: PersonWeek[];
}
