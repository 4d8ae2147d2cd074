import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DateTimeScalar, JsonScalar, YearMonthScalar } from '../../../platform/graphql/schema/scalars';
import type { ColumnType } from '../../../platform/scope/attachments';
import type { ReportAnswerRow } from './report-table.service';

const ColumnTypeEnum = {
  TEXT: 'text',
  INTEGER: 'integer',
  DECIMAL: 'decimal',
  DATE: 'date',
  DATETIME: 'datetime',
  BOOLEAN: 'boolean',
} as const satisfies Record<string, ColumnType>;

registerEnumType(ColumnTypeEnum, {
  name: 'ColumnType',
  description: 'What the cells of a column hold.',
  valuesConfig: {
    TEXT: { description: 'Text.' },
    INTEGER: { description: 'A whole number.' },
    DECIMAL: { description: 'An exact decimal, sent as the nearest double.' },
    DATE: { description: 'A date, `YYYY-MM-DD`.' },
    DATETIME: { description: 'A moment in UTC, `2025-04-28T09:00:00Z`.' },
    BOOLEAN: { description: 'True or false.' },
  },
});

/** GraphQL face of a column. */
@ObjectType({ description: 'A column of a report.', simpleResolvers: true })
export class ReportColumn {
  @Field(() => String, { description: 'Name, as in columns.' })
  name: string;

  @Field(() => ColumnTypeEnum, { description: 'What its cells hold.' })
  type: ColumnType;

  @Field(() => Boolean, { description: 'Cells may be null.' })
  nullable: boolean;

  @Field(() => String, { description: 'What it holds.' })
  description: string;
}

/** GraphQL face of a report's facts. */
@ObjectType({ description: 'Facts about a report’s answer.', simpleResolvers: true })
export class ReportMeta {
  @Field(() => YearMonthScalar, {
    nullable: true,
    description: 'Report month; null without a report, and where each month is read from its live report.',
  })
  report: string | null;

  @Field(() => DateTimeScalar, { description: 'When the answer was read.' })
  asOf: string;

  @Field(() => DateTimeScalar, { description: 'When its figures were last computed.' })
  computedAt: string;

  @Field(() => Int, { description: 'Number of rows; 0 for a nested answer.' })
  rowCount: number;

  @Field(() => Int, { description: 'Raised by every write.' })
  dataVersion: number;

  @Field(() => [String], { description: 'What to know before trusting the figures.' })
  warnings: string[];
}

/** GraphQL face of a report's answer. */
@ObjectType({
  description:
    'A report: a table of columns and rows (flat), or a document (nested). Tables above 50,000 rows are refused here and streamed by REST.',
  simpleResolvers: true,
})
export class ReportAnswer implements Omit<ReportAnswerRow, 'document'> {
  @Field(() => [String], { nullable: true, description: 'Names of the columns; null in a nested answer.' })
  columns: string[] | null;

  @Field(() => JsonScalar, {
    nullable: true,
    description: 'Rows: a list of lists in column order; null in a nested answer.',
  })
  rows: unknown[][] | null;

  @Field(() => [ReportColumn], {
    nullable: true,
    description: 'Types of the columns; null in a nested answer.',
  })
  schema: ReportColumn[] | null;

  @Field(() => JsonScalar, { nullable: true, description: 'The nested answer; null in a flat one.' })
  document: unknown;

  @Field(() => ReportMeta, { description: 'Facts about the answer.' })
  meta: ReportMeta;
}

/** GraphQL face of a report's parameter. */
@ObjectType({ description: 'A parameter of a report.', simpleResolvers: true })
export class ReportParameterInfo {
  @Field(() => String, { description: 'Name as REST spells it.' })
  name: string;

  @Field(() => Boolean, { description: 'May be repeated; values are alternatives.' })
  list: boolean;

  @Field(() => String, { description: 'What it does.' })
  description: string;
}

/** GraphQL face of a report's definition. */
@ObjectType({ description: 'A report that Headroom offers.', simpleResolvers: true })
export class ReportInfo {
  @Field(() => String, { description: 'Path below /api/v2/reports.' })
  path: string;

  @Field(() => String, {
    nullable: true,
    description: 'Path of its flat table beside those of Power BI; null = it has none.',
  })
  powerBiPath: string | undefined;

  @Field(() => String, { description: 'Field of the query type that answers it.' })
  field: string;

  @Field(() => String, { description: 'Title.' })
  title: string;

  @Field(() => String, { description: 'What it tells.' })
  description: string;

  @Field(() => [String], { description: 'flat, nested or both; the first is the default.' })
  layouts: readonly string[];

  @Field(() => [ReportParameterInfo], { description: 'Its parameters.' })
  parameters: readonly ReportParameterInfo[];
}
