import { monthLabel, parseMonthLabel } from '../../domain/time/month';
import type { Route } from '../../platform/http/rest/table/route';
import {
  DEPTHS,
  HIERARCHY_SCHEMA,
  hierarchyLevels,
  hierarchyShape,
  type HierarchyData,
} from './hierarchy.preset';

/** The nested report of dashboards (proposal §2.5 and §4.2). */
export const HIERARCHY_ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: '/reports/dashboard/hierarchy',
    operation: 'DashboardHierarchy',
    summary: 'Hierarchical data: LOB → state → case type, or category above them',
    tag: 'Reports',
    query: {
      month: {
        variable: 'forecastMonthIndex',
        description: 'Forecast month whose metrics are shown: `May-25`, `2025-05`, or 1 to 6.',
        default: 1,
        lookup: {
          operation: 'ForecastMonths',
          variables: ['report'],
          at: 'forecastReport.months',
          name: 'label',
          value: 'forecastMonthIndex',
          spelled: (text) => {
            const month = parseMonthLabel(text);
            return month ? monthLabel(month) : text;
          },
        },
      },
      group_by: { variable: 'groupBy', description: '`lob` or `category`.', default: 'lob' },
      main_lob: { variable: 'filter.mainLobs', description: 'Line of business.' },
      state: { variable: 'filter.states', description: 'State, or `N/A`.' },
      case_type: { variable: 'filter.caseTypes', description: 'Case type.' },
      platform: { variable: 'filter.platforms', description: 'Platform, e.g. `Amisys`.' },
      market: { variable: 'filter.markets', description: 'Market, e.g. `Medicaid`.' },
      locality: { variable: 'filter.localities', description: '`Domestic` or `Global`.' },
    },
    months: {
      report: {
        in: 'query',
        month: 'report_month',
        year: 'report_year',
        description: 'Report month',
      },
    },
    own: { depth: { description: 'Levels to show; all if absent.', values: DEPTHS } },
    derived: hierarchyLevels,
    answer: {
      kind: 'shaped',
      shape: (data: HierarchyData) => hierarchyShape(data),
      schema: HIERARCHY_SCHEMA,
    },
    test: 'rest-hierarchy: the nested form of the proposal, worked by hand',
  },
];
