import type { PlanKind } from '../options/allocation.model';
import type {
  IdleReason,
  MoveReason,
  PlannedType,
  ShortageReason,
  WarningCode,
} from '../engine/contract/types';
import type { IfBusy } from '../turns/take-turns.service';
import { choiceEnum, namedEnum } from './plan-option-fields.type';

/** How long to search. */
export const EffortEnum = choiceEnum('AllocationEffort');

/** What a second execution does. */
export const IfBusyEnum = namedEnum<IfBusy>(
  'AllocationIfBusy',
  'What happens while another allocation is executed.',
  {
    wait: 'It is executed afterwards.',
    refuse: 'It is refused.',
  },
);

/** How a plan was made. */
export const PlanKindEnum = namedEnum<PlanKind>('AllocationPlanKind', 'How a plan was made.', {
  plan: 'From scratch, staying with existing assignments where that costs nothing.',
  rebalance: 'From the existing assignments, with a limited number of moves.',
});

/** Types that allocation gives. */
export const PlannedTypeEnum = namedEnum<PlannedType>(
  'AllocatedType',
  'Type of an assignment that allocation makes.',
  {
    primary: 'Needed to cover the forecast.',
    bench: 'Beyond the forecast.',
  },
);

/** Why somebody moves. */
export const MoveReasonEnum = namedEnum<MoveReason>('AllocationMoveReason', 'Why somebody is moved.', {
  FILLS_SHORTAGE: 'The new demand was short.',
  BETTER_USE: 'The hours are worth more on the new demand.',
  CONTINUITY: 'The weeks before or after are spent on the new demand.',
  BENCH: 'The new demand is covered; the person is its bench.',
  RELEASED: 'The old demand is covered without these weeks.',
  NOT_POSSIBLE: 'The old demand can no longer be worked by this person.',
});

/** Why a demand is short. */
export const ShortageReasonEnum = namedEnum<ShortageReason>('ShortageReason', 'Why a demand stays short.', {
  NO_CPH: 'It has no target CPH, or one of 0.',
  NO_WEEK_CONFIG: 'No week of the month is configured for its work type.',
  NO_HOURS: 'The weeks of the month are configured without working hours.',
  NO_ELIGIBLE_PERSON: 'Nobody is eligible.',
  NO_ELIGIBLE_AVAILABLE: 'Everybody eligible is away or at 0 %.',
  LOCKED: 'Those who could help are held by pinned or manual assignments.',
  TOO_FEW_ELIGIBLE: 'All who are eligible together do not suffice.',
  OUTBID: 'Its people are taken by work of equal or greater worth.',
  WHOLE_WEEKS: 'What is missing is less than a person-week.',
  STABILITY: 'The gain is smaller than the cost of moving somebody.',
  NOT_PLANNED: 'Not planned yet: a plan would add cases.',
});

/** Why somebody is idle. */
export const IdleReasonEnum = namedEnum<IdleReason>('IdleReason', 'Why somebody has no assignment.', {
  INACTIVE: 'The person is inactive.',
  NO_SKILLS: 'The person has no skills.',
  NOT_AVAILABLE:
    'The percentage of the week is 0, the week has no working hours, or it ends before the hire date.',
  NO_WEEK_CONFIG: 'The week is not configured for the person’s location.',
  NO_MATCHING_DEMAND: 'No demand fits platform, location, state and skills.',
  NO_FORECAST: 'The matching demands have no forecast in the month.',
  ALL_MATCHING_DEMANDS_MET: 'Every matching demand is covered.',
  GAIN_BELOW_MOVE_COST: 'What could be gained is less than the cost of moving.',
  WEEK_ENDED: 'The week has ended, or lies outside what may change.',
  MONTH_CLOSED: 'The month is closed.',
  NOT_PLANNED: 'Not planned yet: an assignment would add cases.',
});

/** What a planner should know. */
export const WarningCodeEnum = namedEnum<WarningCode>(
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
