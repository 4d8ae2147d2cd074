import type { FteUnknown } from '../../domain/capacity/fte';
import { textEnum } from '../../platform/graphql/schema/text-enum';

/** Why the people required are unknown. */
export const FteUnknownEnum = textEnum<FteUnknown>(
  'FteRequiredReason',
  'Why the people that a forecast needs are unknown.',
  {
    NO_CPH: 'The demand has no target CPH.',
    ZERO_CPH: 'The target CPH is 0.',
    NO_WEEK_CONFIG: 'A week of the month is not configured.',
    NO_HOURS: 'The month has no productive hours.',
    TOO_LARGE: 'The number of people is larger than an integer holds.',
  },
);
