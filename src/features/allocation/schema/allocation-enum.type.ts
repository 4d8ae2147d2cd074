import { registerEnumType } from 'type-graphql';
import type { PlanKind } from '../options/allocation.model';
import type {
  BenchMode,
  Effort,
  IdleReason,
  MoveReason,
  PlannedType,
  ShortageReason,
  WarningCode,
} from '../engine/contract/types';
import type { IfBusy } from '../turns/take-turns.service';

/** An enum whose names are its values in upper case. */
function named<Value extends string>(
  name: string,
  description: string,
  values: Readonly<Record<Value, string>>,
): Record<string, Value> {
  const names = Object.keys(values) as Value[];
  const members = Object.fromEntries(names.map((value) => [value.toUpperCase(), value])) as Record<
    string,
    Value
  >;
  const valuesConfig = Object.fromEntries(
    names.map((value) => [value.toUpperCase(), { description: values[value] }]),
  );
  registerEnumType(members, { name, description, valuesConfig });
  return members;
}

/** What happens to people whom no demand needs. */
export const BenchModeEnum = named<BenchMode>(
  'AllocationBench',
  'What happens to people whom no demand needs.',
  {
    idle: 'They stay unassigned.',
    proportional: 'They are spread over the demands they can do by FTE required, as bench.',
  },
);

/** How long to search. */
export const EffortEnum = named<Effort>('AllocationEffort', 'How long to search for improvements.', {
  fast: 'Filling and smoothing only.',
  std: 'Exchanges of person-weeks too.',
  thorough: 'Chains of exchanges too.',
});

/** What a second execution does. */
export const IfBusyEnum = named<IfBusy>(
  'AllocationIfBusy',
  'What happens while another allocation is executed.',
  {
    wait: 'It is executed afterwards.',
    refuse: 'It is refused.',
  },
);

/** How a plan was made. */
export const PlanKindEnum = named<PlanKind>('AllocationPlanKind', 'How a plan was made.', {
  plan: 'From scratch, staying with existing assignments where that costs nothing.',
  rebalance: 'From the existing assignments, with a limited number of moves.',
});

/** Types that allocation gives. */
export const PlannedTypeEnum = named<PlannedType>(
  'AllocatedType',
  'Type of an assignment that allocation makes.',
  {
    primary: 'Needed to cover the forecast.',
    bench: 'Beyond the forecast.',
  },
);

/** Why somebody moves. */
export const MoveReasonEnum = named<MoveReason>('AllocationMoveReason', 'Why somebody is moved.', {
  FILLS_SHORTAGE: 'The new demand was short.',
  BETTER_USE: 'The hours are worth more on the new demand.',
  CONTINUITY: 'The weeks before or after are spent on the new demand.',
  BENCH: 'The new demand is covered; the person is its bench.',
  RELEASED: 'The old demand is covered without these weeks.',
  NOT_POSSIBLE: 'The old demand can no longer be worked by this person.',
});

/** Why a demand is short. */
export const ShortageReasonEnum = named<ShortageReason>('ShortageReason', 'Why a demand stays short.', {
  NO_CPH: 'It has no target CPH, or one of 0.',
  NO_WEEK_CONFIG: 'No week of the month is configured for its work type.',
  NO_ELIGIBLE_PERSON: 'Nobody is eligible.',
  NO_ELIGIBLE_AVAILABLE: 'Everybody eligible is away or at 0 %.',
  LOCKED: 'Those who could help are held by pinned or manual assignments.',
  TOO_FEW_ELIGIBLE: 'All who are eligible together do not suffice.',
  OUTBID: 'Its people are taken by work of equal or greater worth.',
  WHOLE_WEEKS: 'What is missing is less than a person-week.',
  STABILITY: 'The gain is smaller than the cost of moving somebody.',
});

/** Why somebody is idle. */
export const IdleReasonEnum = named<IdleReason>('IdleReason', 'Why somebody has no assignment.', {
  INACTIVE: 'The person is inactive.',
  NO_SKILLS: 'The person has no skills.',
  NOT_AVAILABLE:
    'The percentage of the week is 0, the week has no working hours, or it ends before the hire date.',
  NO_WEEK_CONFIG: 'The week is not configured for the person’s location.',
  NO_MATCHING_DEMAND: 'No demand fits platform, location, state and skills.',
  NO_FORECAST: 'The matching demands have no forecast in the month.',
  ALL_MATCHING_DEMANDS_MET: 'Every matching demand is covered.',
  GAIN_BELOW_MOVE_COST: 'What could be gained is less than the cost of moving.',
});

/** What a planner should know. */
export const WarningCodeEnum = named<WarningCode>(
  'AllocationWarningCode',
  'What a planner should know of a plan.',
  {
    NO_WEEK_CONFIG: 'A week is not configured: nobody is assigned in it.',
    MONTH_NOT_CONFIGURED: 'No week of a month is configured for a work type.',
    MONTH_WITHOUT_WEEKS: 'A forecast lies outside the weeks.',
    NO_CPH: 'A demand has no target CPH.',
    LOCKED_INACTIVE: 'An inactive person has a pinned or manual assignment.',
    LOCKED_INELIGIBLE: 'A pinned assignment of a person who is not eligible.',
    OVERRIDE: 'A manual assignment of a person who is not eligible.',
    LOCKED_ON_ZERO_FORECAST: 'A pinned or manual assignment to a demand with forecast 0.',
    LOCKED_EXCEEDS_FORECAST: 'Pinned and manual assignments exceed the forecast.',
    UNKNOWN_PERSON: 'An assignment of an unknown person.',
    UNKNOWN_DEMAND: 'An assignment to a demand without a forecast row.',
    UNKNOWN_WEEK: 'An assignment in a week outside the plan.',
  },
);
