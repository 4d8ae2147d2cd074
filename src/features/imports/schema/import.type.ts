import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DateScalar } from '../../../platform/graphql/schema/scalars';
import { UserError } from '../../../platform/graphql/schema/user-error.type';
import type { ImportAnswer, ImportCounts, ImportRow, ImportStatus } from '../answer/import.model';

/** GraphQL's spelling of what became of a row; the values are REST's. */
export const ImportStatusEnum = {
  CREATED: 'created',
  UPDATED: 'updated',
  UNCHANGED: 'unchanged',
  SKIPPED: 'skipped',
  FAILED: 'failed',
} as const satisfies Record<string, ImportStatus>;

registerEnumType(ImportStatusEnum, {
  name: 'ImportStatus',
  description: 'What became of a row of an import.',
  valuesConfig: {
    CREATED: { description: 'New.' },
    UPDATED: { description: 'Stored before, and changed.' },
    UNCHANGED: { description: 'Stored before, just so.' },
    SKIPPED: { description: 'Left out, for the reason given.' },
    FAILED: { description: 'Refused, for the reason given.' },
  },
});

/** Records by what became of them. */
@ObjectType('ImportCounts', {
  description: 'Records by what became of them; of assignments person-weeks.',
  simpleResolvers: true,
})
export class ImportCountsType implements ImportCounts {
  @Field(() => Int, { description: 'New records.' })
  created: number;

  @Field(() => Int, { description: 'Records that changed.' })
  updated: number;

  @Field(() => Int, { description: 'Records that were stored just so.' })
  unchanged: number;

  @Field(() => Int, { description: 'Records that were left out.' })
  skipped: number;

  @Field(() => Int, { description: 'Refused rows.' })
  failed: number;
}

/** One row of an import in its answer. */
@ObjectType('ImportRow', { description: 'What became of one row of an import.', simpleResolvers: true })
export class ImportRowType implements ImportRow {
  @Field(() => Int, { description: 'Number of the row in the sheet, or 1-based position in the request.' })
  row: number;

  @Field(() => String, { nullable: true, description: 'What the record is called, e.g. `AA000001`.' })
  key: string | null;

  @Field(() => ImportStatusEnum, { description: 'What became of it.' })
  status: ImportStatus;

  @Field(() => String, { nullable: true, description: 'The column that the message is about.' })
  column: string | null;

  @Field(() => String, { nullable: true, description: 'The value seen there.' })
  value: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why it failed or was left out; on saved rows a warning.',
  })
  message: string | null;

  @Field(() => String, { nullable: true, description: 'Kind of failure or warning, e.g. `INVALID_VALUE`.' })
  code: string | null;
}

/** What an import did. */
@ObjectType('ImportResult', { description: 'What an import did.', simpleResolvers: true })
export class ImportResult implements ImportAnswer {
  @Field(() => Boolean, { description: 'Nothing was saved because the caller asked so.' })
  dryRun: boolean;

  @Field(() => ImportCountsType, { description: 'Records by what became of them.' })
  counts: ImportCountsType;

  @Field(() => [ImportRowType], {
    description: 'Up to 1,000 input rows all of them; above that failed and warned ones, at most 1,000.',
  })
  rows: ImportRowType[];

  @Field(() => Boolean, { description: 'Not every row is listed.' })
  rowsTruncated: boolean;

  @Field(() => [String], { description: 'Remarks about the whole file.' })
  warnings: string[];

  @Field(() => [String], { description: 'Columns of the file that were not used.' })
  unknownColumns: string[];

  @Field(() => [DateScalar], { description: 'First days of the closed months that were left alone.' })
  skippedClosed: string[];
}

/** Answer of an import. */
@ObjectType({ description: 'What an import did, or why nothing was saved.', simpleResolvers: true })
export class ImportPayload {
  @Field(() => ImportResult, {
    nullable: true,
    description:
      'What became of the rows; of an import that was refused because of its rows the failed ones.',
  })
  result?: ImportResult | null;

  @Field(() => [UserError], { description: 'Why nothing was saved.' })
  userErrors: UserError[];
}
