import { ERROR_CODES, REASONS } from '../../../domain/codes';
import { textEnum } from './text-enum';

/** GraphQL's spelling of the error codes. */
export const ErrorCodeEnum = textEnum('ErrorCode', 'What kind of failure a refused request is.', ERROR_CODES);

/** GraphQL's spelling of particular reasons and remarks. */
export const ReasonEnum = textEnum(
  'Reason',
  'Why something was refused or left out, or what there is to know about it.',
  REASONS,
);
