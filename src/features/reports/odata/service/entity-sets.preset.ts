import type { OrderItem } from '../language/expression.model';
import type { ReportDefinition } from '../../registry/definition.model';
import { REPORTS } from '../../registry/reports.preset';

/** A flat table of the registry as OData shows it. */
export interface EntitySet {
  /** The table's path without its folder, as an identifier: `powerbi/monthly-summary` → `monthly_summary`. */
  name: string;
  definition: ReportDefinition;
  key: readonly string[];
  /** Columns in whose order the table comes. */
  order: readonly OrderItem[];
}

/** Every flat table of the registry, in its order. */
export const ENTITY_SETS: readonly EntitySet[] = REPORTS.filter(({ statement }) => statement).map(
  (definition) => ({
    name: (definition.path.split('/').at(-1) ?? definition.path).replaceAll('-', '_'),
    definition,
    key: definition.key ?? [],
    order: (definition.order ?? definition.key ?? []).map(orderItem),
  }),
);

function orderItem(text: string): OrderItem {
  const [name = '', direction] = text.split(' ');
  return { name, descending: direction === 'desc' };
}

/** The set of a name. */
export function findEntitySet(name: string): EntitySet | undefined {
  return ENTITY_SETS.find((set) => set.name === name);
}
