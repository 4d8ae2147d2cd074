/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Something that a page may offer its user. */
export type Ability =
  /** Preview, execute and rebalance allocations. */
  | 'ALLOCATE'
  /** Assign, change, move, pin and free person-weeks. */
  | 'ASSIGN'
  /** Close and reopen months. */
  | 'CLOSE_MONTHS'
  /** Set weeks, months and holidays. */
  | 'EDIT_CALENDAR'
  /** Set forecasts and target CPH. */
  | 'EDIT_FORECASTS'
  /** Create, change and deactivate people; set production and ramps. */
  | 'EDIT_PEOPLE'
  /** Create, change and deactivate tiers. */
  | 'EDIT_TIERS'
  /** Import files and rows. */
  | 'IMPORT'
  /** Look at everything within the LOB scope. */
  | 'READ'
  /** Recompute derived figures. */
  | 'RECOMPUTE'
  /** Take change sets back. */
  | 'REVERT';

/** What a caller may do; each role includes the one before. */
export type AccessRole =
  /** Also tiers, closing of months, keys, reverting what others did, recomputing. */
  | 'ADMIN'
  /** Also assign, allocate, import, and edit weeks and forecasts. */
  | 'PLANNER'
  /** Read trees, reports and lists. */
  | 'VIEWER';

/** Type of an assignment that allocation makes. */
export type AllocatedType =
  /** Beyond the forecast. */
  | 'BENCH'
  /** Needed to cover the forecast. */
  | 'PRIMARY';

/** What happens to people whom no demand needs. */
export type AllocationBench =
  /** They stay unassigned. */
  | 'IDLE'
  /** They are spread over the demands they can do by FTE required, as bench. */
  | 'PROPORTIONAL';

/** How long to search for improvements. */
export type AllocationEffort =
  /** Filling and smoothing only. */
  | 'FAST'
  /** Exchanges of person-weeks too. */
  | 'STD'
  /** Chains of exchanges too. */
  | 'THOROUGH';

/** What happens while another allocation is executed. */
export type AllocationIfBusy =
  /** It is refused. */
  | 'REFUSE'
  /** It is executed afterwards. */
  | 'WAIT';

/** Why somebody is moved. */
export type AllocationMoveReason =
  /** The new demand is covered; the person is its bench. */
  | 'BENCH'
  /** The hours are worth more on the new demand. */
  | 'BETTER_USE'
  /** The weeks before or after are spent on the new demand. */
  | 'CONTINUITY'
  /** The new demand was short. */
  | 'FILLS_SHORTAGE'
  /** The old demand can no longer be worked by this person. */
  | 'NOT_POSSIBLE'
  /** The old demand is covered without these weeks. */
  | 'RELEASED';

/** How to plan; everything has a default. */
export type AllocationOptionsInput = {
  /** What happens to people whom no demand needs. Default: `idle`. */
  bench?: AllocationBench | null | undefined;
  /** Cases that leaving an existing bench assignment must earn. 0 to 1000000. Default: `5`. */
  changeCostBench?: number | null | undefined;
  /** Cases that leaving an existing primary assignment must earn. 0 to 1000000. Default: `60`. */
  changeCostPrimary?: number | null | undefined;
  /** Seconds of planning after which the best plan so far is taken. 0 to 3600. Default: no deadline. */
  deadlineSeconds?: number | null | undefined;
  /** How long to search for improvements. Default: by size: `std`, above 50,000 people `fast`. */
  effort?: AllocationEffort | null | undefined;
  /** Fairness δ: how much more a case of a poorly covered demand counts than one of a well covered; 0 = cases only. 0 to 100. Default: `2`. */
  fairness?: number | null | undefined;
  /** Instead of δ: the most fairness that costs at most so many per cent of the forecast in scope. 0 to 100. Default: none. */
  fairnessTolerancePct?: number | null | undefined;
  /** First week that may change. Default: the first week that has not ended. */
  fromWeek?: string | null | undefined;
  /** Length of the hiring list. 0 to 1000. Default: `20`. */
  hiringTop?: number | null | undefined;
  /** Only demands of these LOBs. Default: all. */
  mainLobs?: Array<string> | null | undefined;
  /** Most changes of demand between worked weeks of one person. 0 to 60. Default: no limit. */
  maxSwitchesPerPerson?: number | null | undefined;
  /** Shortest stint of a person on a demand, in weeks; stints that leave, hire dates, pins, closed months or the horizon cut may be shorter. 1 to 26. Default: `2`. */
  minStintWeeks?: number | null | undefined;
  /** Only people and demands of these platforms. Default: all. */
  platforms?: Array<string> | null | undefined;
  /** Weights of demands. Default: every case counts the same. */
  priorities?: Array<AllocationPriorityInput> | null | undefined;
  /** Weight of meeting each week’s target rather than only the month. 0 to 100. Default: `0.05`. */
  profileWeight?: number | null | undefined;
  /** Unpinned manual assignments may be moved too. Default: `false`. */
  releaseManual?: boolean | null | undefined;
  /** Cases that a change of demand between two worked weeks of a person must earn. 0 to 1000000. Default: `5`. */
  switchCost?: number | null | undefined;
  /** Last week that may change. Default: the last week of the report. */
  toWeek?: string | null | undefined;
};

/** How a plan was made. */
export type AllocationPlanKind =
  /** From scratch, staying with existing assignments where that costs nothing. */
  | 'PLAN'
  /** From the existing assignments, with a limited number of moves. */
  | 'REBALANCE';

/** Weight of the cases of a LOB, narrowed to a state or case type when given. */
export type AllocationPriorityInput = {
  /** Only this case type. */
  caseType?: string | null | undefined;
  /** Line of business. */
  mainLob: string;
  /** Only this state. */
  state?: string | null | undefined;
  /** Above 0; 1 = as any other. Later rules win. */
  weight: number;
};

/** What a planner should know of a plan. */
export type AllocationWarningCode =
  /** Pinned and manual assignments exceed the forecast. */
  | 'LOCKED_EXCEEDS_FORECAST'
  /** An inactive person has a pinned or manual assignment. */
  | 'LOCKED_INACTIVE'
  /** A pinned assignment of a person who is not eligible. */
  | 'LOCKED_INELIGIBLE'
  /** A pinned or manual assignment to a demand with forecast 0. */
  | 'LOCKED_ON_ZERO_FORECAST'
  /** No week of a month is configured for a work type. */
  | 'MONTH_NOT_CONFIGURED'
  /** A forecast lies outside the weeks. */
  | 'MONTH_WITHOUT_WEEKS'
  /** A demand has no target CPH. */
  | 'NO_CPH'
  /** A week is not configured: nobody is assigned in it. */
  | 'NO_WEEK_CONFIG'
  /** A manual assignment of a person who is not eligible. */
  | 'OVERRIDE'
  /** An assignment to a demand without a forecast row. */
  | 'UNKNOWN_DEMAND'
  /** An assignment of an unknown person. */
  | 'UNKNOWN_PERSON'
  /** An assignment in a week outside the plan. */
  | 'UNKNOWN_WEEK';

/** What people are assigned to in every week of a range. */
export type AssignWeeksInput = {
  /** Number of an active tier: alone it sets its percentage. */
  capacityTierId?: string | number | null | undefined;
  /** Case type. */
  caseType?: string | null | undefined;
  /** Number of a forecast row of the demand, in place of its names: `DemandFacts.forecastId`. */
  forecastId?: string | number | null | undefined;
  /** Line of business. */
  mainLob?: string | null | undefined;
  /** Remark; needed with `override`. */
  note?: string | null | undefined;
  /** What is done when a person-week is taken; ERROR if absent. */
  onConflict?: OnConflict | null | undefined;
  /** What is done when a week is refused; ABORT if absent. */
  onError?: OnError | null | undefined;
  /** Assigns people who are not eligible too. */
  override?: boolean | null | undefined;
  /** Tier or percentage: one of both, in place of `capacityTierId` and `productionPercentage`. */
  production?: ProductionChoiceInput | null | undefined;
  /** Fraction 0–1 for each of the weeks; the person’s percentage of the week if absent. */
  productionPercentage?: number | null | undefined;
  /** USPS code, or `N/A`. */
  state?: string | null | undefined;
};

/** How an assignment came about. */
export type AssignmentType =
  /** Allocated beyond the requirement. */
  | 'BENCH'
  /** Made by a person; allocation moves it only when asked to. */
  | 'MANUAL'
  /** Allocated to cover the requirement. */
  | 'PRIMARY';

/** Values of one field are ORed, fields are ANDed; absent = all. */
export type CalendarFilterInput = {
  /** Month names of any year, e.g. `May`; of weeks the parent month. */
  monthNames?: Array<string> | null | undefined;
  /** Work types. */
  workTypes?: Array<WorkType> | null | undefined;
  /** Years; of weeks the ISO year. */
  years?: Array<number> | null | undefined;
};

/** A new API key. */
export type CreateApiKeyInput = {
  /** When it stops working; leave it out for never. */
  expires?: string | null | undefined;
  /** LOBs that it is limited to, exact or with `*` (`Amisys *`); leave it out for all LOBs. */
  lobs?: Array<string> | null | undefined;
  /** Who uses it, 1 to 200 characters; unique among keys that work. */
  name: string;
  /** What it may do. */
  role: AccessRole;
};

/** A new production capacity tier. */
export type CreateCapacityTierInput = {
  /** Fraction above 0, at most 1, at most 4 decimal places. */
  capacityPercentage: number;
  /** What the tier is for. */
  description?: string | null | undefined;
  /** Position in lists for people. */
  displayOrder?: number | null | undefined;
  /** Unique name. */
  tierName: string;
};

/** Which demands: values of one field are alternatives, different fields all apply; an empty list means none. Every figure, head counts too, is of the selection. */
export type DemandFilterInput = {
  /** Case types, in any spelling. */
  caseTypes?: Array<string> | null | undefined;
  /** Work types. */
  localities?: Array<WorkType> | null | undefined;
  /** Lines of business, in any spelling. */
  mainLobs?: Array<string> | null | undefined;
  /** Markets that the LOBs name, e.g. `Medicaid`. */
  markets?: Array<string> | null | undefined;
  /** Platforms: Amisys, Facets, Xcelys. */
  platforms?: Array<string> | null | undefined;
  /** State codes or `N/A`. */
  states?: Array<string> | null | undefined;
};

/** A demand: by the number of a forecast row, or by its three names in any spelling that differs only by case and white space. */
export type DemandInput = {
  /** Case type. */
  caseType?: string | null | undefined;
  /** Number of a forecast row of the demand, in place of its names: `DemandFacts.forecastId`. */
  forecastId?: string | number | null | undefined;
  /** Line of business. */
  mainLob?: string | null | undefined;
  /** USPS code, or `N/A`. */
  state?: string | null | undefined;
};

/** A demand: by the number of a forecast row, or line of business × state × case type. */
export type DemandNameInput = {
  /** Case type. */
  caseType?: string | null | undefined;
  /** Number of a forecast row of the demand, in place of its names: `DemandFacts.forecastId`. */
  forecastId?: string | number | null | undefined;
  /** Line of business. */
  mainLob?: string | null | undefined;
  /** USPS code, or `N/A`. */
  state?: string | null | undefined;
};

/** What stands in the way of an assignment. */
export type EligibilityCode =
  /** The person is assigned in that week already. */
  | 'DOUBLE_BOOKING'
  /** The person is inactive. */
  | 'INACTIVE'
  /** The demand is of another work type. */
  | 'LOCATION'
  /** The month is closed. */
  | 'MONTH_CLOSED'
  /** The week ends before the hire date. */
  | 'NOT_HIRED'
  /** The week is not configured. */
  | 'NO_WEEK_CONFIG'
  /** The demand is on another platform. */
  | 'PLATFORM'
  /** The case type is not among the skills. */
  | 'SKILL'
  /** The state is not among those of the person. */
  | 'STATE';

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
  /** Too many requests in a minute, or too many jobs at once; try again later. */
  | 'RATE_LIMITED'
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

/** A kept plan to commit, or options to plan by and commit in one go. */
export type ExecuteAllocationInput = {
  /** What happens to people whom no demand needs. Default: `idle`. */
  bench?: AllocationBench | null | undefined;
  /** Plan or options: one of both, in place of `planHash` and the options beside it. */
  by?: ExecuteByInput | null | undefined;
  /** Cases that leaving an existing bench assignment must earn. 0 to 1000000. Default: `5`. */
  changeCostBench?: number | null | undefined;
  /** Cases that leaving an existing primary assignment must earn. 0 to 1000000. Default: `60`. */
  changeCostPrimary?: number | null | undefined;
  /** Seconds of planning after which the best plan so far is taken. 0 to 3600. Default: no deadline. */
  deadlineSeconds?: number | null | undefined;
  /** How long to search for improvements. Default: by size: `std`, above 50,000 people `fast`. */
  effort?: AllocationEffort | null | undefined;
  /** Fairness δ: how much more a case of a poorly covered demand counts than one of a well covered; 0 = cases only. 0 to 100. Default: `2`. */
  fairness?: number | null | undefined;
  /** Instead of δ: the most fairness that costs at most so many per cent of the forecast in scope. 0 to 100. Default: none. */
  fairnessTolerancePct?: number | null | undefined;
  /** First week that may change. Default: the first week that has not ended. */
  fromWeek?: string | null | undefined;
  /** Length of the hiring list. 0 to 1000. Default: `20`. */
  hiringTop?: number | null | undefined;
  /** While another one is executed. Default WAIT. */
  ifBusy?: AllocationIfBusy | null | undefined;
  /** Only demands of these LOBs. Default: all. */
  mainLobs?: Array<string> | null | undefined;
  /** Most changes of demand between worked weeks of one person. 0 to 60. Default: no limit. */
  maxSwitchesPerPerson?: number | null | undefined;
  /** Shortest stint of a person on a demand, in weeks; stints that leave, hire dates, pins, closed months or the horizon cut may be shorter. 1 to 26. Default: `2`. */
  minStintWeeks?: number | null | undefined;
  /** The plan of a preview; then no options are given. */
  planHash?: string | null | undefined;
  /** Only people and demands of these platforms. Default: all. */
  platforms?: Array<string> | null | undefined;
  /** Weights of demands. Default: every case counts the same. */
  priorities?: Array<AllocationPriorityInput> | null | undefined;
  /** Weight of meeting each week’s target rather than only the month. 0 to 100. Default: `0.05`. */
  profileWeight?: number | null | undefined;
  /** Unpinned manual assignments may be moved too. Default: `false`. */
  releaseManual?: boolean | null | undefined;
  /** Cases that a change of demand between two worked weeks of a person must earn. 0 to 1000000. Default: `5`. */
  switchCost?: number | null | undefined;
  /** Last week that may change. Default: the last week of the report. */
  toWeek?: string | null | undefined;
};

/** A kept plan, or how to plan. */
export type ExecuteByInput =
  {   /** How to plan; `{}` for the defaults. */
  options: AllocationOptionsInput; planHash?: never; }
  |  { options?: never;   /** The plan of a preview. */
  planHash: string; };

/** Why the people that a forecast needs are unknown. */
export type FteRequiredReason =
  /** The demand has no target CPH. */
  | 'NO_CPH'
  /** The month has no productive hours. */
  | 'NO_HOURS'
  /** A week of the month is not configured. */
  | 'NO_WEEK_CONFIG'
  /** The number of people is larger than an integer holds. */
  | 'TOO_LARGE'
  /** The target CPH is 0. */
  | 'ZERO_CPH';

