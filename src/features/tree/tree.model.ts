import type { WorkType } from '../../domain/demand/lob';
import type { TierCount } from '../../domain/capacity/tier-breakdown';

/** The levels of a tree, from the whole selection down to one demand. */
export const LEVELS = ['total', 'category', 'lob', 'state', 'caseType'] as const;

/** One level of a tree. */
export type Level = (typeof LEVELS)[number];

/** Where a node stands; null = not split by that. `platform` and `locality` are those of its category. */
export interface NodePath {
  platform: string | null;
  locality: WorkType | null;
  mainLob: string | null;
  state: string | null;
  caseType: string | null;
}

/** Which demands a tree counts: values of one filter are alternatives, different filters all apply; absent = all. */
export interface TreeFilter {
  mainLobs?: readonly string[];
  states?: readonly string[];
  caseTypes?: readonly string[];
  platforms?: readonly string[];
  markets?: readonly string[];
  localities?: readonly string[];
}

/** Which months of something are read: none, the chosen one, or all six. */
export type Months = 'none' | 'chosen' | 'all';

/** What is read for the nodes of one level. */
export interface LevelWants {
  /** Figures by the names that metrics have, and `warnings`, `demand`, `tierBreakdown`. */
  columns: ReadonlySet<string>;
  /** Figures of all six months, not only of the chosen one. */
  series: boolean;
  /** Months in which people are counted. */
  heads: Months;
}

/** What a query asks of a tree, level by level: nothing else is read. */
export type TreeWants = Readonly<Record<Level, LevelWants>>;

/** One of the six months of a tree’s report. */
export interface TreeMonth {
  /** 1 to 6. */
  forecastMonthIndex: number;
  /** `May-25`. */
  label: string;
  monthStart: string;
  /** Figures come from the snapshot that a newer report has left. */
  isFrozen: boolean;
}

/** What is counted: a report, its chosen month, and a selection of its demands. */
export interface Tree {
  /** Tells trees apart: everything below, as text. */
  key: string;
  reportYear: number;
  reportMonth: string;
  months: readonly TreeMonth[];
  month: TreeMonth;
  filter: TreeFilter;
  /** Split by category first. */
  byCategory: boolean;
  /** Only what lies below this node, when it was looked up by its id. */
  within: NodePath;
  /** LOBs that the actor may see; null = all. */
  lobScope: readonly string[] | null;
  /** What is read of it. */
  wants: TreeWants;
}

/** One count of people that serves several levels of a tree. */
export interface HeadsWanted {
  tree: Tree;
  /** Deepest first. */
  levels: readonly Level[];
  /** In all six months, not only in the chosen one. */
  allMonths: boolean;
  /** By tier, not only how many. */
  byTier: boolean;
}

/** Sums over the demands of a node in one month; exact decimals as text. */
export interface Sums {
  forecast: string;
  capacity: string;
  gap: string;
  /** Capacity ÷ forecast to 6 places; null at forecast 0. */
  coverage: string | null;
  fteEquivalent: string;
  /** Σ of the known; null when none is known. */
  fteRequired: string | null;
  /** Demands whose people required are unknown. */
  unknownRequired: number;
  /** Assignments whose weekly capacity is unknown. */
  unknownCapacity: number;
  /** Demands missing from the report’s file that people are assigned to. */
  vanished: number;
  /** Distinct people. */
  fteCount: number;
}

/** A node’s figures in one month; those that nobody asked for are not read. */
export interface MonthFigures extends Sums {
  forecastMonthIndex: number;
  /** `May-25`. */
  month: string;
  monthStart: string;
  isFrozen: boolean;
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
  /** Figures of the chosen month. These four need the row of the node: the whole selection has none until it is loaded. */
  readonly metrics: MonthFigures;
  /** Figures of the six months. */
  readonly series: MonthFigures[];
  /** People by tier, each once, in the tier of their latest active week of the month within the node. */
  readonly tierBreakdown: TierCount[];
  /** What the figures of the chosen month leave open. */
  readonly warnings: TreeWarning[];
  /** Only of a single demand. */
  readonly demand?: LeafFacts | undefined;
}

/** What only a single demand has. */
export interface LeafFacts {
  forecastId: number;
  platform: string;
  market: string;
  locality: WorkType;
  callTypeId: string | null;
  targetCph: string | null;
  isVanished: boolean;
  fteRequiredReason: string | null;
  /** People by tier label; null when the month has no summary. */
  tierBreakdown: Record<string, number> | null;
}

/** A level’s row as read: a path and its sums. */
export interface LevelRow extends MonthFigures {
  /** Position of the tree in its batch. */
  place: number;
  /** The same object in all rows of a node. */
  path: NodePath;
  demand: LeafFacts | undefined;
}

/** People of a node in one month in the tiers of one percentage. */
export interface HeadRow {
  place: number;
  forecastMonthIndex: number;
  /** Null in rows that only say which percentages are listed although nobody has them. */
  path: NodePath | null;
  /** Exact fraction as text; null where people are only counted. */
  percentage: string | null;
  people: number;
}

/** One ISO week of a demand. */
export interface LeafWeek {
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
  year: number;
  weekNumber: number;
  productionPercentage: string;
  weeklyCapacity: string | null;
  tierPercentage: string;
  assignmentType: string;
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
