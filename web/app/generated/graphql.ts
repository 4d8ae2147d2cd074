/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** A forecast report. */
export type ReportInput = {
  /** Report month: `April`, `Apr` or `4`. */
  month: string;
  /** Year of the report month. */
  year: number;
};

export type PageChangeSetQueryVariables = Exact<{ [key: string]: never; }>;


export type PageChangeSetQuery = { history: { nodes: Array<{ id: string, action: string, requestId: string | null }> } };

export type PageRevertMutationVariables = Exact<{
  id: string | number;
}>;


export type PageRevertMutation = { revertChangeSet: { restored: number | null, deallocated: number | null, userErrors: Array<{ code: string, message: string, path: string }> } };

export type PageShellQueryVariables = Exact<{
  report?: ReportInput | null | undefined;
}>;


export type PageShellQuery = { forecastReports: Array<{ id: string, reportMonth: string, reportYear: number, reportStart: string, isCurrent: boolean, importedDatetime: string, months: Array<{ label: string, monthStart: string, isFrozen: boolean, isLive: boolean }> }>, capacityTree: { id: string, reportMonth: string, reportYear: number, series: Array<{ forecastMonthIndex: number, month: string, monthStart: string, forecast: number, capacity: number, gap: number, coverage: number | null, fteCount: number, fteEquivalent: number, fteRequired: number | null, isFrozen: boolean }> } | null };

export type PageVersionQueryVariables = Exact<{ [key: string]: never; }>;


export type PageVersionQuery = { reportTiers: { meta: { dataVersion: number, asOf: string } } };

export type SeriesPointFragment = { forecastMonthIndex: number, month: string, monthStart: string, forecast: number, capacity: number, gap: number, coverage: number | null, fteCount: number, fteEquivalent: number, fteRequired: number | null, isFrozen: boolean };

export type UserErrorTextFragment = { code: string, message: string, path: string };

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
  month
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
    query PageShell($report: ReportInput) {
  forecastReports {
    id
    reportMonth
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
    reportMonth
    reportYear
    series {
      ...SeriesPoint
    }
  }
}
    fragment SeriesPoint on CapacitySeriesPoint {
  forecastMonthIndex
  month
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
  reportTiers(active: true) {
    meta {
      dataVersion
      asOf
    }
  }
}
    `) as unknown as TypedDocumentString<PageVersionQuery, PageVersionQueryVariables>;