/** Which weeks to generate from month configurations and holidays. */
export type GenerateWeeksInput = {
  /** Answer the same, but save nothing. */
  dryRun?: boolean | null | undefined;
  /** Generate weeks that were set by hand too. */
  overwriteManual?: boolean | null | undefined;
  /** Work types; both if absent. */
  workTypes?: Array<WorkType> | null | undefined;
  /** ISO year: all its weeks are generated. */
  year: number;
};

/** Which change sets to list; several filters must all hold, values of one are alternatives. */
export type HistoryFilterInput = {
  /** What was done: an action (`assignment.create`) or its noun (`assignment`). */
  actions?: Array<string> | null | undefined;
  /** Who did it. */
  actors?: Array<string> | null | undefined;
  /** Case types of changed forecasts and assignments. */
  caseTypes?: Array<string> | null | undefined;
  /** Table that was changed, e.g. `weekly_resource_assignment`. */
  entity?: string | null | undefined;
  /** First instant. */
  from?: string | null | undefined;
  /** Numbers of change sets. */
  ids?: Array<string | number> | null | undefined;
  /** Text that the key of a changed row contains, e.g. a CN. */
  key?: string | null | undefined;
  /** LOBs of changed forecasts and assignments, before or after the change. */
  mainLobs?: Array<string> | null | undefined;
  /** CNs of people whose rows were changed. */
  resourceCns?: Array<string> | null | undefined;
  /** States of changed forecasts and assignments. */
  states?: Array<string> | null | undefined;
  /** First instant after the range, which is half open. */
  to?: string | null | undefined;
};

/** Why somebody has no assignment. */
export type IdleReason =
  /** Every matching demand is covered. */
  | 'ALL_MATCHING_DEMANDS_MET'
  /** What could be gained is less than the cost of moving. */
  | 'GAIN_BELOW_MOVE_COST'
  /** The person is inactive. */
  | 'INACTIVE'
  /** The month is closed. */
  | 'MONTH_CLOSED'
  /** The percentage of the week is 0, the week has no working hours, or it ends before the hire date. */
  | 'NOT_AVAILABLE'
  /** Not planned yet: an assignment would add cases. */
  | 'NOT_PLANNED'
  /** The matching demands have no forecast in the month. */
  | 'NO_FORECAST'
  /** No demand fits platform, location, state and skills. */
  | 'NO_MATCHING_DEMAND'
  /** The person has no skills. */
  | 'NO_SKILLS'
  /** The week is not configured for the person’s location. */
  | 'NO_WEEK_CONFIG'
  /** The week has ended, or lies outside what may change. */
  | 'WEEK_ENDED';

/** What an import file holds. */
export type ImportKind =
  /** Assignments: one row per person and ISO week. */
  | 'ASSIGNMENTS'
  /** A forecast report: demands with the cases of six months. */
  | 'FORECAST'
  /** Holidays by date and work type. */
  | 'HOLIDAYS'
  /** An FTE allocation mapping: one row per person and forecast month. */
  | 'MAPPING'
  /** Working time of months by work type. */
  | 'MONTH_CONFIG'
  /** A production roster: people with skills, states and production percentages. */
  | 'ROSTER'
  /** Target CPH by LOB and case type. */
  | 'TARGET_CPH';

/** What a job does. */
export type JobKind =
  /** Writes an allocation plan. */
  | 'ALLOCATION_EXECUTE'
  /** Makes an allocation plan. */
  | 'ALLOCATION_PREVIEW'
  /** Improves the stored assignments. */
  | 'ALLOCATION_REBALANCE'
  /** Imports assignments. */
  | 'IMPORT_ASSIGNMENTS'
  /** Imports a forecast report. */
  | 'IMPORT_FORECAST'
  /** Imports holidays. */
  | 'IMPORT_HOLIDAYS'
  /** Imports V1 mappings. */
  | 'IMPORT_MAPPING'
  /** Imports month configurations. */
  | 'IMPORT_MONTH_CONFIG'
  /** Imports people. */
  | 'IMPORT_ROSTER'
  /** Imports target CPH. */
  | 'IMPORT_TARGET_CPH'
  /** Recomputes derived figures. */
  | 'RECOMPUTE';

/** How far a job is. */
export type JobStatus =
  /** Stopped on request without saving anything. */
  | 'CANCELLED'
  /** Ended without saving anything; `error` says why. */
  | 'FAILED'
  /** Not started yet. */
  | 'QUEUED'
  /** At work. */
  | 'RUNNING'
  /** Finished; `result` holds the answer. */
  | 'SUCCEEDED';

/** The demand that assignments move to, and why if the people are not eligible there. */
export type MoveToInput = {
  /** Case type. */
  caseType?: string | null | undefined;
  /** Number of a forecast row of the demand, in place of its names: `DemandFacts.forecastId`. */
  forecastId?: string | number | null | undefined;
  /** Line of business. */
  mainLob?: string | null | undefined;
  /** Remark; needed with `override`. */
  note?: string | null | undefined;
  /** Moves people who are not eligible there too. */
  override?: boolean | null | undefined;
  /** USPS code, or `N/A`. */
  state?: string | null | undefined;
};

/** What is done with a key that is stored already. */
export type OnConflict =
  /** The row is refused. */
  | 'ERROR'
  /** The row takes the place of what is stored. */
  | 'REPLACE'
  /** What is stored stays. */
  | 'SKIP';

/** What is done when a row is refused. */
export type OnError =
  /** Nothing is saved. */
  | 'ABORT'
  /** The good rows are saved. */
  | 'SKIP';

/** At what percentage somebody works: by a tier, or by itself. */
export type ProductionChoiceInput =
  {   /** Number of an active tier; its percentage holds. */
  capacityTierId: string | number; percentage?: never; }
  |  { capacityTierId?: never;   /** Fraction 0–1, at most 4 decimal places. */
  percentage: number; };

/** One stage of a ramp. */
export type RampStageInput = {
  /** Production percentage as a fraction 0–1. */
  percentage: number;
  /** How many weeks; may be absent in the last stage only. */
  weeks?: number | null | undefined;
};

/** Why something was refused or left out, or what there is to know about it. */
export type Reason =
  /** Rows above the header were not read. */
  | 'ABOVE_HEADER'
  /** The value can be read in several ways. */
  | 'AMBIGUOUS'
  /** Assignments have changed since the plan was made. */
  | 'ASSIGNMENTS'
  /** A value was missing or unusual; the one taken in its place is named. */
  | 'ASSUMED'
  /** The file cannot be read. */
  | 'BAD_FILE'
  /** Rows before the first week asked for were left out. */
  | 'BEFORE_SINCE'
  /** An allocation is being executed, and the caller did not want to wait. */
  | 'BUSY'
  /** Months were closed or reopened since the plan was made. */
  | 'CLOSED_MONTHS'
  /** A column is not used whose header is close to one that is known. */
  | 'CLOSE_HEADER'
  /** The request does not fit what is stored. */
  | 'CONFLICT'
  /** Rows of one record contradict each other. */
  | 'CONFLICT_IN_FILE'
  /** Demands of one LOB and case type have different target CPHs. */
  | 'CPHS_DIFFER'
  /** The configured target CPH stays, since a newer report is stored. */
  | 'CPH_KEPT'
  /** The target CPH is taken as the configured one, which it is when rounded. */
  | 'CPH_ROUNDED'
  /** The file ends within the row: it seems to be cut off. */
  | 'CUT_OFF'
  /** The person is inactive now, and assignments of later weeks were ended. */
  | 'DEALLOCATED'
  /** Numbers were read with a decimal comma. */
  | 'DECIMAL_COMMA'
  /** The person is assigned in that week already. */
  | 'DOUBLE_BOOKING'
  /** A part of the value was not usable and is left out. */
  | 'DROPPED'
  /** An earlier row has the same key. */
  | 'DUPLICATE'
  /** Two columns mean the same. */
  | 'DUPLICATE_COLUMN'
  /** The cell holds an error of the spreadsheet in place of a value. */
  | 'ERROR_CELL'
  /** Percentages of single weeks gave way to those of the file. */
  | 'EXCEPTION_REPLACED'
  /** It is stored already. */
  | 'EXISTS'
  /** The value is stored in its canonical spelling. */
  | 'FOLDED'
  /** The caller may not do this. */
  | 'FORBIDDEN'
  /** Forecasts have changed since the plan was made. */
  | 'FORECASTS'
  /** The forecast months are not the six that follow the report month. */
  | 'FORECAST_MONTHS'
  /** The cell holds a formula without a stored result. */
  | 'FORMULA_NOT_COMPUTED'
  /** There is no assignment to change. */
  | 'FREE'
  /** Months belong to a newer report: they are frozen. */
  | 'FROZEN_MONTHS'
  /** The person is inactive now and keeps assignments of later weeks. */
  | 'FUTURE_ASSIGNMENTS'
  /** Hidden rows were read. */
  | 'HIDDEN_ROWS'
  /** The idempotency key was used with another request. */
  | 'IDEMPOTENCY_MISMATCH'
  /** Something else must be imported first. */
  | 'IMPORT_ORDER'
  /** The person is inactive. */
  | 'INACTIVE'
  /** The person may not work this demand; `reason` names the rule. */
  | 'INELIGIBLE'
  /** The value is malformed or not accepted. */
  | 'INVALID_VALUE'
  /** The demand is of another work type. */
  | 'LOCATION'
  /** The person has moved: capacities follow the hours of the new location. */
  | 'LOCATION_CHANGED'
  /** It looks like another one that is known, and is taken as one of its own. */
  | 'LOOK_ALIKE'
  /** Merged cells hold their value in the first cell only. */
  | 'MERGED_CELLS'
  /** A required column is missing. */
  | 'MISSING_COLUMN'
  /** A value is needed. */
  | 'MISSING_VALUE'
  /** The file writes numbers in two ways. */
  | 'MIXED_NUMBERS'
  /** The month is closed. */
  | 'MONTH_CLOSED'
  /** There is nothing under this key. */
  | 'NOT_FOUND'
  /** The week ends before the hire date. */
  | 'NOT_HIRED'
  /** Active people are not in the roster; they stay as they are. */
  | 'NOT_IN_ROSTER'
  /** The demand has no target CPH: what depends on it is unknown. */
  | 'NO_CPH'
  /** Assignments of the person no longer fit what the person may work. */
  | 'NO_LONGER_FITS'
  /** The month has no configuration. */
  | 'NO_MONTH_CONFIG'
  /** Every week of the live months has ended. */
  | 'NO_OPEN_WEEKS'
  /** No forecast report covers the month. */
  | 'NO_REPORT'
  /** There is no row to import. */
  | 'NO_ROWS'
  /** The week is not configured. */
  | 'NO_WEEK_CONFIG'
  /** People have changed since the plan was made. */
  | 'PEOPLE'
  /** The demand is on another platform. */
  | 'PLATFORM'
  /** Too many requests in a minute, or too many jobs at once; try again later. */
  | 'RATE_LIMITED'
  /** Demands of the stored report are not in the file, and nobody is assigned to them: they are removed. */
  | 'REMOVED_DEMAND'
  /** The report month is not known, or is said in different ways. */
  | 'REPORT_MONTH'
  /** A later change stands in the way of taking this one back. */
  | 'REVERT_BLOCKED'
  /** The row has more or fewer cells than the header. */
  | 'ROW_LENGTH'
  /** Other sheets of the workbook were not read. */
  | 'SHEETS_NOT_READ'
  /** The case type is not among the skills. */
  | 'SKILL'
  /** The person is assigned in that week already; the assignment stays. */
  | 'SKIPPED'
  /** What the plan was made from has changed. */
  | 'STALE_PLAN'
  /** Generated weeks no longer follow from what they were generated from. */
  | 'STALE_WEEKS'
  /** The state is not among those of the person. */
  | 'STATE'
  /** Several rows of one record were added up. */
  | 'SUMMED'
  /** A later row of the same key counts in its place. */
  | 'SUPERSEDED'
  /** Tiers have changed since the plan was made. */
  | 'TIERS'
  /** The request or its answer is too large. */
  | 'TOO_LARGE'
  /** Totals were left out. */
  | 'TOTAL_ROWS'
  /** Credentials are missing or wrong. */
  | 'UNAUTHENTICATED'
  /** The server is busy or the database is away; try again. */
  | 'UNAVAILABLE'
  /** No forecast of the month has this line of business, state and case type. */
  | 'UNKNOWN_DEMAND'
  /** The name is not known; it is stored as it is. */
  | 'UNKNOWN_NAME'
  /** A LOB does not begin with a known platform. */
  | 'UNKNOWN_PLATFORM'
  /** A case type among the skills is not known. */
  | 'UNKNOWN_SKILL'
  /** A state is not known, and left out. */
  | 'UNKNOWN_STATE'
  /** Nothing has this value; a filter with it finds nothing. */
  | 'UNKNOWN_VALUE'
  /** The media type is not accepted. */
  | 'UNSUPPORTED_MEDIA_TYPE'
  /** A value is malformed or not accepted. */
  | 'VALIDATION'
  /** Demands are not in the report; they are kept because people are assigned to them. */
  | 'VANISHED_DEMAND'
  /** Someone else changed the row since the version given. */
  | 'VERSION_CONFLICT'
  /** Weeks have changed since the plan was made. */
  | 'WEEKS';

/** How to rebalance; everything has a default. */
export type RebalanceAllocationInput = {
  /** What happens to people whom no demand needs. Default: `idle`. */
  bench?: AllocationBench | null | undefined;
  /** Cases that leaving an existing bench assignment must earn. 0 to 1000000. Default: `5`. */
  changeCostBench?: number | null | undefined;
  /** Cases that leaving an existing primary assignment must earn. 0 to 1000000. Default: `60`. */
  changeCostPrimary?: number | null | undefined;
  /** Seconds of planning after which the best plan so far is taken. 0 to 3600. Default: no deadline. */
  deadlineSeconds?: number | null | undefined;
  /** Answers the same and saves nothing. Default false. */
  dryRun?: boolean | null | undefined;
  /** How long to search for improvements. Default: by size: `std`, above 50,000 people `fast`. */
  effort?: AllocationEffort | null | undefined;
  /** Fairness δ: how much more a case of a poorly covered demand counts than one of a well covered; 0 = cases only. 0 to 100. Default: `2`. */
  fairness?: number | null | undefined;
  /** Instead of δ: the most fairness that costs at most so many per cent of the forecast in scope. 0 to 100. Default: none. */
  fairnessTolerancePct?: number | null | undefined;
  /** First week that may change. Default: the first week that has not ended. */
  fromWeek?: string | null | undefined;
  /** Length of the hiring list. 0 to 1000. Default: `20`. */
  hiringTop?: number | null | undefined;
  /** While another one is executed. Default WAIT. */
  ifBusy?: AllocationIfBusy | null | undefined;
  /** Only demands of these LOBs. Default: all. */
  mainLobs?: Array<string> | null | undefined;
  /** Per cent of the replaceable person-weeks that may leave their demand. 0 to 100. Default: `6`. */
  maxChangedPct?: number | null | undefined;
  /** Most changes of demand between worked weeks of one person. 0 to 60. Default: no limit. */
  maxSwitchesPerPerson?: number | null | undefined;
  /** Shortest stint of a person on a demand, in weeks; stints that leave, hire dates, pins, closed months or the horizon cut may be shorter. 1 to 26. Default: `2`. */
  minStintWeeks?: number | null | undefined;
  /** Only people and demands of these platforms. Default: all. */
  platforms?: Array<string> | null | undefined;
  /** Weights of demands. Default: every case counts the same. */
  priorities?: Array<AllocationPriorityInput> | null | undefined;
  /** Weight of meeting each week’s target rather than only the month. 0 to 100. Default: `0.05`. */
  profileWeight?: number | null | undefined;
  /** Unpinned manual assignments may be moved too. Default: `false`. */
  releaseManual?: boolean | null | undefined;
  /** Cases that a change of demand between two worked weeks of a person must earn. 0 to 1000000. Default: `5`. */
  switchCost?: number | null | undefined;
  /** Stop as soon as the gap to the bound is at most so many per cent. 0 to 100. Default: `0`. */
  targetGapPct?: number | null | undefined;
  /** Last week that may change. Default: the last week of the report. */
  toWeek?: string | null | undefined;
};

