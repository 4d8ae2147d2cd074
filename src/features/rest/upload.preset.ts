import type { MonthPair, QueryParameter, Route } from '../../platform/http/rest/table/route';

const OPTIONS = {
  dry_run: {
    variable: 'options.dryRun',
    description: 'Answer the same and save nothing.',
    default: false,
  },
  on_conflict: {
    variable: 'options.onConflict',
    description: 'What a row does that is stored already; default REPLACE, for assignments ERROR.',
  },
  on_error: {
    variable: 'options.onError',
    description: 'A refused row refuses the file, or is left out.',
    default: 'abort',
  },
  on_duplicate: {
    variable: 'options.onDuplicate',
    description: 'A key that stands twice in the file is an error, or its last row counts.',
    default: 'error',
  },
  sheet: {
    variable: 'options.sheet',
    description: 'Sheet of a workbook; default: the first that holds the wanted columns.',
  },
  date_order: {
    variable: 'options.dateOrder',
    description: 'Order of day and month in dates such as 5/1/2025, which are refused without it.',
  },
} as const satisfies Record<string, QueryParameter>;

/** The report that a file belongs to, where its name does not say so. */
export const REPORT_MONTH = {
  'options.reportMonth': {
    in: 'query',
    month: 'report_month',
    year: 'report_year',
    description: 'Report month, if the file does not say it',
  },
} as const satisfies Record<string, MonthPair>;

/** What a roster does to people who are stored. */
export const ROSTER_OPTIONS = {
  on_blank: {
    variable: 'options.onBlank',
    description: 'What a blank cell does to what is stored.',
    default: 'keep',
  },
  deallocate_from: {
    variable: 'options.deallocateFrom',
    description: 'First ISO week to free of people whom the roster makes inactive, e.g. `2025-W18`.',
  },
} as const satisfies Record<string, QueryParameter>;

/** History before this week is left out. */
export const SINCE_OPTION = {
  since: { variable: 'options.since', description: 'First ISO week to take, e.g. `2025-W14`.' },
} as const satisfies Record<string, QueryParameter>;

type UploadKind =
  'ASSIGNMENTS' | 'FORECAST' | 'HOLIDAYS' | 'MAPPING' | 'MONTH_CONFIG' | 'ROSTER' | 'TARGET_CPH';

/** An import from an uploaded file. */
export function uploadRoute(
  route: Pick<Route, 'path' | 'summary' | 'tag'> & {
    kind: UploadKind;
    query?: Readonly<Record<string, QueryParameter>>;
    months?: Readonly<Record<string, MonthPair>>;
  },
): Route {
  const { kind, query, ...rest } = route;
  return {
    method: 'POST',
    operation: 'ImportFile',
    fixed: { kind },
    query: { ...OPTIONS, ...query },
    upload: true,
    job: `import.${kind.toLowerCase() as Lowercase<UploadKind>}`,
    answer: { kind: 'object', at: 'importFile.result' },
    test: 'import-uploads: all demo files go in by upload, each answering what became of its rows',
    ...rest,
  };
}
