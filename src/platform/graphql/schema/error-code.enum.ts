import { registerEnumType } from 'type-graphql';
import { ERROR_CODES, type ErrorCode } from '../../../domain/errors';

const entries = Object.entries(ERROR_CODES) as [ErrorCode, string][];

/** GraphQL's spelling of the error codes. */
export const ErrorCodeEnum = Object.fromEntries(entries.map(([code]) => [code, code])) as {
  [Code in ErrorCode]: Code;
};

registerEnumType(ErrorCodeEnum, {
  name: 'ErrorCode',
  description: 'What kind of failure a refused request is.',
  valuesConfig: Object.fromEntries(entries.map(([code, description]) => [code, { description }])),
});
