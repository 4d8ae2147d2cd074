import type { ImportKind } from '../generated/graphql';

/** A kind of file: its name, where it is sent, and its options. */
export interface Kind {
  id: ImportKind;
  title: string;
  about: string;
  /** What has to be stored before. */
  needs?: string;
  path: string;
  template: string;
  options: readonly OptionName[];
}

/** An option of an import, by its name over REST. */
export type OptionName =
  | 'report_month'
  | 'report_year'
  | 'since'
  | 'sheet'
  | 'date_order'
  | 'on_blank'
  | 'deallocate_from'
  | 'on_conflict'
  | 'on_duplicate';

/** Options that were set; absent = the default. */
export type Options = Partial<Record<OptionName, string>>;

const ROWS: readonly OptionName[] = ['sheet', 'date_order', 'on_conflict', 'on_duplicate'];

/** In the order in which an empty server needs them. */
export const KINDS: readonly Kind[] = [
  {
    id: 'MONTH_CONFIG',
    title: 'Month configuration',
    template: 'month-config',
    about: 'Working days, hours, shrinkage and occupancy of each month and work type',
    path: '/month-config/bulk-import',
    options: ROWS,
  },
  {
    id: 'HOLIDAYS',
    title: 'Holidays',
    template: 'holidays',
    about: 'Days on which a work type does not work',
    path: '/holidays/bulk-import',
    options: ROWS,
  },
  {
    id: 'TARGET_CPH',
    title: 'Target CPH',
    template: 'target-cph',
    about: 'Cases per hour by line of business and case type',
    path: '/target-cph/bulk-import',
    options: ROWS,
  },
  {
    id: 'FORECAST',
    title: 'Forecast report',
    template: 'forecast',
    about: 'Demands with the cases of six months',
    path: '/forecasts/bulk-import',
    options: ['report_month', 'report_year', ...ROWS],
  },
  {
    id: 'ROSTER',
    title: 'Roster',
    template: 'roster',
    about: 'People: platform, location, skills, states, production',
    needs: 'case types, from a forecast or target CPH',
    path: '/resources/bulk-import',
    options: ['on_blank', 'deallocate_from', ...ROWS],
  },
  {
    id: 'MAPPING',
    title: 'FTE allocation mapping',
    template: 'mapping',
    about: 'Who works on which demand, by month',
    needs: 'weeks, a forecast and a roster',
    path: '/assignments/bulk-import',
    options: ['report_month', 'report_year', 'since', ...ROWS],
  },
  {
    id: 'ASSIGNMENTS',
    title: 'Weekly assignments',
    template: 'assignments',
    about: 'Who works on which demand, week by week',
    needs: 'weeks, a forecast and a roster',
    path: '/assignments/bulk-import',
    options: ['since', ...ROWS],
  },
];

/** The kind of an id. */
export const kindOf = (id: ImportKind | undefined): Kind | undefined => KINDS.find((kind) => kind.id === id);