/** Which people: values of one filter are alternatives, different filters all apply; an empty list means none. */
export type ResourceFilterInput = {
  /** Only active or only inactive ones. */
  active?: boolean | null | undefined;
  /** Only people with an assignment from `fromWeek` to `toWeek` where given; false: those without any. */
  assigned?: boolean | null | undefined;
  /** Active people without an assignment in this ISO week. */
  freeIn?: string | null | undefined;
  /** First ISO week of `mainLobs`, `ramping` and `assigned`. */
  fromWeek?: string | null | undefined;
  /** Domestic (or Onshore), Global (or Offshore). */
  locations?: Array<string> | null | undefined;
  /** Lines of business to which they are assigned, from `fromWeek` to `toWeek` where given. */
  mainLobs?: Array<string> | null | undefined;
  /** Platforms: Amisys, Facets, Xcelys. */
  platforms?: Array<string> | null | undefined;
  /** Text to find in CN, first and last name (in either order) or OPID, in any case. */
  q?: string | null | undefined;
  /** Only people whose production percentage changes by a step (a ramp) from `fromWeek` to `toWeek` where given; false: the others. */
  ramping?: boolean | null | undefined;
  /** Case types, one of which is among the skills. */
  skills?: Array<string> | null | undefined;
  /** State codes: people whose list has one of them or ALL. `N/A`: people without any state, or ALL. */
  states?: Array<string> | null | undefined;
  /** Last ISO week of `mainLobs`, `ramping` and `assigned`, included. */
  toWeek?: string | null | undefined;
};

/** What a caller is allowed to do, in steps; each step includes the ones before. */
export type Role =
  /** Also edits tiers, closes months and recomputes. */
  | 'ADMIN'
  /** Also assigns, allocates, imports and edits weeks and forecasts. */
  | 'PLANNER'
  /** Reads everything within the LOB scope. */
  | 'VIEWER';

/** Which public holidays to add; a day that has a holiday already keeps it. */
export type SeedHolidaysInput = {
  /** Country as its ISO 3166 code, e.g. `US`. */
  country: string;
  /** Answer the same, but save nothing. */
  dryRun?: boolean | null | undefined;
  /** State of the country, e.g. `CA`; adds its own holidays. */
  state?: string | null | undefined;
  /** The work type that does not work on them. */
  workType: WorkType;
  /** Calendar year. */
  year: number;
};

/** An optional part of a server. */
export type ServerFeature =
  /** `GET /api/v2/events` says what has changed. */
  | 'LIVE_EVENTS'
  /** Only operations of the manifest are run, but for administrators who have signed in. */
  | 'PERSISTED_ONLY';

/** A holiday; the one of the same day and work type is renamed. */
export type SetHolidayInput = {
  /** The day. */
  holidayDate: string;
  /** What is celebrated. */
  name: string;
  /** The version you last saw; a different stored one refuses the change. */
  version?: number | null | undefined;
  /** The work type that does not work. */
  workType: WorkType;
};

/** Of a month that is configured already, absent fields stay; a new one needs all four. */
export type SetMonthConfigInput = {
  /** The month. */
  month: string;
  /** Occupancy: a fraction above 0, at most 1. */
  occupancy?: number | null | undefined;
  /** Shrinkage: a fraction from 0 up to below 1. */
  shrinkage?: number | null | undefined;
  /** The version you last saw; a different stored one refuses the change. */
  version?: number | null | undefined;
  /** Hours of a working day, above 0, at most 24. */
  workHours?: number | null | undefined;
  /** The work type. */
  workType: WorkType;
  /** Working days of the month, 0 to 31. */
  workingDays?: number | null | undefined;
};

/** One week to set by hand. Of a week that is configured already, absent fields stay; a new one needs all four. */
export type SetWeekConfigInput = {
  /** Follows from the week; accepted only if it says what follows. */
  month?: string | null | undefined;
  /** Occupancy: a fraction above 0, at most 1. */
  occupancy?: number | null | undefined;
  /** Shrinkage: a fraction from 0 up to below 1. */
  shrinkage?: number | null | undefined;
  /** The version you last saw; a different stored one refuses the change. */
  version?: number | null | undefined;
  /** Follows from the week; accepted only if it says what follows. */
  weekEndDate?: string | null | undefined;
  /** ISO week, 1 to 52, or 53 in long years. */
  weekNumber: number;
  /** Follows from the week; accepted only if it says what follows. */
  weekStartDate?: string | null | undefined;
  /** Hours of a working day, above 0, at most 24. */
  workHours?: number | null | undefined;
  /** The work type. */
  workType: WorkType;
  /** Working days, 0 to 7. */
  workingDays?: number | null | undefined;
  /** ISO year. */
  year: number;
};

/** Why a demand stays short. */
export type ShortageReason =
  /** Those who could help are held by pinned or manual assignments. */
  | 'LOCKED'
  /** Not planned yet: a plan would add cases. */
  | 'NOT_PLANNED'
  /** It has no target CPH, or one of 0. */
  | 'NO_CPH'
  /** Everybody eligible is away or at 0 %. */
  | 'NO_ELIGIBLE_AVAILABLE'
  /** Nobody is eligible. */
  | 'NO_ELIGIBLE_PERSON'
  /** The weeks of the month are configured without working hours. */
  | 'NO_HOURS'
  /** No week of the month is configured for its work type. */
  | 'NO_WEEK_CONFIG'
  /** Its people are taken by work of equal or greater worth. */
  | 'OUTBID'
  /** The gain is smaller than the cost of moving somebody. */
  | 'STABILITY'
  /** All who are eligible together do not suffice. */
  | 'TOO_FEW_ELIGIBLE'
  /** What is missing is less than a person-week. */
  | 'WHOLE_WEEKS';

/** What a tree is split by first. */
export type TreeGroupBy =
  /** Category (platform and onshore/offshore) → LOB → state → case type. */
  | 'CATEGORY'
  /** LOB → state → case type. */
  | 'LOB';

/** The fields of a tier to change; absent ones stay. */
export type UpdateCapacityTierInput = {
  /** Fraction above 0, at most 1. Assignments keep their own percentage. */
  capacityPercentage?: number | null | undefined;
  /** What the tier is for. */
  description?: string | null | undefined;
  /** Position in lists for people. */
  displayOrder?: number | null | undefined;
  /** Whether new assignments may use it. */
  isActive?: boolean | null | undefined;
  /** Unique name. */
  tierName?: string | null | undefined;
  /** The version you last saw; a different stored one refuses the change. */
  version?: number | null | undefined;
};

/** People and weeks: the weeks as a list, or from one to another, both included; 10,000 person-weeks. */
export type WeekRangeInput = {
  /** First ISO week, instead of a list. */
  fromWeek?: string | null | undefined;
  /** CNs of the people, in any case. */
  resourceCns: Array<string>;
  /** Last ISO week, included. */
  toWeek?: string | null | undefined;
  /** The ISO weeks, one by one. */
  weeks?: Array<string> | null | undefined;
};

/** Where work is done and people sit. */
export type WorkType =
  /** Onshore. */
  | 'DOMESTIC'
  /** Offshore. */
  | 'GLOBAL';

/** What became of a row of a write. */
export type WriteStatus =
  /** New. */
  | 'CREATED'
  /** Refused, for the reason given. */
  | 'FAILED'
  /** Left out, for the reason given. */
  | 'SKIPPED'
  /** Stored before with exactly these values. */
  | 'UNCHANGED'
  /** Stored before, and changed; an assignment took the place of another one. */
  | 'UPDATED';

export type PageCreateKeyMutationVariables = Exact<{
  input: CreateApiKeyInput;
}>;


export type PageCreateKeyMutation = { createApiKey: { secret: string | null, warnings: Array<string> | null, apiKey: { id: string, name: string } | null, userErrors: Array<{ code: ErrorCode, message: string, path: Array<string> | null }> } };

export type PageKeysQueryVariables = Exact<{ [key: string]: never; }>;


export type PageKeysQuery = { apiKeys: Array<{ id: string, name: string, role: AccessRole, lobPatterns: Array<string> | null, createdBy: string, createdDatetime: string, expiresDatetime: string | null, lastUsedDatetime: string | null, revokedDatetime: string | null }> };

export type PageRevokeKeyMutationVariables = Exact<{
  id: string | number;
}>;


export type PageRevokeKeyMutation = { revokeApiKey: { apiKey: { id: string, revokedDatetime: string | null } | null, userErrors: Array<{ code: ErrorCode, message: string, path: Array<string> | null }> } };

export type PagePlanChoicesQueryVariables = Exact<{ [key: string]: never; }>;


export type PagePlanChoicesQuery = { demandFacets: { mainLobs: Array<{ value: string, label: string }>, platforms: Array<{ value: string, label: string }> } };

export type PagePlanQueryVariables = Exact<{
  planHash: string;
}>;


export type PagePlanQuery = { allocationPlan: { planHash: string, kind: AllocationPlanKind, complete: boolean, createdDatetime: string, expiresDatetime: string, months: Array<string>, chosen: number | null, counts: { created: number, updated: number, deallocated: number, unchanged: number }, solve: { gapPct: number, certified: boolean, delta: number, ms: number, wholeWeeks: { gapPct: number, isBest: boolean } | null }, totals: { before: { forecast: number, met: number, shortfall: number, overAllocation: number, people: number, personWeeks: number, changed: number, changedPeople: number, switches: number }, after: { forecast: number, met: number, shortfall: number, overAllocation: number, people: number, personWeeks: number, changed: number, changedPeople: number, switches: number } }, curve: Array<{ changed: number, changedPct: number, people: number, shortfall: number, gapPct: number }> | null, options: { fromWeek: string | null, toWeek: string | null, mainLobs: Array<string>, platforms: Array<string>, fairness: number | null, fairnessTolerancePct: number | null, switchCost: number, changeCostPrimary: number, changeCostBench: number, profileWeight: number, minStintWeeks: number, maxSwitchesPerPerson: number | null, bench: AllocationBench, effort: AllocationEffort | null, deadlineSeconds: number | null, releaseManual: boolean, hiringTop: number, maxChangedPct: number | null, priorities: Array<{ mainLob: string, state: string | null, caseType: string | null, weight: number }> }, hiring: Array<{ startWeek: string, totalCases: number, demandsHelped: number, profile: { location: WorkType, platform: string, skills: Array<string>, states: Array<string> } }>, demands: { totalCount: number }, moves: { totalCount: number }, idle: { totalCount: number }, warnings: { totalCount: number } } | null };

export type PagePlanDemandsQueryVariables = Exact<{
  planHash: string;
  offset: number;
}>;


export type PagePlanDemandsQuery = { allocationPlan: { demands: { totalCount: number, nodes: Array<{ mainLob: string, state: string, caseType: string, month: string, monthLabel: string, forecast: number, reason: ShortageReason | null, competition: { people: number, demands: number, hoursAvailable: number, hoursNeeded: number } | null, onePersonMore: { cases: number } | null, before: { capacity: number, shortfall: number, fteCount: number }, after: { capacity: number, shortfall: number, fteCount: number } }> } } | null };

export type PagePlanExecutionQueryVariables = Exact<{
  planHash: string;
}>;


export type PagePlanExecutionQuery = { allocationPlan: { executedBy: string | null } | null };

export type PagePlanFreshnessQueryVariables = Exact<{
  planHash: string;
}>;


export type PagePlanFreshnessQuery = { allocationPlan: { staleParts: Array<string> } | null };

export type PagePlanIdleQueryVariables = Exact<{
  planHash: string;
  offset: number;
}>;


export type PagePlanIdleQuery = { allocationPlan: { idle: { totalCount: number, nodes: Array<{ cn: string, weeks: Array<string>, reason: IdleReason, casesForgone: number | null, bestDemand: { mainLob: string, state: string, caseType: string } | null, resource: { id: string, cn: string, firstName: string, lastName: string, location: WorkType } | null }> } } | null };

export type PagePlanMovesQueryVariables = Exact<{
  planHash: string;
  offset: number;
}>;


export type PagePlanMovesQuery = { allocationPlan: { moves: { totalCount: number, nodes: Array<{ cn: string, weeks: Array<string>, type: AllocatedType | null, gainCases: number, reason: AllocationMoveReason, shortBefore: number | null, from: { mainLob: string, state: string, caseType: string } | null, to: { mainLob: string, state: string, caseType: string } | null, resource: { id: string, cn: string, firstName: string, lastName: string, location: WorkType } | null }> } } | null };

export type PagePlanWarningsQueryVariables = Exact<{
  planHash: string;
  offset: number;
}>;


export type PagePlanWarningsQuery = { allocationPlan: { warnings: { totalCount: number, nodes: Array<{ code: AllocationWarningCode, message: string }> } } | null };

export type PlanHeadFragment = { planHash: string, kind: AllocationPlanKind, complete: boolean, createdDatetime: string, expiresDatetime: string, months: Array<string>, chosen: number | null, counts: { created: number, updated: number, deallocated: number, unchanged: number }, solve: { gapPct: number, certified: boolean, delta: number, ms: number, wholeWeeks: { gapPct: number, isBest: boolean } | null }, totals: { before: { forecast: number, met: number, shortfall: number, overAllocation: number, people: number, personWeeks: number, changed: number, changedPeople: number, switches: number }, after: { forecast: number, met: number, shortfall: number, overAllocation: number, people: number, personWeeks: number, changed: number, changedPeople: number, switches: number } }, curve: Array<{ changed: number, changedPct: number, people: number, shortfall: number, gapPct: number }> | null, options: { fromWeek: string | null, toWeek: string | null, mainLobs: Array<string>, platforms: Array<string>, fairness: number | null, fairnessTolerancePct: number | null, switchCost: number, changeCostPrimary: number, changeCostBench: number, profileWeight: number, minStintWeeks: number, maxSwitchesPerPerson: number | null, bench: AllocationBench, effort: AllocationEffort | null, deadlineSeconds: number | null, releaseManual: boolean, hiringTop: number, maxChangedPct: number | null, priorities: Array<{ mainLob: string, state: string | null, caseType: string | null, weight: number }> }, hiring: Array<{ startWeek: string, totalCases: number, demandsHelped: number, profile: { location: WorkType, platform: string, skills: Array<string>, states: Array<string> } }>, demands: { totalCount: number }, moves: { totalCount: number }, idle: { totalCount: number }, warnings: { totalCount: number } };

export type PlanTotalsFragment = { forecast: number, met: number, shortfall: number, overAllocation: number, people: number, personWeeks: number, changed: number, changedPeople: number, switches: number };

export type PageCancelJobMutationVariables = Exact<{
  id: string | number;
}>;


export type PageCancelJobMutation = { cancelJob: { job: { id: string, status: JobStatus } | null, userErrors: Array<{ code: ErrorCode, message: string, path: Array<string> | null }> } };

export type PageExecutePlanMutationVariables = Exact<{
  input?: ExecuteAllocationInput | null | undefined;
}>;


export type PageExecutePlanMutation = { executeAllocation: { changeSetId: string | null, jobId: string | null, staleParts: Array<string> | null, userErrors: Array<{ code: ErrorCode, message: string, path: Array<string> | null }> } };

