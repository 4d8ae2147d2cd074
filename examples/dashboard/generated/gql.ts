/* eslint-disable */
import * as types from './graphql';



/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "query ExampleDashboard($report: YearMonth, $month: YearMonth) {\n  capacityTree(report: $report, month: $month) {\n    id\n    reportMonth\n    month\n    monthLabel\n    dataVersion\n    metrics {\n      forecast\n      capacity\n      gap\n      coverage\n    }\n    lobs {\n      id\n      name\n      metrics {\n        forecast\n        capacity\n        gap\n        coverage\n      }\n    }\n  }\n  capacityCharts(report: $report, fromMonth: $month, toMonth: $month, first: 5) {\n    months {\n      label\n    }\n    topShortages {\n      mainLob\n      state\n      caseType\n      gap\n    }\n  }\n}": typeof types.ExampleDashboardDocument,
};
const documents: Documents = {
    "query ExampleDashboard($report: YearMonth, $month: YearMonth) {\n  capacityTree(report: $report, month: $month) {\n    id\n    reportMonth\n    month\n    monthLabel\n    dataVersion\n    metrics {\n      forecast\n      capacity\n      gap\n      coverage\n    }\n    lobs {\n      id\n      name\n      metrics {\n        forecast\n        capacity\n        gap\n        coverage\n      }\n    }\n  }\n  capacityCharts(report: $report, fromMonth: $month, toMonth: $month, first: 5) {\n    months {\n      label\n    }\n    topShortages {\n      mainLob\n      state\n      caseType\n      gap\n    }\n  }\n}": types.ExampleDashboardDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query ExampleDashboard($report: YearMonth, $month: YearMonth) {\n  capacityTree(report: $report, month: $month) {\n    id\n    reportMonth\n    month\n    monthLabel\n    dataVersion\n    metrics {\n      forecast\n      capacity\n      gap\n      coverage\n    }\n    lobs {\n      id\n      name\n      metrics {\n        forecast\n        capacity\n        gap\n        coverage\n      }\n    }\n  }\n  capacityCharts(report: $report, fromMonth: $month, toMonth: $month, first: 5) {\n    months {\n      label\n    }\n    topShortages {\n      mainLob\n      state\n      caseType\n      gap\n    }\n  }\n}"): typeof import('./graphql').ExampleDashboardDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
