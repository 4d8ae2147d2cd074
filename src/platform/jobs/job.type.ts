import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { DateTimeScalar, DecimalScalar, JsonScalar } from '../graphql/schema/scalars';
import type { ErrorCode } from '../../domain/codes';
import { Derived } from '../graphql/schema/derived';
import { ErrorCodeEnum } from '../graphql/schema/error-code.enum';
import { UserError } from '../graphql/schema/user-error.type';
import type { JobFailure, JobKind, JobRow, JobStatus } from './job.model';

const JobStatusEnum = {
  QUEUED: 'queued',
  RUNNING: 'running',
  SUCCEEDED: 'succeeded',
  FAILED: 'failed',
  CANCELLED: 'cancelled',
} as const satisfies Record<string, JobStatus>;

registerEnumType(JobStatusEnum, {
  name: 'JobStatus',
  description: 'How far a job is.',
  valuesConfig: {
    QUEUED: { description: 'Not started yet.' },
    RUNNING: { description: 'At work.' },
    SUCCEEDED: { description: 'Finished; `result` holds the answer.' },
    FAILED: { description: 'Ended without saving anything; `error` says why.' },
    CANCELLED: { description: 'Stopped on request without saving anything.' },
  },
});

const JobKindEnum = {
  ALLOCATION_PREVIEW: 'allocation.preview',
  ALLOCATION_EXECUTE: 'allocation.execute',
  ALLOCATION_REBALANCE: 'allocation.rebalance',
  IMPORT_ASSIGNMENTS: 'import.assignments',
  IMPORT_FORECAST: 'import.forecast',
  IMPORT_HOLIDAYS: 'import.holidays',
  IMPORT_MAPPING: 'import.mapping',
  IMPORT_MONTH_CONFIG: 'import.month_config',
  IMPORT_ROSTER: 'import.roster',
  IMPORT_TARGET_CPH: 'import.target_cph',
  RECOMPUTE: 'recompute',
} as const satisfies Record<string, JobKind>;

registerEnumType(JobKindEnum, {
  name: 'JobKind',
  description: 'What a job does.',
  valuesConfig: {
    ALLOCATION_PREVIEW: { description: 'Makes an allocation plan.' },
    ALLOCATION_EXECUTE: { description: 'Writes an allocation plan.' },
    ALLOCATION_REBALANCE: { description: 'Improves the stored assignments.' },
    IMPORT_ASSIGNMENTS: { description: 'Imports assignments.' },
    IMPORT_FORECAST: { description: 'Imports a forecast report.' },
    IMPORT_HOLIDAYS: { description: 'Imports holidays.' },
    IMPORT_MAPPING: { description: 'Imports V1 mappings.' },
    IMPORT_MONTH_CONFIG: { description: 'Imports month configurations.' },
    IMPORT_ROSTER: { description: 'Imports people.' },
    IMPORT_TARGET_CPH: { description: 'Imports target CPH.' },
    RECOMPUTE: { description: 'Recomputes derived figures.' },
  },
});

/** The answer of a job of an earlier version. */
@ObjectType({
  description: 'The answer of a job of an earlier version, as REST showed it.',
  simpleResolvers: true,
})
export class EarlierJobResult {
  @Field(() => JsonScalar, { description: 'The answer.' })
  body: unknown;
}

/** Why a job ended without saving anything. */
@ObjectType({ description: 'Why a job ended without saving anything.', simpleResolvers: true })
export class JobError implements JobFailure {
  @Field(() => ErrorCodeEnum, {
    nullable: true,
    description: 'What kind of failure it is; null when something went wrong on the server’s side.',
  })
  code: ErrorCode | null;

  @Field(() => String, { description: 'What is wrong, in words.' })
  message: string;

  @Field(() => [UserError], {
    description:
      'Everything that is wrong, with paths as the request spelled them; empty where nothing more is known.',
  })
  userErrors: UserError[];
}

/** GraphQL face of a job. */
@ObjectType({
  description: 'A long piece of work: allocation, recomputation, a large import.',
  simpleResolvers: true,
})
export class Job {
  @Field(() => ID, { description: 'UUID of the job.' })
  id: string;

  @Field(() => JobKindEnum, { description: 'What is done.' })
  kind: JobKind;

  @Field(() => JobStatusEnum, { description: 'How far it is.' })
  status: JobStatus;

  @Field(() => DecimalScalar, { description: 'Share that is done, 0–100.' })
  percent: string;

  @Field(() => String, { description: 'What it is at.' })
  stage: string;

  @Field(() => JsonScalar, { nullable: true, description: 'Figures of the moment.' })
  details: unknown;

  @Field(() => JsonScalar, {
    nullable: true,
    description: 'The answer as REST shows it, once it has succeeded; typed in `result`.',
  })
  @Derived(({ result }: JobRow) => result, ['result'])
  body: unknown;

  @Field(() => JsonScalar, {
    nullable: true,
    description: 'The problem as REST shows it, once it has failed; typed in `error`.',
  })
  @Derived(({ error }: JobRow) => error, ['error'])
  problem: unknown;

  @Field(() => String, { description: 'Who started it.' })
  actor: string;

  @Field(() => Boolean, { description: 'Somebody asked it to stop.' })
  cancelRequested: boolean;

  @Field(() => DateTimeScalar, { description: 'When it was started.' })
  createdDatetime: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it ended.' })
  finishedDatetime: Date | null;
}

/** Answer of `cancelJob`. */
@ObjectType({ description: 'Answer of cancelling a job.', simpleResolvers: true })
export class JobPayload {
  @Field(() => Job, { nullable: true, description: 'The job as it now is.' })
  job?: Job;

  @Field(() => [UserError], { description: 'Why nothing was changed; empty on success.' })
  userErrors: UserError[];
}