export type PageJobQueryVariables = Exact<{
  id: string | number;
}>;


export type PageJobQuery = { job: { id: string, kind: JobKind, status: JobStatus, percent: number, stage: string, details: unknown, result:
      | { planHash: string, changeSetId: string | null }
      | Record<PropertyKey, never>
     | null, error: { code: ErrorCode | null, message: string, userErrors: Array<{ reason: Reason | null }> } | null } | null };

export type PagePreviewAllocationMutationVariables = Exact<{
  options?: AllocationOptionsInput | null | undefined;
}>;


export type PagePreviewAllocationMutation = { previewAllocation: { jobId: string | null, plan: { planHash: string } | null, userErrors: Array<{ code: ErrorCode, message: string, path: Array<string> | null }> } };

export type PageRebalanceMutationVariables = Exact<{
  input?: RebalanceAllocationInput | null | undefined;
}>;


export type PageRebalanceMutation = { rebalanceAllocation: { jobId: string | null, plan: { planHash: string } | null, userErrors: Array<{ code: ErrorCode, message: string, path: Array<string> | null }> } };

export type MonthFieldsFragment = { id: string, workType: WorkType, workingDays: number, workHours: number, shrinkage: number, occupancy: number, isClosed: boolean, version: number, yearMonth: string };

export type PageCalendarQueryVariables = Exact<{
  year: number;
  filter: CalendarFilterInput;
}>;


export type PageCalendarQuery = { weekConfigs: { nodes: Array<{ id: string, year: number, weekNumber: number, workType: WorkType, weekStartDate: string, workingDays: number, workHours: number, shrinkage: number, occupancy: number, isManual: boolean, isClosed: boolean, version: number, yearMonth: string, holidays: Array<{ id: string, holidayDate: string, name: string }> }> }, monthConfigs: { nodes: Array<{ id: string, workType: WorkType, workingDays: number, workHours: number, shrinkage: number, occupancy: number, isClosed: boolean, version: number, yearMonth: string }> }, holidays: { nodes: Array<{ id: string, holidayDate: string, name: string, workType: WorkType, version: number }> }, closedMonths: Array<{ id: string, closedBy: string, closedDatetime: string, note: string | null, yearMonth: string }>, calendarCheck: { staleWeeks: Array<{ id: string, workType: WorkType }>, discrepancies: Array<{ workType: WorkType, message: string, yearMonth: string }> } };

export type PageDeleteHolidayMutationVariables = Exact<{
  holidayDate: string;
  workType: WorkType;
  version?: number | null | undefined;
}>;


export type PageDeleteHolidayMutation = { deleteHoliday: { holiday: { id: string } | null, userErrors: Array<{ code: ErrorCode, message: string, path: Array<string> | null }> } };

export type PageGenerateWeeksMutationVariables = Exact<{
  input: GenerateWeeksInput;
}>;


export type PageGenerateWeeksMutation = { generateWeeks: { created: number | null, updated: number | null, unchanged: number | null, keptManual: number | null, skippedClosed: Array<string> | null, weeks: Array<{ id: string, year: number, weekNumber: number, workType: WorkType, weekStartDate: string, workingDays: number, workHours: number, shrinkage: number, occupancy: number, isManual: boolean, isClosed: boolean, version: number, yearMonth: string, holidays: Array<{ id: string, holidayDate: string, name: string }> }> | null, userErrors: Array<{ code: ErrorCode, message: string, path: Array<string> | null }> } };

export type PageSeedHolidaysMutationVariables = Exact<{
  input: SeedHolidaysInput;
}>;


export type PageSeedHolidaysMutation = { seedHolidays: { created: number | null, skipped: number | null, userErrors: Array<{ code: ErrorCode, message: string, path: Array<string> | null }> } };

export type PageSetHolidayMutationVariables = Exact<{
  input: SetHolidayInput;
}>;


export type PageSetHolidayMutation = { setHoliday: { holiday: { id: string, name: string } | null, userErrors: Array<{ code: ErrorCode, message: string, path: Array<string> | null }> } };

export type PageSetMonthMutationVariables = Exact<{
  input: SetMonthConfigInput;
}>;


export type PageSetMonthMutation = { setMonthConfig: { monthConfig: { id: string, workType: WorkType, workingDays: number, workHours: number, shrinkage: number, occupancy: number, isClosed: boolean, version: number, yearMonth: string } | null, userErrors: Array<{ code: ErrorCode, message: string, path: Array<string> | null }> } };

export type PageSetWeekMutationVariables = Exact<{
  input: SetWeekConfigInput;
}>;


export type PageSetWeekMutation = { setWeekConfig: { weekConfig: { id: string, year: number, weekNumber: number, workType: WorkType, weekStartDate: string, workingDays: number, workHours: number, shrinkage: number, occupancy: number, isManual: boolean, isClosed: boolean, version: number, yearMonth: string, holidays: Array<{ id: string, holidayDate: string, name: string }> } | null, userErrors: Array<{ code: ErrorCode, message: string, path: Array<string> | null }> } };

export type WeekFieldsFragment = { id: string, year: number, weekNumber: number, workType: WorkType, weekStartDate: string, workingDays: number, workHours: number, shrinkage: number, occupancy: number, isManual: boolean, isClosed: boolean, version: number, yearMonth: string, holidays: Array<{ id: string, holidayDate: string, name: string }> };

export type FacetFiguresFragment = { value: string, label: string, count: number };

export type NodeFiguresFragment = { forecast: number, capacity: number, gap: number, coverage: number | null, fteCount: number, fteEquivalent: number, fteRequired: number | null };

export type PageFacetsQueryVariables = Exact<{
  report: string;
}>;


export type PageFacetsQuery = { demandFacets: { mainLobs: Array<{ value: string, label: string, count: number }>, platforms: Array<{ value: string, label: string, count: number }>, markets: Array<{ value: string, label: string, count: number }>, states: Array<{ value: string, label: string, count: number }>, caseTypes: Array<{ value: string, label: string, count: number }>, localities: Array<{ value: WorkType, count: number }> } };

export type PageTreeQueryVariables = Exact<{
  report: string;
  month: string;
  filter?: DemandFilterInput | null | undefined;
  groupBy: TreeGroupBy;
}>;


export type PageTreeQuery = { capacityTree: { id: string, metrics: { forecast: number, capacity: number, gap: number, coverage: number | null, fteCount: number, fteEquivalent: number, fteRequired: number | null }, categories: Array<{ id: string, name: string, metrics: { forecast: number, capacity: number, gap: number, coverage: number | null, fteCount: number, fteEquivalent: number, fteRequired: number | null }, lobs: Array<{ id: string, name: string, metrics: { forecast: number, capacity: number, gap: number, coverage: number | null, fteCount: number, fteEquivalent: number, fteRequired: number | null }, states: Array<{ id: string, name: string, code: string, metrics: { forecast: number, capacity: number, gap: number, coverage: number | null, fteCount: number, fteEquivalent: number, fteRequired: number | null }, caseTypes: Array<{ id: string, name: string, metrics: { forecast: number, capacity: number, gap: number, coverage: number | null, fteCount: number, fteEquivalent: number, fteRequired: number | null } }> }> }> }> | null, lobs: Array<{ id: string, name: string, metrics: { forecast: number, capacity: number, gap: number, coverage: number | null, fteCount: number, fteEquivalent: number, fteRequired: number | null }, states: Array<{ id: string, name: string, code: string, metrics: { forecast: number, capacity: number, gap: number, coverage: number | null, fteCount: number, fteEquivalent: number, fteRequired: number | null }, caseTypes: Array<{ id: string, name: string, metrics: { forecast: number, capacity: number, gap: number, coverage: number | null, fteCount: number, fteEquivalent: number, fteRequired: number | null } }> }> }> | null } | null };

export type PageTreeSeriesQueryVariables = Exact<{
  report: string;
  month: string;
  filter?: DemandFilterInput | null | undefined;
  groupBy: TreeGroupBy;
}>;


export type PageTreeSeriesQuery = { capacityTree: { id: string, series: Array<{ gap: number, coverage: number | null }>, categories: Array<{ id: string, series: Array<{ gap: number, coverage: number | null }>, lobs: Array<{ id: string, series: Array<{ gap: number, coverage: number | null }>, states: Array<{ id: string, series: Array<{ gap: number, coverage: number | null }>, caseTypes: Array<{ id: string, series: Array<{ gap: number, coverage: number | null }> }> }> }> }> | null, lobs: Array<{ id: string, series: Array<{ gap: number, coverage: number | null }>, states: Array<{ id: string, series: Array<{ gap: number, coverage: number | null }>, caseTypes: Array<{ id: string, series: Array<{ gap: number, coverage: number | null }> }> }> }> | null } | null };

export type SparkFiguresFragment = { gap: number, coverage: number | null };

export type SparkLobFragment = { id: string, series: Array<{ gap: number, coverage: number | null }>, states: Array<{ id: string, series: Array<{ gap: number, coverage: number | null }>, caseTypes: Array<{ id: string, series: Array<{ gap: number, coverage: number | null }> }> }> };

export type TreeLobFragment = { id: string, name: string, metrics: { forecast: number, capacity: number, gap: number, coverage: number | null, fteCount: number, fteEquivalent: number, fteRequired: number | null }, states: Array<{ id: string, name: string, code: string, metrics: { forecast: number, capacity: number, gap: number, coverage: number | null, fteCount: number, fteEquivalent: number, fteRequired: number | null }, caseTypes: Array<{ id: string, name: string, metrics: { forecast: number, capacity: number, gap: number, coverage: number | null, fteCount: number, fteEquivalent: number, fteRequired: number | null } }> }> };

export type PageCandidatesQueryVariables = Exact<{
  demand: DemandInput;
  month: string;
}>;


export type PageCandidatesQuery = { candidates: Array<{ cn: string, freeWeeks: Array<string>, productionPercentage: number, capacity: number | null, resource: { id: string, cn: string, firstName: string, lastName: string, location: WorkType } | null }> | null };

export type PageLeafQueryVariables = Exact<{
  id: string | number;
}>;


export type PageLeafQuery = { capacityNode:
    | { id: string, metrics: { forecast: number, capacity: number, gap: number, coverage: number | null, fteCount: number, fteEquivalent: number, fteRequired: number | null }, series: Array<{ forecastMonthIndex: number, forecast: number, capacity: number, gap: number, coverage: number | null, fteCount: number, fteEquivalent: number, fteRequired: number | null, isFrozen: boolean, month: string, yearMonth: string }>, demand: { forecastId: string, platform: string, market: string, locality: WorkType, targetCph: number | null, callTypeId: string | null, isVanished: boolean, fteRequiredReason: FteRequiredReason | null }, weeks: Array<{ year: number, weekNumber: number, capacity: number, fteCount: number, fteEquivalent: number, workingDays: number | null, unknownCapacityCount: number }>, people: { totalCount: number, nodes: Array<{ resourceCn: string, firstName: string, lastName: string, location: WorkType, capacity: number, weeks: Array<{ week: string, assignmentId: string | null, version: number | null, assignmentType: AssignmentType, pinned: boolean, productionPercentage: number, weeklyCapacity: number | null }> }> } }
    | Record<PropertyKey, never>
   | null };

export type PagePreviewForDemandMutationVariables = Exact<{
  options?: AllocationOptionsInput | null | undefined;
}>;


export type PagePreviewForDemandMutation = { previewAllocation: { jobId: string | null, plan: { planHash: string, moves: { totalCount: number }, totals: { before: { shortfall: number }, after: { shortfall: number, changedPeople: number } } } | null, userErrors: Array<{ code: ErrorCode, message: string, path: Array<string> | null }> } };

export type PageWhyShortQueryVariables = Exact<{
  demand: DemandNameInput;
  month: string;
}>;


export type PageWhyShortQuery = { whyShort: { reason: ShortageReason | null, shortfall: number, competition: { people: number, demands: number, hoursAvailable: number, hoursNeeded: number, cutoff: number } | null, onePersonMore: { cases: number, demandsHelped: number, profile: { location: WorkType, platform: string, skills: Array<string>, states: Array<string> } } | null } | null };

export type PageApplyRampMutationVariables = Exact<{
  resourceCns: Array<string> | string;
  fromWeek: string;
  ramp: Array<RampStageInput> | RampStageInput;
  overwriteExceptions: boolean;
}>;


export type PageApplyRampMutation = { applyRamp: { changedAssignments: number, changedSteps: number, skippedClosed: Array<string>, keptExceptions: Array<{ id: string, resourceCn: string, week: string }>, userErrors: Array<{ code: ErrorCode, message: string, path: Array<string> | null }> } };

export type PageAssignWeeksMutationVariables = Exact<{
  range: WeekRangeInput;
  to: AssignWeeksInput;
}>;


export type PageAssignWeeksMutation = { assignWeeks: { result: { skippedClosed: Array<string>, counts: { created: number, updated: number, unchanged: number, skipped: number, failed: number }, rows: Array<{ row: number, key: string | null, status: WriteStatus, code: Reason | null, message: string | null }> } | null, userErrors: Array<{ code: ErrorCode, message: string, path: Array<string> | null }> } };

export type PageFreeAssignmentsMutationVariables = Exact<{
  ids: Array<string | number> | string | number;
}>;


export type PageFreeAssignmentsMutation = { deallocateAssignments: { skippedClosed: Array<string>, assignments: Array<{ id: string }>, userErrors: Array<{ code: ErrorCode, message: string, path: Array<string> | null }> } };

export type PageFreeWeeksMutationVariables = Exact<{
  range: WeekRangeInput;
}>;


export type PageFreeWeeksMutation = { freeWeeks: { result: { skippedClosed: Array<string>, counts: { created: number, updated: number, unchanged: number, skipped: number, failed: number }, rows: Array<{ row: number, key: string | null, status: WriteStatus, code: Reason | null, message: string | null }> } | null, userErrors: Array<{ code: ErrorCode, message: string, path: Array<string> | null }> } };

export type PageMoveAssignmentsMutationVariables = Exact<{
  ids: Array<string | number> | string | number;
  to: MoveToInput;
}>;


export type PageMoveAssignmentsMutation = { moveAssignments: { skippedClosed: Array<string>, assignments: Array<{ id: string }>, userErrors: Array<{ value: unknown, code: ErrorCode, message: string, path: Array<string> | null }> } };

export type PageMoveWeeksMutationVariables = Exact<{
  range: WeekRangeInput;
  to: MoveToInput;
}>;


export type PageMoveWeeksMutation = { moveWeeks: { result: { skippedClosed: Array<string>, counts: { created: number, updated: number, unchanged: number, skipped: number, failed: number }, rows: Array<{ row: number, key: string | null, status: WriteStatus, code: Reason | null, message: string | null }> } | null, userErrors: Array<{ code: ErrorCode, message: string, path: Array<string> | null }> } };

export type PagePinAssignmentsMutationVariables = Exact<{
  ids: Array<string | number> | string | number;
}>;


export type PagePinAssignmentsMutation = { pinAssignments: { skippedClosed: Array<string>, assignments: Array<{ id: string }>, userErrors: Array<{ code: ErrorCode, message: string, path: Array<string> | null }> } };

export type PagePinWeeksMutationVariables = Exact<{
  range: WeekRangeInput;
  pinned: boolean;
}>;


export type PagePinWeeksMutation = { pinWeeks: { result: { skippedClosed: Array<string>, counts: { created: number, updated: number, unchanged: number, skipped: number, failed: number }, rows: Array<{ row: number, key: string | null, status: WriteStatus, code: Reason | null, message: string | null }> } | null, userErrors: Array<{ code: ErrorCode, message: string, path: Array<string> | null }> } };

