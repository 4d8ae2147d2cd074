import { ERROR_CODES, REASONS, type ErrorCode, type Reason } from '../../domain/codes';
import type { JobFailure } from './job.model';

/** A problem document as jobs store it; earlier versions may have stored codes that are no more. */
interface StoredProblem {
  code?: string;
  detail?: string;
  errors?: readonly { path?: string; message?: string; value?: unknown; code?: string }[];
}

const isErrorCode = (code: string | undefined): code is ErrorCode =>
  code !== undefined && code in ERROR_CODES;
const isReason = (code: string | undefined): code is Reason => code !== undefined && code in REASONS;

/** Why a job failed, from the problem that its row holds. */
export function jobErrorOf(problem: unknown): JobFailure | null {
  if (typeof problem !== 'object' || problem === null) return null;
  const { code: stored, detail = '', errors = [] } = problem as StoredProblem;
  const code = isErrorCode(stored) ? stored : null;
  const userErrors = errors.map(
    ({ path = '', message = '', value, code: reason }): JobFailure['userErrors'][number] => ({
      path: path === '' ? null : path.split('.'),
      message,
      code: code ?? 'VALIDATION',
      reason: isReason(reason) ? reason : undefined,
      value: value ?? null,
    }),
  );
  return { code, message: detail, userErrors };
}
