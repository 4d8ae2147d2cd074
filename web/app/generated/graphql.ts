/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** What kind of failure a refused request is. */
export type ErrorCode =
  /** The file cannot be read. */
  | 'BAD_FILE'
  /** The request does not fit what is stored. */
  | 'CONFLICT'
  /** The person is assigned in that week already. */
  | 'DOUBLE_BOOKING'
  /** The caller may not do this. */
  | 'FORBIDDEN'
  /** The idempotency key was used with another request. */
  | 'IDEMPOTENCY_MISMATCH'
  /** Something else must be imported first. */
  | 'IMPORT_ORDER'
  /** The person may not work this demand; `reason` names the rule. */
  | 'INELIGIBLE'
  /** The month is closed. */
  | 'MONTH_CLOSED'
  /** There is nothing under this key. */
  | 'NOT_FOUND'
  /** Every week of the live months has ended. */
  | 'NO_OPEN_WEEKS'
  /** No forecast report covers the month. */
  | 'NO_REPORT'
  /** The week is not configured. */
  | 'NO_WEEK_CONFIG'
  /** A later change stands in the way of taking this one back. */
  | 'REVERT_BLOCKED'
  /** What the plan was made from has changed. */
  | 'STALE_PLAN'
  /** The request or its answer is too large. */
  | 'TOO_LARGE'
  /** Credentials are missing or wrong. */
  | 'UNAUTHENTICATED'
  /** The server is busy or the database is away; try again. */
  | 'UNAVAILABLE'
  /** No forecast of the month has this line of business, state and case type. */
  | 'UNKNOWN_DEMAND'
  /** The media type is not accepted. */
  | 'UNSUPPORTED_MEDIA_TYPE'
  /** A value is malformed or not accepted. */
  | 'VALIDATION'
  /** Someone else changed the row since the version given. */
  | 'VERSION_CONFLICT';

/** An optional part of a server. */
export type ServerFeature =
  /** `GET /api/v2/events` says what has changed. */
  | 'LIVE_EVENTS'
  /** Only operations of the manifest are run. */
  | 'PERSISTED_ONLY';

export type PageChangeSetQueryVariables = Exact<{ [key: string]: never; }>;


export type PageChangeSetQuery = { history: { nodes: Array<{ id: string, action: string, requestId: string | null }> } };

export type PageRevertMutationVariables = Exact<{
  id: string | number;
}>;


export type PageRevertMutation = { revertChangeSet: { restored: number | null, deallocated: number | null, userErrors: Array<{ code: ErrorCode, message: string, path: Array<string> | null }> } };

export type PageShellQueryVariables = Exact<{
  report?: string | null | undefined;
}>;


export type PageShellQuery = { forecastReports: Array<{ id: string, reportYear: number, reportStart: string, isCurrent: boolean, importedDatetime: string, reportMonth: string, months: Array<{ label: string, monthStart: string, isFrozen: boolean, isLive: boolean }> }>, capacityTree: { id: string, reportYear: number, reportMonth: string, series: Array<{ forecastMonthIndex: number, monthStart: string, forecast: number, capacity: number, gap: number, coverage: number | null, fteCount: number, fteEquivalent: number, fteRequired: number | null, isFrozen: boolean, month: string }> } | null };

export type PageVersionQueryVariables = Exact<{ [key: string]: never; }>;


export type PageVersionQuery = { server: { dataVersion: number, version: string, features: Array<ServerFeature> } };

export type SeriesPointFragment = { forecastMonthIndex: number, monthStart: string, forecast: number, capacity: number, gap: number, coverage: number | null, fteCount: number, fteEquivalent: number, fteRequired: number | null, isFrozen: boolean, month: string };

export type UserErrorTextFragment = { code: ErrorCode, message: string, path: Array<string> | null };

export type GapFiguresFragment = { mainLob: string, state: string, caseType: string, forecast: number, capacity: number, gap: number, coverage: number | null };

export type PageChartsQueryVariables = Exact<{
  report: string;
  month: string;
}>;


export type PageChartsQuery = { whole: { months: Array<{ label: string, tierBreakdown: Array<{ label: string, count: number }> }>, weeks: Array<{ week: string, tierBreakdown: Array<{ label: string, count: number }> }> }, month: { topShortages: Array<{ mainLob: string, state: string, caseType: string, forecast: number, capacity: number, gap: number, coverage: number | null }>, topSurpluses: Array<{ mainLob: string, state: string, caseType: string, forecast: number, capacity: number, gap: number, coverage: number | null }> } };

export type PageDemandWeeksQueryVariables = Exact<{
  report: string;
  reportMonth?: string | null | undefined;
  index: number;
  from: string;
  to: string;
  mainLobs: Array<string> | string;
  states: Array<string> | string;
  caseTypes: Array<string> | string;
}>;


export type PageDemandWeeksQuery = { reportWeeklyDetail: { columns: Array<string> | null, rows: unknown }, monthlySummaries: { nodes: Array<{ id: string, mainLob: string, state: string, caseType: string, fteRequired: number | null }> } };

export type PageOverviewQueryVariables = Exact<{
  report?: string | null | undefined;
  prior?: string | null | undefined;
  withPrior: boolean;
}>;


