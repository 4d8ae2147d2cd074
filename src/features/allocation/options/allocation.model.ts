import type { Demand } from '../../../domain/demand/demand-key';
import type { PlanSettings } from './plan-options.preset';

export type { PlanSettings };

/** What a kept plan was made by: planning from scratch, or rebalancing what is stored. */
export type PlanKind = 'plan' | 'rebalance';

/** The stored data that a plan depends on, part by part; a change of any makes the plan stale. */
export const DATA_PARTS = ['people', 'weeks', 'forecasts', 'tiers', 'assignments', 'closed_months'] as const;

/** One part of the stored data. */
export type DataPart = (typeof DATA_PARTS)[number];

/** Fingerprint of each part, and of the options. */
export type PartHashes = Readonly<Record<DataPart | 'options', string>>;

/** Where the rows of one list lie in a kept plan: each chunk is `[offset, bytes, rows]`, compressed by itself. */
export interface SectionIndex {
  rows: number;
  chunks: readonly (readonly [offset: number, bytes: number, rows: number])[];
}

/** Lists that are answered page by page. */
export type ListSection = 'demands' | 'moves' | 'idle' | 'warnings';

/** What is written when the plan is executed, as text for COPY. */
export type WriteSection = 'inserts' | 'updates' | 'releases';

/** Rows that executing the plan writes. */
export interface PlanCounts {
  /** New assignments. */
  created: number;
  /** Assignments of the same person, week and demand whose type or percentage changes. */
  updated: number;
  /** Assignments that end; those that are replaced too. */
  deallocated: number;
  /** Replaceable assignments that stay exactly as they are. */
  unchanged: number;
}

/** Everything about a plan but its lists. */
export interface PlanHeader {
  complete: boolean;
  solve: Readonly<Record<string, unknown>>;
  totals: Readonly<Record<'before' | 'after', Readonly<Record<string, unknown>>>>;
  counts: PlanCounts;
  hiring: readonly unknown[];
  curve: readonly unknown[] | null;
  chosen: number | null;
  /** First days of the calendar months in which rows are written. */
  months: readonly string[];
  /** Months `2025-05` none of whose weeks is configured: executing is refused. */
  unconfigured: readonly string[];
  sections: Readonly<Record<ListSection | WriteSection, SectionIndex>>;
}

/** A plan as it is kept. */
export interface KeptPlan extends PlanHeader {
  planHash: string;
  kind: PlanKind;
  partHashes: PartHashes;
  options: PlanSettings;
  actor: string;
  createdDatetime: Date;
  expiresDatetime: Date;
}

/** What executing a plan did. */
export interface ExecutedPlan {
  plan: KeptPlan;
  /** Null when nothing was committed. */
  changeSetId: number | null;
}

/** Questions about the stored assignments. */
export type Question =
  | { ask: 'whyNotAssigned'; cn: string; week: string }
  | { ask: 'whyShort'; demand: Demand; month: string }
  | { ask: 'hiringValue'; top: number };