export type PageSetProductionMutationVariables = Exact<{
  resourceCns: Array<string> | string;
  fromWeek: string;
  productionPercentage: number;
  overwriteExceptions: boolean;
}>;


export type PageSetProductionMutation = { setProduction: { changedAssignments: number, changedSteps: number, skippedClosed: Array<string>, keptExceptions: Array<{ id: string, resourceCn: string, week: string }>, userErrors: Array<{ code: ErrorCode, message: string, path: Array<string> | null }> } };

export type PageSetWeekProductionMutationVariables = Exact<{
  range: WeekRangeInput;
  productionPercentage?: number | null | undefined;
}>;


export type PageSetWeekProductionMutation = { setWeekProduction: { result: { skippedClosed: Array<string>, counts: { created: number, updated: number, unchanged: number, skipped: number, failed: number }, rows: Array<{ row: number, key: string | null, status: WriteStatus, code: Reason | null, message: string | null }> } | null, userErrors: Array<{ code: ErrorCode, message: string, path: Array<string> | null }> } };

export type PageUnpinAssignmentsMutationVariables = Exact<{
  ids: Array<string | number> | string | number;
}>;


export type PageUnpinAssignmentsMutation = { unpinAssignments: { skippedClosed: Array<string>, assignments: Array<{ id: string }>, userErrors: Array<{ code: ErrorCode, message: string, path: Array<string> | null }> } };

export type ProductionOutcomeFragment = { changedAssignments: number, changedSteps: number, skippedClosed: Array<string>, keptExceptions: Array<{ id: string, resourceCn: string, week: string }>, userErrors: Array<{ code: ErrorCode, message: string, path: Array<string> | null }> };

export type WriteOutcomeFragment = { result: { skippedClosed: Array<string>, counts: { created: number, updated: number, unchanged: number, skipped: number, failed: number }, rows: Array<{ row: number, key: string | null, status: WriteStatus, code: Reason | null, message: string | null }> } | null, userErrors: Array<{ code: ErrorCode, message: string, path: Array<string> | null }> };

export type PageMoveTargetsQueryVariables = Exact<{
  cn: string;
  month: string;
}>;


export type PageMoveTargetsQuery = { resource: { id: string, servableDemands: { nodes: Array<{ id: string, mainLob: string, state: string, caseType: string, summary: { id: string, capacityGap: number } | null }> } } | null };

export type PageConnectQueryVariables = Exact<{ [key: string]: never; }>;


export type PageConnectQuery = { reports: Array<{ powerBiPath: string | null, title: string, description: string, layouts: Array<string>, parameters: Array<{ name: string, description: string, list: boolean }> }> };

export type PageChangeSetQueryVariables = Exact<{ [key: string]: never; }>;


export type PageChangeSetQuery = { history: { nodes: Array<{ id: string, action: string, requestId: string | null }> } };

export type PageShellQueryVariables = Exact<{
  report?: string | null | undefined;
}>;


export type PageShellQuery = { forecastReports: Array<{ id: string, reportYear: number, isCurrent: boolean, importedDatetime: string, reportMonth: string, yearMonth: string, months: Array<{ label: string, isFrozen: boolean, isLive: boolean, yearMonth: string }> }>, capacityTree: { id: string, reportYear: number, reportMonth: string, series: Array<{ forecastMonthIndex: number, forecast: number, capacity: number, gap: number, coverage: number | null, fteCount: number, fteEquivalent: number, fteRequired: number | null, isFrozen: boolean, month: string, yearMonth: string }> } | null };

export type PageVersionQueryVariables = Exact<{ [key: string]: never; }>;


export type PageVersionQuery = { server: { dataVersion: number, version: string, features: Array<ServerFeature> } };

export type PageViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type PageViewerQuery = { viewer: { name: string, role: Role, lobScope: Array<string> | null, can: Array<Ability> } };

export type SeriesPointFragment = { forecastMonthIndex: number, forecast: number, capacity: number, gap: number, coverage: number | null, fteCount: number, fteEquivalent: number, fteRequired: number | null, isFrozen: boolean, month: string, yearMonth: string };

export type UserErrorTextFragment = { code: ErrorCode, message: string, path: Array<string> | null };

export type PageChangedRowsQueryVariables = Exact<{
  id: string | number;
  first: number;
  offset?: number | null | undefined;
}>;


export type PageChangedRowsQuery = { changeSet: { id: string, entries: { totalCount: number, nodes: Array<{ id: string, entity: string, entityKey: string, before: unknown, after: unknown }> } } | null };

export type PageHistoryQueryVariables = Exact<{
  filter?: HistoryFilterInput | null | undefined;
  first: number;
  offset?: number | null | undefined;
}>;


export type PageHistoryQuery = { history: { totalCount: number, nodes: Array<{ id: string, action: string, actor: string, createdDatetime: string, note: string | null, revertsChangeSetId: number | null, revertedByChangeSetId: number | null, entries: { totalCount: number } }> } };

export type PageImportFormatQueryVariables = Exact<{
  kind: ImportKind;
}>;


export type PageImportFormatQuery = { importFormat: { kind: ImportKind, name: string, columns: Array<{ name: string, otherNames: Array<string>, required: boolean, about: string, example: unknown }> } };

export type PageLatestImportsQueryVariables = Exact<{
  first: number;
}>;


export type PageLatestImportsQuery = { history: { totalCount: number, nodes: Array<{ id: string, action: string, actor: string, createdDatetime: string, note: string | null, revertedByChangeSetId: number | null, entries: { totalCount: number } }> } };

export type GapFiguresFragment = { mainLob: string, state: string, caseType: string, forecast: number, capacity: number, gap: number, coverage: number | null };

export type PageChartsQueryVariables = Exact<{
  report: string;
  month: string;
}>;


export type PageChartsQuery = { capacityCharts: { topShortages: Array<{ mainLob: string, state: string, caseType: string, forecast: number, capacity: number, gap: number, coverage: number | null }>, topSurpluses: Array<{ mainLob: string, state: string, caseType: string, forecast: number, capacity: number, gap: number, coverage: number | null }> } | null };

