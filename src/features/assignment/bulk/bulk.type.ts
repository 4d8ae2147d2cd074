import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DateScalar, JsonScalar } from '../../../platform/graphql/schema/scalars';
import { UserError } from '../../../platform/graphql/schema/user-error.type';
import type { BulkAnswer, BulkCounts, BulkRow, BulkStatus } from './bulk.model';

const BulkStatusEnum = {
  CREATED: 'created',
  UPDATED: 'updated',
  UNCHANGED: 'unchanged',
  SKIPPED: 'skipped',
  FAILED: 'failed',
} as const satisfies Record<string, BulkStatus>;

registerEnumType(BulkStatusEnum, {
  name: 'BulkStatus',
  description: 'What became of a row of a bulk write.',
  valuesConfig: {
    CREATED: { description: 'A new assignment.' },
    UPDATED: { description: 'It took the place of another one.' },
    UNCHANGED: { description: 'Stored just so already.' },
    SKIPPED: { description: 'Left out, for the reason given.' },
    FAILED: { description: 'Refused, for the reason given.' },
  },
});

/** Assignments by what became of them. */
@ObjectType('BulkCounts', { description: 'Assignments by what became of them.', simpleResolvers: true })
export class BulkCountsType implements BulkCounts {
  @Field(() => Int, { description: 'New assignments.' })
  created: number;

  @Field(() => Int, { description: 'Assignments that took the place of another one.' })
  updated: number;

  @Field(() => Int, { description: 'Assignments stored just so already.' })
  unchanged: number;

  @Field(() => Int, { description: 'Assignments left out.' })
  skipped: number;

  @Field(() => Int, { description: 'Assignments refused.' })
  failed: number;
}

/** One row of a bulk write in its answer. */
@ObjectType('BulkRow', { description: 'What became of one row of a bulk write.', simpleResolvers: true })
export class BulkRowType implements BulkRow<unknown> {
  @Field(() => Int, { description: '1-based position in the request.' })
  row: number;

  @Field(() => String, { description: 'Person and week, `AA000001 2025-W18`.' })
  key: string;

  @Field(() => BulkStatusEnum, { description: 'What became of it.' })
  status: BulkStatus;

  @Field(() => String, { nullable: true, description: 'The field that the message is about.' })
  column: string | null;

  @Field(() => JsonScalar, { nullable: true, description: 'The value seen there, as it was sent.' })
  value: unknown;

  @Field(() => String, {
    nullable: true,
    description: 'Why it failed or was left out; on saved rows a warning.',
  })
  message: string | null;

  @Field(() => String, { nullable: true, description: 'Kind of failure or warning, e.g. `DOUBLE_BOOKING`.' })
  code: string | null;
}

/** What a bulk write did. */
@ObjectType('BulkResult', { description: 'What a bulk write did.', simpleResolvers: true })
export class BulkResult implements BulkAnswer<unknown> {
  @Field(() => Boolean, { description: 'Nothing was saved because the caller asked so.' })
  dryRun: boolean;

  @Field(() => BulkCountsType, { description: 'Assignments by what became of them.' })
  counts: BulkCountsType;

  @Field(() => [BulkRowType], {
    description: 'Up to 1,000 rows all of them; above that the failed and warned ones, at most 1,000.',
  })
  rows: BulkRowType[];

  @Field(() => Boolean, { description: 'More rows failed or were warned of than are listed.' })
  rowsTruncated: boolean;

  @Field(() => [String], { description: 'Remarks about the whole.' })
  warnings: string[];

  @Field(() => [String], {
    description:
      'Columns that are not known; a request with unknown fields is refused, so here always empty.',
  })
  unknownColumns: string[];

  @Field(() => [DateScalar], { description: 'First days of the closed months that were left alone.' })
  skippedClosed: string[];
}

/** Answer of a bulk write. */
@ObjectType({ description: 'What a bulk write did, or why nothing was saved.', simpleResolvers: true })
export class BulkPayload {
  @Field(() => BulkResult, {
    nullable: true,
    description: 'What became of the rows; of a write that was refused because of its rows the failed ones.',
  })
  result?: BulkResult | null;

  @Field(() => [UserError], { description: 'Why nothing was saved.' })
  userErrors: UserError[];
}
