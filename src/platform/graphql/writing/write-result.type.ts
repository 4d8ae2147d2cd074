import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { Reason } from '../../../domain/codes';
import type {
  FieldChange,
  WriteAnswer,
  WriteCounts,
  WriteRow,
  WriteStatus,
  WriteWarning,
} from '../../../domain/writing';
import { ReasonEnum } from '../schema/error-code.enum';
import { JsonScalar, YearMonthScalar } from '../schema/scalars';
import { UserError } from '../schema/user-error.type';

/** GraphQL's spelling of what became of a row; the values are REST's. */
export const WriteStatusEnum = {
  CREATED: 'created',
  UPDATED: 'updated',
  UNCHANGED: 'unchanged',
  SKIPPED: 'skipped',
  FAILED: 'failed',
} as const satisfies Record<string, WriteStatus>;

registerEnumType(WriteStatusEnum, {
  name: 'WriteStatus',
  description: 'What became of a row of a write.',
  valuesConfig: {
    CREATED: { description: 'New.' },
    UPDATED: { description: 'Stored before, and changed; an assignment took the place of another one.' },
    UNCHANGED: { description: 'Stored before with exactly these values.' },
    SKIPPED: { description: 'Left out, for the reason given.' },
    FAILED: { description: 'Refused, for the reason given.' },
  },
});

/** Records by what became of them. */
@ObjectType('WriteCounts', {
  description: 'Records by what became of them; of assignments person-weeks.',
  simpleResolvers: true,
})
export class WriteCountsType implements WriteCounts {
  @Field(() => Int, { description: 'New records.' })
  created: number;

  @Field(() => Int, { description: 'Records that changed.' })
  updated: number;

  @Field(() => Int, { description: 'Records that were stored with exactly these values.' })
  unchanged: number;

  @Field(() => Int, { description: 'Records that were left out.' })
  skipped: number;

  @Field(() => Int, { description: 'Refused rows.' })
  failed: number;
}

/** A stored field that a row changed. */
@ObjectType('WriteChange', { description: 'A stored field that a row changed.', simpleResolvers: true })
export class WriteChangeType implements FieldChange {
  @Field(() => String, { description: 'Name of the field, in snake_case.' })
  field: string;

  @Field(() => JsonScalar, { nullable: true, description: 'What was stored; null for nothing.' })
  before: unknown;

  @Field(() => JsonScalar, { nullable: true, description: 'What is stored now; null for nothing.' })
  after: unknown;
}

/** One row of a write in its answer. */
@ObjectType('WriteRow', { description: 'What became of one row of a write.', simpleResolvers: true })
export class WriteRowType implements WriteRow {
  @Field(() => Int, { description: '1-based position in the request, or number of the row in the sheet.' })
  row: number;

  @Field(() => String, {
    nullable: true,
    description: 'What the record is called, e.g. `AA000001` or `AA000001 2025-W18`; null if unreadable.',
  })
  key: string | null;

  @Field(() => WriteStatusEnum, { description: 'What became of it.' })
  status: WriteStatus;

  @Field(() => String, { nullable: true, description: 'The column or field that the message is about.' })
  column: string | null;

  @Field(() => JsonScalar, { nullable: true, description: 'The value seen there; of a file always text.' })
  value: unknown;

  @Field(() => String, {
    nullable: true,
    description: 'Why it failed or was left out; on saved rows a warning.',
  })
  message: string | null;

  @Field(() => ReasonEnum, { nullable: true, description: 'Kind of failure or warning.' })
  code: Reason | null;

  @Field(() => [WriteChangeType], { description: 'What the row changed in a stored record.' })
  changes: WriteChangeType[];
}

/** Something to know about the whole input of a write. */
@ObjectType('WriteWarning', {
  description: 'Something to know about the whole input of a write.',
  simpleResolvers: true,
})
export class WriteWarningType implements WriteWarning {
  @Field(() => ReasonEnum, { description: 'Kind of warning.' })
  code: Reason;

  @Field(() => String, { description: 'What was assumed, left out or deserves a look.' })
  message: string;
}

/** What a write of many rows did. */
@ObjectType('WriteResult', { description: 'What a write of many rows did.', simpleResolvers: true })
export class WriteResult implements WriteAnswer {
  @Field(() => Boolean, { description: 'Nothing was saved because the caller asked so.' })
  dryRun: boolean;

  @Field(() => WriteCountsType, { description: 'Records by what became of them.' })
  counts: WriteCountsType;

  @Field(() => [WriteRowType], {
    description: 'Up to 1,000 input rows all of them; above that the failed and warned ones, at most 1,000.',
  })
  rows: WriteRowType[];

  @Field(() => Boolean, { description: 'Not every row is listed.' })
  rowsTruncated: boolean;

  @Field(() => [WriteWarningType], { description: 'Remarks about the whole input.' })
  warnings: WriteWarningType[];

  @Field(() => [String], {
    description: 'Columns of a file that were not used; a request with unknown fields is refused.',
  })
  unknownColumns: string[];

  @Field(() => [YearMonthScalar], { description: 'The closed months that were left alone.' })
  skippedClosed: string[];
}

/** Answer of a write of many rows. */
@ObjectType({
  description: 'What a write of many rows did, or why nothing was saved.',
  simpleResolvers: true,
})
export class WritePayload {
  @Field(() => WriteResult, {
    nullable: true,
    description: 'What became of the rows; of a write that was refused because of its rows the failed ones.',
  })
  result?: WriteResult | null;

  @Field(() => [UserError], { description: 'Why nothing was saved.' })
  userErrors: UserError[];
}
