/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
export type ExampleDashboardQueryVariables = Exact<{
  report?: string | null | undefined;
  month?: string | null | undefined;
}>;


export type ExampleDashboardQuery = { capacityTree: { id: string, reportMonth: string, month: string, monthLabel: string, dataVersion: number, metrics: { forecast: number, capacity: number, gap: number, coverage: number | null }, lobs: Array<{ id: string, name: string, metrics: { forecast: number, capacity: number, gap: number, coverage: number | null } }> | null } | null, capacityCharts: { months: Array<{ label: string }>, topShortages: Array<{ mainLob: string, state: string, caseType: string, gap: number }> } | null };

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

export const ExampleDashboardDocument = new TypedDocumentString(`
    query ExampleDashboard($report: YearMonth, $month: YearMonth) {
  capacityTree(report: $report, month: $month) {
    id
    reportMonth
    month
    monthLabel
    dataVersion
    metrics {
      forecast
      capacity
      gap
      coverage
    }
    lobs {
      id
      name
      metrics {
        forecast
        capacity
        gap
        coverage
      }
    }
  }
  capacityCharts(report: $report, fromMonth: $month, toMonth: $month, first: 5) {
    months {
      label
    }
    topShortages {
      mainLob
      state
      caseType
      gap
    }
  }
}
    `) as unknown as TypedDocumentString<ExampleDashboardQuery, ExampleDashboardQueryVariables>;