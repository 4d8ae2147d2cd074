/** Every way in which Headroom refuses a request, with its meaning; each transport maps a code to its own status in one place. */
export const ERROR_CODES = {
  VALIDATION: 'A value is malformed or not accepted.',
  UNKNOWN_DEMAND: 'No forecast of the month has this line of business, state and case type.',
  INELIGIBLE: 'The person may not work this demand; `reason` names the rule.',
  NO_REPORT: 'No forecast report covers the month.',
  IMPORT_ORDER: 'Something else must be imported first.',
  BAD_FILE: 'The file cannot be read.',
  UNAUTHENTICATED: 'Credentials are missing or wrong.',
  FORBIDDEN: 'The caller may not do this.',
  NOT_FOUND: 'There is nothing under this key.',
  CONFLICT: 'The request does not fit what is stored.',
  DOUBLE_BOOKING: 'The person is assigned in that week already.',
  MONTH_CLOSED: 'The month is closed.',
  NO_WEEK_CONFIG: 'The week is not configured.',
  NO_OPEN_WEEKS: 'Every week of the live months has ended.',
  VERSION_CONFLICT: 'Someone else changed the row since the version given.',
  STALE_PLAN: 'What the plan was made from has changed.',
  REVERT_BLOCKED: 'A later change stands in the way of taking this one back.',
  TOO_LARGE: 'The request or its answer is too large.',
  UNSUPPORTED_MEDIA_TYPE: 'The media type is not accepted.',
  IDEMPOTENCY_MISMATCH: 'The idempotency key was used with another request.',
  RATE_LIMITED: 'Too many requests in a minute, or too many jobs at once; try again later.',
  UNAVAILABLE: 'The server is busy or the database is away; try again.',
} as const;

/** A code of `ERROR_CODES`. */
export type ErrorCode = keyof typeof ERROR_CODES;

/** Why somebody may not work a demand: the rules of eligibility. */
export const INELIGIBLE_REASONS = {
  INACTIVE: 'The person is inactive.',
  PLATFORM: 'The demand is on another platform.',
  LOCATION: 'The demand is of another work type.',
  SKILL: 'The case type is not among the skills.',
  STATE: 'The state is not among those of the person.',
  NOT_HIRED: 'The week ends before the hire date.',
} as const;

/**
 * Every particular reason and remark: why a field or row was refused or left out, and what there is to know about a row or
 * about a whole input. A refusal's own code is one where nothing more particular is known. The enum of the GraphQL schema and
 * docs/codes.md follow from this list.
 */
export const REASONS = {
  ...ERROR_CODES,
  ...INELIGIBLE_REASONS,
  // What a plan was made from and has changed since.
  PEOPLE: 'People have changed since the plan was made.',
  WEEKS: 'Weeks have changed since the plan was made.',
  FORECASTS: 'Forecasts have changed since the plan was made.',
  TIERS: 'Tiers have changed since the plan was made.',
  ASSIGNMENTS: 'Assignments have changed since the plan was made.',
  CLOSED_MONTHS: 'Months were closed or reopened since the plan was made.',
  BUSY: 'An allocation is being executed, and the caller did not want to wait.',
  // Rows.
  INVALID_VALUE: 'The value is malformed or not accepted.',
  MISSING_VALUE: 'A value is needed.',
  AMBIGUOUS: 'The value can be read in several ways.',
  DUPLICATE: 'An earlier row has the same key.',
  EXISTS: 'It is stored already.',
  CONFLICT_IN_FILE: 'Rows of one record contradict each other.',
  SUMMED: 'Several rows of one record were added up.',
  SUPERSEDED: 'A later row of the same key counts in its place.',
  UNKNOWN_NAME: 'The name is not known; it is stored as it is.',
  UNKNOWN_STATE: 'A state is not known, and left out.',
  UNKNOWN_SKILL: 'A case type among the skills is not known.',
  UNKNOWN_VALUE: 'Nothing has this value; a filter with it finds nothing.',
  ASSUMED: 'A value was missing or unusual; the one taken in its place is named.',
  DROPPED: 'A part of the value was not usable and is left out.',
  FOLDED: 'The value is stored in its canonical spelling.',
  LOOK_ALIKE: 'It looks like another one that is known, and is taken as one of its own.',
  ERROR_CELL: 'The cell holds an error of the spreadsheet in place of a value.',
  FORMULA_NOT_COMPUTED: 'The cell holds a formula without a stored result.',
  ROW_LENGTH: 'The row has more or fewer cells than the header.',
  CUT_OFF: 'The file ends within the row: it seems to be cut off.',
  SKIPPED: 'The person is assigned in that week already; the assignment stays.',
  FREE: 'There is no assignment to change.',
  FUTURE_ASSIGNMENTS: 'The person is inactive now and keeps assignments of later weeks.',
  DEALLOCATED: 'The person is inactive now, and assignments of later weeks were ended.',
  NO_LONGER_FITS: 'Assignments of the person no longer fit what the person may work.',
  LOCATION_CHANGED: 'The person has moved: capacities follow the hours of the new location.',
  NO_CPH: 'The demand has no target CPH: what depends on it is unknown.',
  CPH_ROUNDED: 'The target CPH is taken as the configured one, which it is when rounded.',
  CPH_KEPT: 'The configured target CPH stays, since a newer report is stored.',
  CPHS_DIFFER: 'Demands of one LOB and case type have different target CPHs.',
  VANISHED_DEMAND: 'Demands are not in the report; they are kept because people are assigned to them.',
  REMOVED_DEMAND:
    'Demands of the stored report are not in the file, and nobody is assigned to them: they are removed.',
  NO_MONTH_CONFIG: 'The month has no configuration.',
  // Whole files and inputs.
  MISSING_COLUMN: 'A required column is missing.',
  DUPLICATE_COLUMN: 'Two columns mean the same.',
  CLOSE_HEADER: 'A column is not used whose header is close to one that is known.',
  ABOVE_HEADER: 'Rows above the header were not read.',
  NO_ROWS: 'There is no row to import.',
  TOTAL_ROWS: 'Totals were left out.',
  HIDDEN_ROWS: 'Hidden rows were read.',
  MERGED_CELLS: 'Merged cells hold their value in the first cell only.',
  SHEETS_NOT_READ: 'Other sheets of the workbook were not read.',
  DECIMAL_COMMA: 'Numbers were read with a decimal comma.',
  MIXED_NUMBERS: 'The file writes numbers in two ways.',
  REPORT_MONTH: 'The report month is not known, or is said in different ways.',
  FORECAST_MONTHS: 'The forecast months are not the six that follow the report month.',
  FROZEN_MONTHS: 'Months belong to a newer report: they are frozen.',
  UNKNOWN_PLATFORM: 'A LOB does not begin with a known platform.',
  BEFORE_SINCE: 'Rows before the first week asked for were left out.',
  STALE_WEEKS: 'Generated weeks no longer follow from what they were generated from.',
  NOT_IN_ROSTER: 'Active people are not in the roster; they stay as they are.',
  EXCEPTION_REPLACED: 'Percentages of single weeks gave way to those of the file.',
} as const;

/** A code of `REASONS`. */
export type Reason = keyof typeof REASONS;