export type PageOverviewQuery = { capacityTree: { id: string, lobs: Array<{ id: string, name: string, series: Array<{ forecastMonthIndex: number, monthStart: string, forecast: number, capacity: number, gap: number, coverage: number | null, fteCount: number, fteEquivalent: number, fteRequired: number | null, isFrozen: boolean, month: string }> }> | null } | null, prior?: { id: string, series: Array<{ forecastMonthIndex: number, monthStart: string, forecast: number, capacity: number, gap: number, coverage: number | null, fteCount: number, fteEquivalent: number, fteRequired: number | null, isFrozen: boolean, month: string }> } | null };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const SeriesPointFragmentDoc = new TypedDocumentString(`
    fragment SeriesPoint on CapacitySeriesPoint {
  forecastMonthIndex
  month: monthLabel
  monthStart
  forecast
  capacity
  gap
  coverage
  fteCount
  fteEquivalent
  fteRequired
  isFrozen
}
    `, {"fragmentName":"SeriesPoint"}) as unknown as TypedDocumentString<SeriesPointFragment, unknown>;
export const UserErrorTextFragmentDoc = new TypedDocumentString(`
    fragment UserErrorText on UserError {
  code
  message
  path
}
    `, {"fragmentName":"UserErrorText"}) as unknown as TypedDocumentString<UserErrorTextFragment, unknown>;
export const GapFiguresFragmentDoc = new TypedDocumentString(`
    fragment GapFigures on DemandGap {
  mainLob
  state
  caseType
  forecast
  capacity
  gap
  coverage
}
    `, {"fragmentName":"GapFigures"}) as unknown as TypedDocumentString<GapFiguresFragment, unknown>;
export const PageChangeSetDocument = new TypedDocumentString(`
    query PageChangeSet {
  history(first: 20) {
    nodes {
      id
      action
      requestId
    }
  }
}
    `) as unknown as TypedDocumentString<PageChangeSetQuery, PageChangeSetQueryVariables>;
export const PageRevertDocument = new TypedDocumentString(`
    mutation PageRevert($id: ID!) {
  revertChangeSet(id: $id) {
    restored
    deallocated
    userErrors {
      ...UserErrorText
    }
  }
}
    fragment UserErrorText on UserError {
  code
  message
  path
}`) as unknown as TypedDocumentString<PageRevertMutation, PageRevertMutationVariables>;
export const PageShellDocument = new TypedDocumentString(`
    query PageShell($report: YearMonth) {
  forecastReports {
    id
    reportMonth: reportMonthName
    reportYear
    reportStart
    isCurrent
    importedDatetime
    months {
      label
      monthStart
      isFrozen
      isLive
    }
  }
  capacityTree(report: $report) {
    id
    reportMonth: reportMonthName
    reportYear
    series {
      ...SeriesPoint
    }
  }
}
    fragment SeriesPoint on CapacitySeriesPoint {
  forecastMonthIndex
  month: monthLabel
  monthStart
  forecast
  capacity
  gap
  coverage
  fteCount
  fteEquivalent
  fteRequired
  isFrozen
}`) as unknown as TypedDocumentString<PageShellQuery, PageShellQueryVariables>;
export const PageVersionDocument = new TypedDocumentString(`
    query PageVersion {
  server {
    dataVersion
    version
    features
  }
}
    `) as unknown as TypedDocumentString<PageVersionQuery, PageVersionQueryVariables>;
export const PageChartsDocument = new TypedDocumentString(`
    query PageCharts($report: YearMonth!, $month: YearMonth!) {
  whole: capacityCharts(report: $report, first: 1) {
    months {
      label
      tierBreakdown {
        label
        count
      }
    }
    weeks {
      week
      tierBreakdown {
        label
        count
      }
    }
  }
  month: capacityCharts(
    report: $report
    fromMonth: $month
    toMonth: $month
    first: 18
  ) {
    topShortages {
      ...GapFigures
    }
    topSurpluses {
      ...GapFigures
    }
  }
}
    fragment GapFigures on DemandGap {
  mainLob
  state
  caseType
  forecast
  capacity
  gap
  coverage
}`) as unknown as TypedDocumentString<PageChartsQuery, PageChartsQueryVariables>;
export const PageDemandWeeksDocument = new TypedDocumentString(`
    query PageDemandWeeks($report: String!, $reportMonth: YearMonth, $index: Int!, $from: String!, $to: String!, $mainLobs: [String!]!, $states: [String!]!, $caseTypes: [String!]!) {
  reportWeeklyDetail(
    report: $report
    from: $from
    to: $to
    mainLob: $mainLobs
    state: $states
    caseType: $caseTypes
  ) {
    columns
    rows
  }
  monthlySummaries(
    report: $reportMonth
    filter: {forecastMonthIndexes: [$index], mainLobs: $mainLobs, states: $states, caseTypes: $caseTypes}
    first: 1000
  ) {
    nodes {
      id
      mainLob
      state
      caseType
      fteRequired
    }
  }
}
    `) as unknown as TypedDocumentString<PageDemandWeeksQuery, PageDemandWeeksQueryVariables>;
export const PageOverviewDocument = new TypedDocumentString(`
    query PageOverview($report: YearMonth, $prior: YearMonth, $withPrior: Boolean!) {
  capacityTree(report: $report) {
    id
    lobs {
      id
      name
      series {
        ...SeriesPoint
      }
    }
  }
  prior: capacityTree(report: $prior) @include(if: $withPrior) {
    id
    series {
      ...SeriesPoint
    }
  }
}
    fragment SeriesPoint on CapacitySeriesPoint {
  forecastMonthIndex
  month: monthLabel
  monthStart
  forecast
  capacity
  gap
  coverage
  fteCount
  fteEquivalent
  fteRequired
  isFrozen
}`) as unknown as TypedDocumentString<PageOverviewQuery, PageOverviewQueryVariables>;