export type PageDemandWeeksQueryVariables = Exact<{
  report: string;
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


export type PageOverviewQuery = { capacityTree: { id: string, lobs: Array<{ id: string, name: string, series: Array<{ forecastMonthIndex: number, forecast: number, capacity: number, gap: number, coverage: number | null, fteCount: number, fteEquivalent: number, fteRequired: number | null, isFrozen: boolean, month: string, yearMonth: string }> }> | null } | null, prior?: { id: string, series: Array<{ forecastMonthIndex: number, forecast: number, capacity: number, gap: number, coverage: number | null, fteCount: number, fteEquivalent: number, fteRequired: number | null, isFrozen: boolean, month: string, yearMonth: string }>, lobs: Array<{ id: string, name: string, series: Array<{ forecastMonthIndex: number, forecast: number, capacity: number, gap: number, coverage: number | null, fteCount: number, fteEquivalent: number, fteRequired: number | null, isFrozen: boolean, month: string, yearMonth: string }> }> | null } | null };

export type PageTierMixQueryVariables = Exact<{
  report: string;
}>;


export type PageTierMixQuery = { capacityCharts: { months: Array<{ label: string, tierBreakdown: Array<{ label: string, count: number }> }>, weeks: Array<{ week: string, tierBreakdown: Array<{ label: string, count: number }> }> } | null };

export type PagePaletteDemandsQueryVariables = Exact<{
  report?: string | null | undefined;
}>;


export type PagePaletteDemandsQuery = { capacityTree: { id: string, lobs: Array<{ id: string, name: string, states: Array<{ id: string, name: string, code: string, caseTypes: Array<{ id: string, name: string }> }> }> | null } | null };

export type PagePalettePeopleQueryVariables = Exact<{
  q: string;
}>;


export type PagePalettePeopleQuery = { resources: { nodes: Array<{ id: string, cn: string, firstName: string, lastName: string, primaryPlatform: string, location: WorkType, isActive: boolean }> } };

export type PagePeopleQueryVariables = Exact<{
  filter?: ResourceFilterInput | null | undefined;
  first: number;
  offset: number;
}>;


export type PagePeopleQuery = { resources: { totalCount: number, nodes: Array<{ id: string, cn: string, firstName: string, lastName: string, location: WorkType, primaryPlatform: string, skillList: Array<string>, states: Array<string>, isActive: boolean, hireDate: string | null, productionPercentage: number, busyElsewhere: Array<string> }> } };

export type PagePeopleTableQueryVariables = Exact<{
  filter?: ResourceFilterInput | null | undefined;
  first: number;
  offset: number;
  fromWeek?: string | null | undefined;
  toWeek?: string | null | undefined;
}>;


export type PagePeopleTableQuery = { resources: { totalCount: number, nodes: Array<{ id: string, cn: string, firstName: string, lastName: string, location: WorkType, primaryPlatform: string, skillList: Array<string>, states: Array<string>, isActive: boolean, hireDate: string | null, productionPercentage: number, busyElsewhere: Array<string>, assignments: { nodes: Array<{ id: string, week: string, resourceCn: string, pinned: boolean, productionPercentage: number, demandMainLob: string, demandState: string, demandCaseType: string, ineligible: Array<{ code: EligibilityCode, message: string }> }> } }> } };

export type PagePeopleWeeksQueryVariables = Exact<{
  years: Array<number> | number;
}>;


export type PagePeopleWeeksQuery = { closedMonths: Array<{ id: string, yearMonth: string }>, weekConfigs: { nodes: Array<{ id: string, year: number, weekNumber: number, yearMonth: string }> } };

export type PagePeopleWorkQueryVariables = Exact<{
  cns: Array<string> | string;
  fromWeek: string;
  toWeek: string;
  first: number;
}>;


export type PagePeopleWorkQuery = { assignments: { nodes: Array<{ id: string, week: string, resourceCn: string, pinned: boolean, productionPercentage: number, demandMainLob: string, demandState: string, demandCaseType: string, ineligible: Array<{ code: EligibilityCode, message: string }> }> } };

export type PersonFactsFragment = { id: string, cn: string, firstName: string, lastName: string, location: WorkType, primaryPlatform: string, skillList: Array<string>, states: Array<string>, isActive: boolean, hireDate: string | null, productionPercentage: number, busyElsewhere: Array<string> };

export type PersonWeekFragment = { id: string, week: string, resourceCn: string, pinned: boolean, productionPercentage: number, demandMainLob: string, demandState: string, demandCaseType: string, ineligible: Array<{ code: EligibilityCode, message: string }> };

export type ComparedFiguresFragment = { month: string, forecast: { current: number | null, prior: number | null, delta: number | null, deltaPct: number | null }, capacity: { current: number | null, prior: number | null, delta: number | null, deltaPct: number | null }, gap: { current: number | null, prior: number | null, delta: number | null, deltaPct: number | null }, fteCount: { current: number | null, prior: number | null, delta: number | null, deltaPct: number | null }, fteRequired: { current: number | null, prior: number | null, delta: number | null, deltaPct: number | null } };

export type ComparedValueFragment = { current: number | null, prior: number | null, delta: number | null, deltaPct: number | null };

export type PageCloseMonthMutationVariables = Exact<{
  month: string;
  note?: string | null | undefined;
}>;


export type PageCloseMonthMutation = { closeMonth: { closedMonth: { id: string } | null, userErrors: Array<{ code: ErrorCode, message: string, path: Array<string> | null }> } };

export type PageComparisonQueryVariables = Exact<{
  report: string;
  against: string;
}>;


export type PageComparisonQuery = { reportComparison: { warnings: Array<string>, months: Array<{ month: string, forecast: { current: number | null, prior: number | null, delta: number | null, deltaPct: number | null }, capacity: { current: number | null, prior: number | null, delta: number | null, deltaPct: number | null }, gap: { current: number | null, prior: number | null, delta: number | null, deltaPct: number | null }, fteCount: { current: number | null, prior: number | null, delta: number | null, deltaPct: number | null }, fteRequired: { current: number | null, prior: number | null, delta: number | null, deltaPct: number | null } }>, lobs: Array<{ mainLob: string, months: Array<{ month: string, forecast: { current: number | null, prior: number | null, delta: number | null, deltaPct: number | null }, capacity: { current: number | null, prior: number | null, delta: number | null, deltaPct: number | null }, gap: { current: number | null, prior: number | null, delta: number | null, deltaPct: number | null }, fteCount: { current: number | null, prior: number | null, delta: number | null, deltaPct: number | null }, fteRequired: { current: number | null, prior: number | null, delta: number | null, deltaPct: number | null } }> }> } | null };

export type PageCreateTierMutationVariables = Exact<{
  input: CreateCapacityTierInput;
}>;


export type PageCreateTierMutation = { createCapacityTier: { tier: { id: string, tierName: string, capacityPercentage: number, description: string, displayOrder: number, isActive: boolean, version: number } | null, userErrors: Array<{ code: ErrorCode, message: string, path: Array<string> | null }> } };

export type PageDeactivateTierMutationVariables = Exact<{
  id: string | number;
  version?: number | null | undefined;
}>;


export type PageDeactivateTierMutation = { deactivateCapacityTier: { tier: { id: string, tierName: string, capacityPercentage: number, description: string, displayOrder: number, isActive: boolean, version: number } | null, userErrors: Array<{ code: ErrorCode, message: string, path: Array<string> | null }> } };

export type PageReopenMonthMutationVariables = Exact<{
  month: string;
}>;


export type PageReopenMonthMutation = { reopenMonth: { closedMonth: { id: string } | null, userErrors: Array<{ code: ErrorCode, message: string, path: Array<string> | null }> } };

export type PageReportsQueryVariables = Exact<{ [key: string]: never; }>;


export type PageReportsQuery = { forecastReports: Array<{ id: string, reportMonthName: string, reportYear: number, isCurrent: boolean, importedDatetime: string, importedBy: string, sourceFile: string | null, yearMonth: string, months: Array<{ label: string, isFrozen: boolean, isLive: boolean, frozenDatetime: string | null, yearMonth: string }> }>, closedMonths: Array<{ id: string, closedBy: string, closedDatetime: string, note: string | null, yearMonth: string }> };

export type PageTiersQueryVariables = Exact<{ [key: string]: never; }>;


export type PageTiersQuery = { capacityTiers: Array<{ id: string, tierName: string, capacityPercentage: number, description: string, displayOrder: number, isActive: boolean, version: number }> };

export type PageUpdateTierMutationVariables = Exact<{
  id: string | number;
  input: UpdateCapacityTierInput;
}>;


export type PageUpdateTierMutation = { updateCapacityTier: { tier: { id: string, tierName: string, capacityPercentage: number, description: string, displayOrder: number, isActive: boolean, version: number } | null, userErrors: Array<{ code: ErrorCode, message: string, path: Array<string> | null }> } };

export type TierFieldsFragment = { id: string, tierName: string, capacityPercentage: number, description: string, displayOrder: number, isActive: boolean, version: number };

export type PageRevertMutationVariables = Exact<{
  id: string | number;
}>;


export type PageRevertMutation = { revertChangeSet: { restored: number | null, deallocated: number | null, userErrors: Array<{ code: ErrorCode, message: string, path: Array<string> | null }> } };

export type PageRevertibleQueryVariables = Exact<{
  ids: Array<string | number> | string | number;
  first: number;
}>;


export type PageRevertibleQuery = { history: { nodes: Array<{ id: string, revertedByChangeSetId: number | null, whyNotRevertible: Array<{ message: string, value: unknown }> }> } };

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
export const PlanTotalsFragmentDoc = new TypedDocumentString(`
    fragment PlanTotals on AllocationTotals {
  forecast
  met
  shortfall
  overAllocation
  people
  personWeeks
  changed
  changedPeople
  switches
}
    `, {"fragmentName":"PlanTotals"}) as unknown as TypedDocumentString<PlanTotalsFragment, unknown>;
export const PlanHeadFragmentDoc = new TypedDocumentString(`
    fragment PlanHead on AllocationPlan {
  planHash
  kind
  complete
  createdDatetime
  expiresDatetime
  months
  chosen
  counts {
    created
    updated
    deallocated
    unchanged
  }
  solve {
    gapPct
    certified
    delta
    ms
    wholeWeeks {
      gapPct
      isBest
    }
  }
  totals {
    before {
      ...PlanTotals
    }
    after {
      ...PlanTotals
    }
  }
  curve {
    changed
    changedPct
    people
    shortfall
    gapPct
  }
  options {
    fromWeek
    toWeek
    mainLobs
    platforms
    priorities {
      mainLob
      state
      caseType
      weight
    }
    fairness
    fairnessTolerancePct
    switchCost
    changeCostPrimary
    changeCostBench
    profileWeight
    minStintWeeks
    maxSwitchesPerPerson
    bench
    effort
    deadlineSeconds
    releaseManual
    hiringTop
    maxChangedPct
  }
  hiring {
    startWeek
    totalCases
    demandsHelped
    profile {
      location
      platform
      skills
      states
    }
  }
  demands(first: 0) {
    totalCount
  }
  moves(first: 0) {
    totalCount
  }
  idle(first: 0) {
    totalCount
  }
  warnings(first: 0) {
    totalCount
  }
}
    fragment PlanTotals on AllocationTotals {
  forecast
  met
  shortfall
  overAllocation
  people
  personWeeks
  changed
  changedPeople
  switches
}`, {"fragmentName":"PlanHead"}) as unknown as TypedDocumentString<PlanHeadFragment, unknown>;
export const MonthFieldsFragmentDoc = new TypedDocumentString(`
    fragment MonthFields on MonthConfig {
  id
  yearMonth: month
  workType
  workingDays
  workHours
  shrinkage
  occupancy
  isClosed
  version
}
    `, {"fragmentName":"MonthFields"}) as unknown as TypedDocumentString<MonthFieldsFragment, unknown>;
export const WeekFieldsFragmentDoc = new TypedDocumentString(`
    fragment WeekFields on WeekConfig {
  id
  year
  weekNumber
  workType
  weekStartDate
  yearMonth: month
  workingDays
  workHours
  shrinkage
  occupancy
  isManual
  isClosed
  version
  holidays {
    id
    holidayDate
    name
  }
}
    `, {"fragmentName":"WeekFields"}) as unknown as TypedDocumentString<WeekFieldsFragment, unknown>;
export const FacetFiguresFragmentDoc = new TypedDocumentString(`
    fragment FacetFigures on DemandFacet {
  value
  label
  count
}
    `, {"fragmentName":"FacetFigures"}) as unknown as TypedDocumentString<FacetFiguresFragment, unknown>;
export const SparkFiguresFragmentDoc = new TypedDocumentString(`
    fragment SparkFigures on CapacitySeriesPoint {
  gap
  coverage
}
    `, {"fragmentName":"SparkFigures"}) as unknown as TypedDocumentString<SparkFiguresFragment, unknown>;
export const SparkLobFragmentDoc = new TypedDocumentString(`
    fragment SparkLob on LobNode {
  id
  series {
    ...SparkFigures
  }
  states {
    id
    series {
      ...SparkFigures
    }
    caseTypes {
      id
      series {
        ...SparkFigures
      }
    }
  }
}
    fragment SparkFigures on CapacitySeriesPoint {
  gap
  coverage
}`, {"fragmentName":"SparkLob"}) as unknown as TypedDocumentString<SparkLobFragment, unknown>;
export const NodeFiguresFragmentDoc = new TypedDocumentString(`
    fragment NodeFigures on CapacityMetrics {
  forecast
  capacity
  gap
  coverage
  fteCount
  fteEquivalent
  fteRequired
}
    `, {"fragmentName":"NodeFigures"}) as unknown as TypedDocumentString<NodeFiguresFragment, unknown>;
export const TreeLobFragmentDoc = new TypedDocumentString(`
    fragment TreeLob on LobNode {
  id
  name
  metrics {
    ...NodeFigures
  }
  states {
    id
    name
    code
    metrics {
      ...NodeFigures
    }
    caseTypes {
      id
      name
      metrics {
        ...NodeFigures
      }
    }
  }
}
    fragment NodeFigures on CapacityMetrics {
  forecast
  capacity
  gap
  coverage
  fteCount
  fteEquivalent
  fteRequired
}`, {"fragmentName":"TreeLob"}) as unknown as TypedDocumentString<TreeLobFragment, unknown>;
export const UserErrorTextFragmentDoc = new TypedDocumentString(`
    fragment UserErrorText on UserError {
  code
  message
  path
}
    `, {"fragmentName":"UserErrorText"}) as unknown as TypedDocumentString<UserErrorTextFragment, unknown>;
export const ProductionOutcomeFragmentDoc = new TypedDocumentString(`
    fragment ProductionOutcome on ProductionPayload {
  changedAssignments
  changedSteps
  skippedClosed
  keptExceptions {
    id
    resourceCn
    week
  }
  userErrors {
    ...UserErrorText
  }
}
    fragment UserErrorText on UserError {
  code
  message
  path
}`, {"fragmentName":"ProductionOutcome"}) as unknown as TypedDocumentString<ProductionOutcomeFragment, unknown>;
export const WriteOutcomeFragmentDoc = new TypedDocumentString(`
    fragment WriteOutcome on WritePayload {
  result {
    counts {
      created
      updated
      unchanged
      skipped
      failed
    }
    rows {
      row
      key
      status
      code
      message
    }
    skippedClosed
  }
  userErrors {
    ...UserErrorText
  }
}
    fragment UserErrorText on UserError {
  code
  message
  path
}`, {"fragmentName":"WriteOutcome"}) as unknown as TypedDocumentString<WriteOutcomeFragment, unknown>;
export const SeriesPointFragmentDoc = new TypedDocumentString(`
    fragment SeriesPoint on CapacitySeriesPoint {
  forecastMonthIndex
  month: monthLabel
  yearMonth: month
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
export const PersonFactsFragmentDoc = new TypedDocumentString(`
    fragment PersonFacts on Resource {
  id
  cn
  firstName
  lastName
  location
  primaryPlatform
  skillList
  states
  isActive
  hireDate
  productionPercentage
  busyElsewhere
}
    `, {"fragmentName":"PersonFacts"}) as unknown as TypedDocumentString<PersonFactsFragment, unknown>;
export const PersonWeekFragmentDoc = new TypedDocumentString(`
    fragment PersonWeek on WeeklyAssignment {
  id
  week
  resourceCn
  pinned
  productionPercentage
  demandMainLob
  demandState
  demandCaseType
  ineligible {
    code
    message
  }
}
    `, {"fragmentName":"PersonWeek"}) as unknown as TypedDocumentString<PersonWeekFragment, unknown>;
export const ComparedValueFragmentDoc = new TypedDocumentString(`
    fragment ComparedValue on ComparedFigure {
  current
  prior
  delta
  deltaPct
}
    `, {"fragmentName":"ComparedValue"}) as unknown as TypedDocumentString<ComparedValueFragment, unknown>;
export const ComparedFiguresFragmentDoc = new TypedDocumentString(`
    fragment ComparedFigures on ComparedMonth {
  month
  forecast {
    ...ComparedValue
  }
  capacity {
    ...ComparedValue
  }
  gap {
    ...ComparedValue
  }
  fteCount {
    ...ComparedValue
  }
  fteRequired {
    ...ComparedValue
  }
}
    fragment ComparedValue on ComparedFigure {
  current
  prior
  delta
  deltaPct
}`, {"fragmentName":"ComparedFigures"}) as unknown as TypedDocumentString<ComparedFiguresFragment, unknown>;
export const TierFieldsFragmentDoc = new TypedDocumentString(`
    fragment TierFields on CapacityTier {
  id
  tierName
  capacityPercentage
  description
  displayOrder
  isActive
  version
}
    `, {"fragmentName":"TierFields"}) as unknown as TypedDocumentString<TierFieldsFragment, unknown>;
export const PageCreateKeyDocument = new TypedDocumentString(`
    mutation PageCreateKey($input: CreateApiKeyInput!) {
  createApiKey(input: $input) {
    apiKey {
      id
      name
    }
    secret
    warnings
    userErrors {
      ...UserErrorText
    }
  }
}
    fragment UserErrorText on UserError {
  code
  message
  path
}`) as unknown as TypedDocumentString<PageCreateKeyMutation, PageCreateKeyMutationVariables>;
export const PageKeysDocument = new TypedDocumentString(`
    query PageKeys {
  apiKeys {
    id
    name
    role
    lobPatterns
    createdBy
    createdDatetime
    expiresDatetime
    lastUsedDatetime
    revokedDatetime
  }
}
    `) as unknown as TypedDocumentString<PageKeysQuery, PageKeysQueryVariables>;
export const PageRevokeKeyDocument = new TypedDocumentString(`
    mutation PageRevokeKey($id: ID!) {
  revokeApiKey(id: $id) {
    apiKey {
      id
      revokedDatetime
    }
    userErrors {
      ...UserErrorText
    }
  }
}
    fragment UserErrorText on UserError {
  code
  message
  path
}`) as unknown as TypedDocumentString<PageRevokeKeyMutation, PageRevokeKeyMutationVariables>;
export const PagePlanChoicesDocument = new TypedDocumentString(`
    query PagePlanChoices {
  demandFacets {
    mainLobs {
      value
      label
    }
    platforms {
      value
      label
    }
  }
}
    `) as unknown as TypedDocumentString<PagePlanChoicesQuery, PagePlanChoicesQueryVariables>;
export const PagePlanDocument = new TypedDocumentString(`
    query PagePlan($planHash: String!) {
  allocationPlan(planHash: $planHash) {
    ...PlanHead
  }
}
    fragment PlanHead on AllocationPlan {
  planHash
  kind
  complete
  createdDatetime
  expiresDatetime
  months
  chosen
  counts {
    created
    updated
    deallocated
    unchanged
  }
  solve {
    gapPct
    certified
    delta
    ms
    wholeWeeks {
      gapPct
      isBest
    }
  }
  totals {
    before {
      ...PlanTotals
    }
    after {
      ...PlanTotals
    }
  }
  curve {
    changed
    changedPct
    people
    shortfall
    gapPct
  }
  options {
    fromWeek
    toWeek
    mainLobs
    platforms
    priorities {
      mainLob
      state
      caseType
      weight
    }
    fairness
    fairnessTolerancePct
    switchCost
    changeCostPrimary
    changeCostBench
    profileWeight
    minStintWeeks
    maxSwitchesPerPerson
    bench
    effort
    deadlineSeconds
    releaseManual
    hiringTop
    maxChangedPct
  }
  hiring {
    startWeek
    totalCases
    demandsHelped
    profile {
      location
      platform
      skills
      states
    }
  }
  demands(first: 0) {
    totalCount
  }
  moves(first: 0) {
    totalCount
  }
  idle(first: 0) {
    totalCount
  }
  warnings(first: 0) {
    totalCount
  }
}
fragment PlanTotals on AllocationTotals {
  forecast
  met
  shortfall
  overAllocation
  people
  personWeeks
  changed
  changedPeople
  switches
}`) as unknown as TypedDocumentString<PagePlanQuery, PagePlanQueryVariables>;
export const PagePlanDemandsDocument = new TypedDocumentString(`
    query PagePlanDemands($planHash: String!, $offset: Int!) {
  allocationPlan(planHash: $planHash) {
    demands(first: 1000, offset: $offset) {
      totalCount
      nodes {
        mainLob
        state
        caseType
        month
        monthLabel
        forecast
        reason
        competition {
          people
          demands
          hoursAvailable
          hoursNeeded
        }
        onePersonMore {
          cases
        }
        before {
          capacity
          shortfall
          fteCount
        }
        after {
          capacity
          shortfall
          fteCount
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<PagePlanDemandsQuery, PagePlanDemandsQueryVariables>;
export const PagePlanExecutionDocument = new TypedDocumentString(`
    query PagePlanExecution($planHash: String!) {
  allocationPlan(planHash: $planHash) {
    executedBy
  }
}
    `) as unknown as TypedDocumentString<PagePlanExecutionQuery, PagePlanExecutionQueryVariables>;
export const PagePlanFreshnessDocument = new TypedDocumentString(`
    query PagePlanFreshness($planHash: String!) {
  allocationPlan(planHash: $planHash) {
    staleParts
  }
}
    `) as unknown as TypedDocumentString<PagePlanFreshnessQuery, PagePlanFreshnessQueryVariables>;
export const PagePlanIdleDocument = new TypedDocumentString(`
    query PagePlanIdle($planHash: String!, $offset: Int!) {
  allocationPlan(planHash: $planHash) {
    idle(first: 500, offset: $offset) {
      totalCount
      nodes {
        cn
        weeks
        reason
        casesForgone
        bestDemand {
          mainLob
          state
          caseType
        }
        resource {
          id
          cn
          firstName
          lastName
          location
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<PagePlanIdleQuery, PagePlanIdleQueryVariables>;
export const PagePlanMovesDocument = new TypedDocumentString(`
    query PagePlanMoves($planHash: String!, $offset: Int!) {
  allocationPlan(planHash: $planHash) {
    moves(first: 500, offset: $offset) {
      totalCount
      nodes {
        cn
        weeks
        type
        gainCases
        reason
        shortBefore
        from {
          mainLob
          state
          caseType
        }
        to {
          mainLob
          state
          caseType
        }
        resource {
          id
          cn
          firstName
          lastName
          location
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<PagePlanMovesQuery, PagePlanMovesQueryVariables>;
export const PagePlanWarningsDocument = new TypedDocumentString(`
    query PagePlanWarnings($planHash: String!, $offset: Int!) {
  allocationPlan(planHash: $planHash) {
    warnings(first: 500, offset: $offset) {
      totalCount
      nodes {
        code
        message
      }
    }
  }
}
    `) as unknown as TypedDocumentString<PagePlanWarningsQuery, PagePlanWarningsQueryVariables>;
export const PageCancelJobDocument = new TypedDocumentString(`
    mutation PageCancelJob($id: ID!) {
  cancelJob(id: $id) {
    job {
      id
      status
    }
    userErrors {
      ...UserErrorText
    }
  }
}
    fragment UserErrorText on UserError {
  code
  message
  path
}`) as unknown as TypedDocumentString<PageCancelJobMutation, PageCancelJobMutationVariables>;
export const PageExecutePlanDocument = new TypedDocumentString(`
    mutation PageExecutePlan($input: ExecuteAllocationInput) {
  executeAllocation(input: $input, waitSeconds: 1) {
    changeSetId
    jobId
    staleParts
    userErrors {
      ...UserErrorText
    }
  }
}
    fragment UserErrorText on UserError {
  code
  message
  path
}`) as unknown as TypedDocumentString<PageExecutePlanMutation, PageExecutePlanMutationVariables>;
export const PageJobDocument = new TypedDocumentString(`
    query PageJob($id: ID!) {
  job(id: $id) {
    id
    kind
    status
    percent
    stage
    details
    result {
      ... on AllocationJobResult {
        planHash
        changeSetId
      }
    }
    error {
      code
      message
      userErrors {
        reason
      }
    }
  }
}
    `) as unknown as TypedDocumentString<PageJobQuery, PageJobQueryVariables>;
export const PagePreviewAllocationDocument = new TypedDocumentString(`
    mutation PagePreviewAllocation($options: AllocationOptionsInput) {
  previewAllocation(options: $options, waitSeconds: 1) {
    jobId
    plan {
      planHash
    }
    userErrors {
      ...UserErrorText
    }
  }
}
    fragment UserErrorText on UserError {
  code
  message
  path
}`) as unknown as TypedDocumentString<PagePreviewAllocationMutation, PagePreviewAllocationMutationVariables>;
export const PageRebalanceDocument = new TypedDocumentString(`
    mutation PageRebalance($input: RebalanceAllocationInput) {
  rebalanceAllocation(input: $input, waitSeconds: 1) {
    jobId
    plan {
      planHash
    }
    userErrors {
      ...UserErrorText
    }
  }
}
    fragment UserErrorText on UserError {
  code
  message
  path
}`) as unknown as TypedDocumentString<PageRebalanceMutation, PageRebalanceMutationVariables>;
export const PageCalendarDocument = new TypedDocumentString(`
    query PageCalendar($year: Int!, $filter: CalendarFilterInput!) {
  weekConfigs(first: 1000, filter: $filter) {
    nodes {
      ...WeekFields
    }
  }
  monthConfigs(first: 1000, filter: $filter) {
    nodes {
      ...MonthFields
    }
  }
  holidays(first: 1000, filter: $filter) {
    nodes {
      id
      holidayDate
      name
      workType
      version
    }
  }
  closedMonths {
    id
    yearMonth: month
    closedBy
    closedDatetime
    note
  }
  calendarCheck(year: $year) {
    staleWeeks {
      id
      workType
    }
    discrepancies {
      yearMonth: month
      workType
      message
    }
  }
}
    fragment MonthFields on MonthConfig {
  id
  yearMonth: month
  workType
  workingDays
  workHours
  shrinkage
  occupancy
  isClosed
  version
}
fragment WeekFields on WeekConfig {
  id
  year
  weekNumber
  workType
  weekStartDate
  yearMonth: month
  workingDays
  workHours
  shrinkage
  occupancy
  isManual
  isClosed
  version
  holidays {
    id
    holidayDate
    name
  }
}`) as unknown as TypedDocumentString<PageCalendarQuery, PageCalendarQueryVariables>;
export const PageDeleteHolidayDocument = new TypedDocumentString(`
    mutation PageDeleteHoliday($holidayDate: Date!, $workType: WorkType!, $version: Int) {
  deleteHoliday(holidayDate: $holidayDate, workType: $workType, version: $version) {
    holiday {
      id
    }
    userErrors {
      ...UserErrorText
    }
  }
}
    fragment UserErrorText on UserError {
  code
  message
  path
}`) as unknown as TypedDocumentString<PageDeleteHolidayMutation, PageDeleteHolidayMutationVariables>;
export const PageGenerateWeeksDocument = new TypedDocumentString(`
    mutation PageGenerateWeeks($input: GenerateWeeksInput!) {
  generateWeeks(input: $input) {
    created
    updated
    unchanged
    keptManual
    skippedClosed
    weeks {
      ...WeekFields
    }
    userErrors {
      ...UserErrorText
    }
  }
}
    fragment WeekFields on WeekConfig {
  id
  year
  weekNumber
  workType
  weekStartDate
  yearMonth: month
  workingDays
  workHours
  shrinkage
  occupancy
  isManual
  isClosed
  version
  holidays {
    id
    holidayDate
    name
  }
}
fragment UserErrorText on UserError {
  code
  message
  path
}`) as unknown as TypedDocumentString<PageGenerateWeeksMutation, PageGenerateWeeksMutationVariables>;
export const PageSeedHolidaysDocument = new TypedDocumentString(`
    mutation PageSeedHolidays($input: SeedHolidaysInput!) {
  seedHolidays(input: $input) {
    created
    skipped
    userErrors {
      ...UserErrorText
    }
  }
}
    fragment UserErrorText on UserError {
  code
  message
  path
}`) as unknown as TypedDocumentString<PageSeedHolidaysMutation, PageSeedHolidaysMutationVariables>;
export const PageSetHolidayDocument = new TypedDocumentString(`
    mutation PageSetHoliday($input: SetHolidayInput!) {
  setHoliday(input: $input) {
    holiday {
      id
      name
    }
    userErrors {
      ...UserErrorText
    }
  }
}
    fragment UserErrorText on UserError {
  code
  message
  path
}`) as unknown as TypedDocumentString<PageSetHolidayMutation, PageSetHolidayMutationVariables>;
export const PageSetMonthDocument = new TypedDocumentString(`
    mutation PageSetMonth($input: SetMonthConfigInput!) {
  setMonthConfig(input: $input) {
    monthConfig {
      ...MonthFields
    }
    userErrors {
      ...UserErrorText
    }
  }
}
    fragment MonthFields on MonthConfig {
  id
  yearMonth: month
  workType
  workingDays
  workHours
  shrinkage
  occupancy
  isClosed
  version
}
fragment UserErrorText on UserError {
  code
  message
  path
}`) as unknown as TypedDocumentString<PageSetMonthMutation, PageSetMonthMutationVariables>;
export const PageSetWeekDocument = new TypedDocumentString(`
    mutation PageSetWeek($input: SetWeekConfigInput!) {
  setWeekConfig(input: $input) {
    weekConfig {
      ...WeekFields
    }
    userErrors {
      ...UserErrorText
    }
  }
}
    fragment WeekFields on WeekConfig {
  id
  year
  weekNumber
  workType
  weekStartDate
  yearMonth: month
  workingDays
  workHours
  shrinkage
  occupancy
  isManual
  isClosed
  version
  holidays {
    id
    holidayDate
    name
  }
}
fragment UserErrorText on UserError {
  code
  message
  path
}`) as unknown as TypedDocumentString<PageSetWeekMutation, PageSetWeekMutationVariables>;
export const PageFacetsDocument = new TypedDocumentString(`
    query PageFacets($report: YearMonth!) {
  demandFacets(report: $report) {
    mainLobs {
      ...FacetFigures
    }
    platforms {
      ...FacetFigures
    }
    markets {
      ...FacetFigures
    }
    states {
      ...FacetFigures
    }
    caseTypes {
      ...FacetFigures
    }
    localities {
      value
      count
    }
  }
}
    fragment FacetFigures on DemandFacet {
  value
  label
  count
}`) as unknown as TypedDocumentString<PageFacetsQuery, PageFacetsQueryVariables>;
export const PageTreeDocument = new TypedDocumentString(`
    query PageTree($report: YearMonth!, $month: YearMonth!, $filter: DemandFilterInput, $groupBy: TreeGroupBy!) {
  capacityTree(report: $report, month: $month, filter: $filter, groupBy: $groupBy) {
    id
    metrics {
      ...NodeFigures
    }
    categories {
      id
      name
      metrics {
        ...NodeFigures
      }
      lobs {
        ...TreeLob
      }
    }
    lobs {
      ...TreeLob
    }
  }
}
    fragment NodeFigures on CapacityMetrics {
  forecast
  capacity
  gap
  coverage
  fteCount
  fteEquivalent
  fteRequired
}
fragment TreeLob on LobNode {
  id
  name
  metrics {
    ...NodeFigures
  }
  states {
    id
    name
    code
    metrics {
      ...NodeFigures
    }
    caseTypes {
      id
      name
      metrics {
        ...NodeFigures
      }
    }
  }
}`) as unknown as TypedDocumentString<PageTreeQuery, PageTreeQueryVariables>;
export const PageTreeSeriesDocument = new TypedDocumentString(`
    query PageTreeSeries($report: YearMonth!, $month: YearMonth!, $filter: DemandFilterInput, $groupBy: TreeGroupBy!) {
  capacityTree(report: $report, month: $month, filter: $filter, groupBy: $groupBy) {
    id
    series {
      ...SparkFigures
    }
    categories {
      id
      series {
        ...SparkFigures
      }
      lobs {
        ...SparkLob
      }
    }
    lobs {
      ...SparkLob
    }
  }
}
    fragment SparkFigures on CapacitySeriesPoint {
  gap
  coverage
}
fragment SparkLob on LobNode {
  id
  series {
    ...SparkFigures
  }
  states {
    id
    series {
      ...SparkFigures
    }
    caseTypes {
      id
      series {
        ...SparkFigures
      }
    }
  }
}`) as unknown as TypedDocumentString<PageTreeSeriesQuery, PageTreeSeriesQueryVariables>;
export const PageCandidatesDocument = new TypedDocumentString(`
    query PageCandidates($demand: DemandInput!, $month: YearMonth!) {
  candidates(demand: $demand, when: {month: $month}, first: 20) {
    cn
    freeWeeks
    productionPercentage
    capacity
    resource {
      id
      cn
      firstName
      lastName
      location
    }
  }
}
    `) as unknown as TypedDocumentString<PageCandidatesQuery, PageCandidatesQueryVariables>;
export const PageLeafDocument = new TypedDocumentString(`
    query PageLeaf($id: ID!) {
  capacityNode(id: $id) {
    ... on CaseTypeNode {
      id
      metrics {
        ...NodeFigures
      }
      series {
        ...SeriesPoint
      }
      demand {
        forecastId
        platform
        market
        locality
        targetCph
        callTypeId
        isVanished
        fteRequiredReason
      }
      weeks {
        year
        weekNumber
        capacity
        fteCount
        fteEquivalent
        workingDays
        unknownCapacityCount
      }
      people(first: 200) {
        totalCount
        nodes {
          resourceCn
          firstName
          lastName
          location
          capacity
          weeks {
            week
            assignmentId
            version
            assignmentType
            pinned
            productionPercentage
            weeklyCapacity
          }
        }
      }
    }
  }
}
    fragment NodeFigures on CapacityMetrics {
  forecast
  capacity
  gap
  coverage
  fteCount
  fteEquivalent
  fteRequired
}
fragment SeriesPoint on CapacitySeriesPoint {
  forecastMonthIndex
  month: monthLabel
  yearMonth: month
  forecast
  capacity
  gap
  coverage
  fteCount
  fteEquivalent
  fteRequired
  isFrozen
}`) as unknown as TypedDocumentString<PageLeafQuery, PageLeafQueryVariables>;
export const PagePreviewForDemandDocument = new TypedDocumentString(`
    mutation PagePreviewForDemand($options: AllocationOptionsInput) {
  previewAllocation(options: $options, waitSeconds: 20) {
    jobId
    plan {
      planHash
      moves(first: 0) {
        totalCount
      }
      totals {
        before {
          shortfall
        }
        after {
          shortfall
          changedPeople
        }
      }
    }
    userErrors {
      ...UserErrorText
    }
  }
}
    fragment UserErrorText on UserError {
  code
  message
  path
}`) as unknown as TypedDocumentString<PagePreviewForDemandMutation, PagePreviewForDemandMutationVariables>;
export const PageWhyShortDocument = new TypedDocumentString(`
    query PageWhyShort($demand: DemandNameInput!, $month: YearMonth!) {
  whyShort(demand: $demand, month: $month) {
    reason
    shortfall
    competition {
      people
      demands
      hoursAvailable
      hoursNeeded
      cutoff
    }
    onePersonMore {
      cases
      demandsHelped
      profile {
        location
        platform
        skills
        states
      }
    }
  }
}
    `) as unknown as TypedDocumentString<PageWhyShortQuery, PageWhyShortQueryVariables>;
export const PageApplyRampDocument = new TypedDocumentString(`
    mutation PageApplyRamp($resourceCns: [String!]!, $fromWeek: IsoWeek!, $ramp: [RampStageInput!]!, $overwriteExceptions: Boolean!) {
  applyRamp(
    resourceCns: $resourceCns
    fromWeek: $fromWeek
    ramp: $ramp
    overwriteExceptions: $overwriteExceptions
  ) {
    ...ProductionOutcome
  }
}
    fragment ProductionOutcome on ProductionPayload {
  changedAssignments
  changedSteps
  skippedClosed
  keptExceptions {
    id
    resourceCn
    week
  }
  userErrors {
    ...UserErrorText
  }
}
fragment UserErrorText on UserError {
  code
  message
  path
}`) as unknown as TypedDocumentString<PageApplyRampMutation, PageApplyRampMutationVariables>;
export const PageAssignWeeksDocument = new TypedDocumentString(`
    mutation PageAssignWeeks($range: WeekRangeInput!, $to: AssignWeeksInput!) {
  assignWeeks(range: $range, to: $to) {
    ...WriteOutcome
  }
}
    fragment WriteOutcome on WritePayload {
  result {
    counts {
      created
      updated
      unchanged
      skipped
      failed
    }
    rows {
      row
      key
      status
      code
      message
    }
    skippedClosed
  }
  userErrors {
    ...UserErrorText
  }
}
fragment UserErrorText on UserError {
  code
  message
  path
}`) as unknown as TypedDocumentString<PageAssignWeeksMutation, PageAssignWeeksMutationVariables>;
export const PageFreeAssignmentsDocument = new TypedDocumentString(`
    mutation PageFreeAssignments($ids: [ID!]!) {
  deallocateAssignments(ids: $ids) {
    assignments {
      id
    }
    skippedClosed
    userErrors {
      ...UserErrorText
    }
  }
}
    fragment UserErrorText on UserError {
  code
  message
  path
}`) as unknown as TypedDocumentString<PageFreeAssignmentsMutation, PageFreeAssignmentsMutationVariables>;
export const PageFreeWeeksDocument = new TypedDocumentString(`
    mutation PageFreeWeeks($range: WeekRangeInput!) {
  freeWeeks(range: $range) {
    ...WriteOutcome
  }
}
    fragment WriteOutcome on WritePayload {
  result {
    counts {
      created
      updated
      unchanged
      skipped
      failed
    }
    rows {
      row
      key
      status
      code
      message
    }
    skippedClosed
  }
  userErrors {
    ...UserErrorText
  }
}
fragment UserErrorText on UserError {
  code
  message
  path
}`) as unknown as TypedDocumentString<PageFreeWeeksMutation, PageFreeWeeksMutationVariables>;
export const PageMoveAssignmentsDocument = new TypedDocumentString(`
    mutation PageMoveAssignments($ids: [ID!]!, $to: MoveToInput!) {
  moveAssignments(ids: $ids, to: $to) {
    assignments {
      id
    }
    skippedClosed
    userErrors {
      ...UserErrorText
      value
    }
  }
}
    fragment UserErrorText on UserError {
  code
  message
  path
}`) as unknown as TypedDocumentString<PageMoveAssignmentsMutation, PageMoveAssignmentsMutationVariables>;
export const PageMoveWeeksDocument = new TypedDocumentString(`
    mutation PageMoveWeeks($range: WeekRangeInput!, $to: MoveToInput!) {
  moveWeeks(range: $range, to: $to) {
    ...WriteOutcome
  }
}
    fragment WriteOutcome on WritePayload {
  result {
    counts {
      created
      updated
      unchanged
      skipped
      failed
    }
    rows {
      row
      key
      status
      code
      message
    }
    skippedClosed
  }
  userErrors {
    ...UserErrorText
  }
}
fragment UserErrorText on UserError {
  code
  message
  path
}`) as unknown as TypedDocumentString<PageMoveWeeksMutation, PageMoveWeeksMutationVariables>;
export const PagePinAssignmentsDocument = new TypedDocumentString(`
    mutation PagePinAssignments($ids: [ID!]!) {
  pinAssignments(ids: $ids) {
    assignments {
      id
    }
    skippedClosed
    userErrors {
      ...UserErrorText
    }
  }
}
    fragment UserErrorText on UserError {
  code
  message
  path
}`) as unknown as TypedDocumentString<PagePinAssignmentsMutation, PagePinAssignmentsMutationVariables>;
export const PagePinWeeksDocument = new TypedDocumentString(`
    mutation PagePinWeeks($range: WeekRangeInput!, $pinned: Boolean!) {
  pinWeeks(range: $range, pinned: $pinned) {
    ...WriteOutcome
  }
}
    fragment WriteOutcome on WritePayload {
  result {
    counts {
      created
      updated
      unchanged
      skipped
      failed
    }
    rows {
      row
      key
      status
      code
      message
    }
    skippedClosed
  }
  userErrors {
    ...UserErrorText
  }
}
fragment UserErrorText on UserError {
  code
  message
  path
}`) as unknown as TypedDocumentString<PagePinWeeksMutation, PagePinWeeksMutationVariables>;
export const PageSetProductionDocument = new TypedDocumentString(`
    mutation PageSetProduction($resourceCns: [String!]!, $fromWeek: IsoWeek!, $productionPercentage: Decimal!, $overwriteExceptions: Boolean!) {
  setProduction(
    resourceCns: $resourceCns
    fromWeek: $fromWeek
    productionPercentage: $productionPercentage
    overwriteExceptions: $overwriteExceptions
  ) {
    ...ProductionOutcome
  }
}
    fragment ProductionOutcome on ProductionPayload {
  changedAssignments
  changedSteps
  skippedClosed
  keptExceptions {
    id
    resourceCn
    week
  }
  userErrors {
    ...UserErrorText
  }
}
fragment UserErrorText on UserError {
  code
  message
  path
}`) as unknown as TypedDocumentString<PageSetProductionMutation, PageSetProductionMutationVariables>;
export const PageSetWeekProductionDocument = new TypedDocumentString(`
    mutation PageSetWeekProduction($range: WeekRangeInput!, $productionPercentage: Decimal) {
  setWeekProduction(range: $range, productionPercentage: $productionPercentage) {
    ...WriteOutcome
  }
}
    fragment WriteOutcome on WritePayload {
  result {
    counts {
      created
      updated
      unchanged
      skipped
      failed
    }
    rows {
      row
      key
      status
      code
      message
    }
    skippedClosed
  }
  userErrors {
    ...UserErrorText
  }
}
fragment UserErrorText on UserError {
  code
  message
  path
}`) as unknown as TypedDocumentString<PageSetWeekProductionMutation, PageSetWeekProductionMutationVariables>;
export const PageUnpinAssignmentsDocument = new TypedDocumentString(`
    mutation PageUnpinAssignments($ids: [ID!]!) {
  unpinAssignments(ids: $ids) {
    assignments {
      id
    }
    skippedClosed
    userErrors {
      ...UserErrorText
    }
  }
}
    fragment UserErrorText on UserError {
  code
  message
  path
}`) as unknown as TypedDocumentString<PageUnpinAssignmentsMutation, PageUnpinAssignmentsMutationVariables>;
export const PageMoveTargetsDocument = new TypedDocumentString(`
    query PageMoveTargets($cn: String!, $month: YearMonth!) {
  resource(cn: $cn) {
    id
    servableDemands(month: $month, first: 1000) {
      nodes {
        id
        mainLob
        state
        caseType
        summary {
          id
          capacityGap
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<PageMoveTargetsQuery, PageMoveTargetsQueryVariables>;
export const PageConnectDocument = new TypedDocumentString(`
    query PageConnect {
  reports {
    powerBiPath
    title
    description
    layouts
    parameters {
      name
      description
      list
    }
  }
}
    `) as unknown as TypedDocumentString<PageConnectQuery, PageConnectQueryVariables>;
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
export const PageShellDocument = new TypedDocumentString(`
    query PageShell($report: YearMonth) {
  forecastReports {
    id
    reportMonth: reportMonthName
    reportYear
    yearMonth: reportMonth
    isCurrent
    importedDatetime
    months {
      label
      yearMonth: forecastMonth
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
  yearMonth: month
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
export const PageViewerDocument = new TypedDocumentString(`
    query PageViewer {
  viewer {
    name
    role
    lobScope
    can
  }
}
    `) as unknown as TypedDocumentString<PageViewerQuery, PageViewerQueryVariables>;
export const PageChangedRowsDocument = new TypedDocumentString(`
    query PageChangedRows($id: ID!, $first: Int!, $offset: Int) {
  changeSet(id: $id) {
    id
    entries(first: $first, offset: $offset) {
      totalCount
      nodes {
        id
        entity
        entityKey
        before
        after
      }
    }
  }
}
    `) as unknown as TypedDocumentString<PageChangedRowsQuery, PageChangedRowsQueryVariables>;
export const PageHistoryDocument = new TypedDocumentString(`
    query PageHistory($filter: HistoryFilterInput, $first: Int!, $offset: Int) {
  history(filter: $filter, first: $first, offset: $offset) {
    totalCount
    nodes {
      id
      action
      actor
      createdDatetime
      note
      revertsChangeSetId
      revertedByChangeSetId
      entries(first: 1) {
        totalCount
      }
    }
  }
}
    `) as unknown as TypedDocumentString<PageHistoryQuery, PageHistoryQueryVariables>;
export const PageImportFormatDocument = new TypedDocumentString(`
    query PageImportFormat($kind: ImportKind!) {
  importFormat(kind: $kind) {
    kind
    name
    columns {
      name
      otherNames
      required
      about
      example
    }
  }
}
    `) as unknown as TypedDocumentString<PageImportFormatQuery, PageImportFormatQueryVariables>;
export const PageLatestImportsDocument = new TypedDocumentString(`
    query PageLatestImports($first: Int!) {
  history(filter: {actions: ["import"]}, first: $first) {
    totalCount
    nodes {
      id
      action
      actor
      createdDatetime
      note
      revertedByChangeSetId
      entries(first: 1) {
        totalCount
      }
    }
  }
}
    `) as unknown as TypedDocumentString<PageLatestImportsQuery, PageLatestImportsQueryVariables>;
export const PageChartsDocument = new TypedDocumentString(`
    query PageCharts($report: YearMonth!, $month: YearMonth!) {
  capacityCharts(report: $report, fromMonth: $month, toMonth: $month, first: 18) {
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
    query PageDemandWeeks($report: YearMonth!, $index: Int!, $from: String!, $to: String!, $mainLobs: [String!]!, $states: [String!]!, $caseTypes: [String!]!) {
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
    report: $report
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
    lobs {
      id
      name
      series {
        ...SeriesPoint
      }
    }
  }
}
    fragment SeriesPoint on CapacitySeriesPoint {
  forecastMonthIndex
  month: monthLabel
  yearMonth: month
  forecast
  capacity
  gap
  coverage
  fteCount
  fteEquivalent
  fteRequired
  isFrozen
}`) as unknown as TypedDocumentString<PageOverviewQuery, PageOverviewQueryVariables>;
export const PageTierMixDocument = new TypedDocumentString(`
    query PageTierMix($report: YearMonth!) {
  capacityCharts(report: $report, first: 1) {
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
}
    `) as unknown as TypedDocumentString<PageTierMixQuery, PageTierMixQueryVariables>;
export const PagePaletteDemandsDocument = new TypedDocumentString(`
    query PagePaletteDemands($report: YearMonth) {
  capacityTree(report: $report) {
    id
    lobs {
      id
      name
      states {
        id
        name
        code
        caseTypes {
          id
          name
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<PagePaletteDemandsQuery, PagePaletteDemandsQueryVariables>;
export const PagePalettePeopleDocument = new TypedDocumentString(`
    query PagePalettePeople($q: String!) {
  resources(first: 8, filter: {q: $q}) {
    nodes {
      id
      cn
      firstName
      lastName
      primaryPlatform
      location
      isActive
    }
  }
}
    `) as unknown as TypedDocumentString<PagePalettePeopleQuery, PagePalettePeopleQueryVariables>;
export const PagePeopleDocument = new TypedDocumentString(`
    query PagePeople($filter: ResourceFilterInput, $first: Int!, $offset: Int!) {
  resources(filter: $filter, first: $first, offset: $offset, sort: LAST_NAME_ASC) {
    totalCount
    nodes {
      ...PersonFacts
    }
  }
}
    fragment PersonFacts on Resource {
  id
  cn
  firstName
  lastName
  location
  primaryPlatform
  skillList
  states
  isActive
  hireDate
  productionPercentage
  busyElsewhere
}`) as unknown as TypedDocumentString<PagePeopleQuery, PagePeopleQueryVariables>;
export const PagePeopleTableDocument = new TypedDocumentString(`
    query PagePeopleTable($filter: ResourceFilterInput, $first: Int!, $offset: Int!, $fromWeek: IsoWeek, $toWeek: IsoWeek) {
  resources(filter: $filter, first: $first, offset: $offset, sort: LAST_NAME_ASC) {
    totalCount
    nodes {
      ...PersonFacts
      assignments(fromWeek: $fromWeek, toWeek: $toWeek, first: 60) {
        nodes {
          ...PersonWeek
        }
      }
    }
  }
}
    fragment PersonFacts on Resource {
  id
  cn
  firstName
  lastName
  location
  primaryPlatform
  skillList
  states
  isActive
  hireDate
  productionPercentage
  busyElsewhere
}
fragment PersonWeek on WeeklyAssignment {
  id
  week
  resourceCn
  pinned
  productionPercentage
  demandMainLob
  demandState
  demandCaseType
  ineligible {
    code
    message
  }
}`) as unknown as TypedDocumentString<PagePeopleTableQuery, PagePeopleTableQueryVariables>;
export const PagePeopleWeeksDocument = new TypedDocumentString(`
    query PagePeopleWeeks($years: [Int!]!) {
  closedMonths {
    id
    yearMonth: month
  }
  weekConfigs(filter: {years: $years, workTypes: [DOMESTIC]}, first: 400) {
    nodes {
      id
      year
      weekNumber
      yearMonth: month
    }
  }
}
    `) as unknown as TypedDocumentString<PagePeopleWeeksQuery, PagePeopleWeeksQueryVariables>;
export const PagePeopleWorkDocument = new TypedDocumentString(`
    query PagePeopleWork($cns: [String!]!, $fromWeek: IsoWeek!, $toWeek: IsoWeek!, $first: Int!) {
  assignments(
    filter: {resourceCns: $cns, fromWeek: $fromWeek, toWeek: $toWeek}
    first: $first
  ) {
    nodes {
      ...PersonWeek
    }
  }
}
    fragment PersonWeek on WeeklyAssignment {
  id
  week
  resourceCn
  pinned
  productionPercentage
  demandMainLob
  demandState
  demandCaseType
  ineligible {
    code
    message
  }
}`) as unknown as TypedDocumentString<PagePeopleWorkQuery, PagePeopleWorkQueryVariables>;
export const PageCloseMonthDocument = new TypedDocumentString(`
    mutation PageCloseMonth($month: YearMonth!, $note: String) {
  closeMonth(month: $month, note: $note) {
    closedMonth {
      id
    }
    userErrors {
      ...UserErrorText
    }
  }
}
    fragment UserErrorText on UserError {
  code
  message
  path
}`) as unknown as TypedDocumentString<PageCloseMonthMutation, PageCloseMonthMutationVariables>;
export const PageComparisonDocument = new TypedDocumentString(`
    query PageComparison($report: YearMonth!, $against: YearMonth!) {
  reportComparison(report: $report, against: $against) {
    warnings
    months {
      ...ComparedFigures
    }
    lobs {
      mainLob
      months {
        ...ComparedFigures
      }
    }
  }
}
    fragment ComparedFigures on ComparedMonth {
  month
  forecast {
    ...ComparedValue
  }
  capacity {
    ...ComparedValue
  }
  gap {
    ...ComparedValue
  }
  fteCount {
    ...ComparedValue
  }
  fteRequired {
    ...ComparedValue
  }
}
fragment ComparedValue on ComparedFigure {
  current
  prior
  delta
  deltaPct
}`) as unknown as TypedDocumentString<PageComparisonQuery, PageComparisonQueryVariables>;
export const PageCreateTierDocument = new TypedDocumentString(`
    mutation PageCreateTier($input: CreateCapacityTierInput!) {
  createCapacityTier(input: $input) {
    tier {
      ...TierFields
    }
    userErrors {
      ...UserErrorText
    }
  }
}
    fragment UserErrorText on UserError {
  code
  message
  path
}
fragment TierFields on CapacityTier {
  id
  tierName
  capacityPercentage
  description
  displayOrder
  isActive
  version
}`) as unknown as TypedDocumentString<PageCreateTierMutation, PageCreateTierMutationVariables>;
export const PageDeactivateTierDocument = new TypedDocumentString(`
    mutation PageDeactivateTier($id: ID!, $version: Int) {
  deactivateCapacityTier(id: $id, version: $version) {
    tier {
      ...TierFields
    }
    userErrors {
      ...UserErrorText
    }
  }
}
    fragment UserErrorText on UserError {
  code
  message
  path
}
fragment TierFields on CapacityTier {
  id
  tierName
  capacityPercentage
  description
  displayOrder
  isActive
  version
}`) as unknown as TypedDocumentString<PageDeactivateTierMutation, PageDeactivateTierMutationVariables>;
export const PageReopenMonthDocument = new TypedDocumentString(`
    mutation PageReopenMonth($month: YearMonth!) {
  reopenMonth(month: $month) {
    closedMonth {
      id
    }
    userErrors {
      ...UserErrorText
    }
  }
}
    fragment UserErrorText on UserError {
  code
  message
  path
}`) as unknown as TypedDocumentString<PageReopenMonthMutation, PageReopenMonthMutationVariables>;
export const PageReportsDocument = new TypedDocumentString(`
    query PageReports {
  forecastReports {
    id
    reportMonthName
    reportYear
    yearMonth: reportMonth
    isCurrent
    importedDatetime
    importedBy
    sourceFile
    months {
      label
      yearMonth: forecastMonth
      isFrozen
      isLive
      frozenDatetime
    }
  }
  closedMonths {
    id
    yearMonth: month
    closedBy
    closedDatetime
    note
  }
}
    `) as unknown as TypedDocumentString<PageReportsQuery, PageReportsQueryVariables>;
export const PageTiersDocument = new TypedDocumentString(`
    query PageTiers {
  capacityTiers {
    ...TierFields
  }
}
    fragment TierFields on CapacityTier {
  id
  tierName
  capacityPercentage
  description
  displayOrder
  isActive
  version
}`) as unknown as TypedDocumentString<PageTiersQuery, PageTiersQueryVariables>;
export const PageUpdateTierDocument = new TypedDocumentString(`
    mutation PageUpdateTier($id: ID!, $input: UpdateCapacityTierInput!) {
  updateCapacityTier(id: $id, input: $input) {
    tier {
      ...TierFields
    }
    userErrors {
      ...UserErrorText
    }
  }
}
    fragment UserErrorText on UserError {
  code
  message
  path
}
fragment TierFields on CapacityTier {
  id
  tierName
  capacityPercentage
  description
  displayOrder
  isActive
  version
}`) as unknown as TypedDocumentString<PageUpdateTierMutation, PageUpdateTierMutationVariables>;
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
export const PageRevertibleDocument = new TypedDocumentString(`
    query PageRevertible($ids: [ID!]!, $first: Int!) {
  history(filter: {ids: $ids}, first: $first) {
    nodes {
      id
      revertedByChangeSetId
      whyNotRevertible {
        message
        value
      }
    }
  }
}
    `) as unknown as TypedDocumentString<PageRevertibleQuery, PageRevertibleQueryVariables>;