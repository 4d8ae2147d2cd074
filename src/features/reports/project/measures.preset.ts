import type { Measure } from './project.model';

/** Measures whose figures are those of the tree, at every level of LOB, state, case type and month. */
export const MEASURES = [
  {
    name: 'Forecast',
    table: 'monthly_summary',
    dax: `SUM(monthly_summary[forecast])`,
    format: '#,0',
    description: 'Cases forecast.',
  },
  {
    name: 'Capacity',
    table: 'monthly_summary',
    dax: `SUM(monthly_summary[capacity])`,
    format: '#,0',
    description: 'Cases that the assigned people can produce.',
  },
  {
    name: 'Gap',
    table: 'monthly_summary',
    dax: `[Capacity] - [Forecast]`,
    format: '#,0;-#,0;0',
    description: 'Capacity − forecast; negative = shortage.',
  },
  {
    name: 'Coverage',
    table: 'monthly_summary',
    dax: `DIVIDE([Capacity], [Forecast])`,
    format: '0.0%',
    description: 'Capacity ÷ forecast; blank where nothing is forecast.',
  },
  {
    name: 'FTE',
    table: 'monthly_summary',
    dax: `SUM(monthly_summary[fte_equivalent])`,
    format: '#,0.0',
    description:
      'FTE equivalent: Σ production percentage of the weeks ÷ weeks of the month. For one month at a time.',
  },
  {
    name: 'FTE required',
    table: 'monthly_summary',
    dax: `SUM(monthly_summary[fte_required])`,
    format: '#,0',
    description:
      'People at 100 % whom the forecasts need, of the demands where that is known. For one month at a time.',
  },
  {
    name: 'Heads',
    table: 'resource_assignments',
    dax: `DISTINCTCOUNT(resource_assignments[resource_cn])`,
    format: '#,0',
    description: 'Distinct people assigned: somebody on two demands counts once, unlike in Σ fte_count.',
  },
] as const satisfies readonly Measure[];

/** Names of the measures. */
export type MeasureName = (typeof MEASURES)[number]['name'];
