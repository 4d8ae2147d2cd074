import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar, YearMonthScalar } from '../../../platform/graphql/schema/scalars';
import type { ReportKey } from '../table/demand.model';
import type { ReportMonthRow, ReportRow } from '../table/report.model';

/** GraphQL face of one of a report's forecast months. */
@ObjectType({
  description: 'Which calendar month one of the six indexes of a report stands for.',
  simpleResolvers: true,
})
export class ForecastReportMonth implements Omit<ReportMonthRow, keyof ReportKey | 'reportStart'> {
  @Field(() => Int, { description: 'Which of the report’s six forecast months, 1 to 6.' })
  forecastMonthIndex: number;

  @Field(() => String, {
    name: 'forecastMonthName',
    simple: false,
    description: 'Full name of the calendar month.',
  })
  forecastMonth: string;

  @Field(() => YearMonthScalar, { name: 'forecastMonth', description: 'The calendar month.' })
  forecastMonthOfYear(): string {
    return `${this.forecastMonth} ${this.forecastYear}`;
  }

  @Field(() => Int, { description: 'Year of the calendar month.' })
  forecastYear: number;

  monthStart: string;

  @Field(() => Boolean, { description: 'A newer report covers the month: its figures stay as they stood.' })
  isFrozen: boolean;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was frozen.' })
  frozenDatetime: Date | null;
}

/** GraphQL face of a report. */
@ObjectType({ description: 'One imported forecast report.', simpleResolvers: true })
export class ForecastReport implements ReportRow {
  @Field(() => ID, { description: 'Number of the report.' })
  id: number;

  @Field(() => String, {
    name: 'reportMonthName',
    simple: false,
    description: 'Full name of the report month.',
  })
  reportMonth: string;

  @Field(() => YearMonthScalar, { name: 'reportMonth', description: 'The report month.' })
  reportMonthOfYear(): string {
    return `${this.reportMonth} ${this.reportYear}`;
  }

  @Field(() => Int, { description: 'Year of the report month.' })
  reportYear: number;

  reportStart: string;

  @Field(() => String, { nullable: true, description: 'Name of the file it came from.' })
  sourceFile: string | null;

  @Field(() => String, { description: 'Who imported it last.' })
  importedBy: string;

  @Field(() => DateTimeScalar, { description: 'When it was imported last.' })
  importedDatetime: Date;

  @Field(() => Boolean, { description: 'The newest report, which is the default everywhere.' })
  isCurrent: boolean;

  @Field(() => Int, { description: 'Raised by every import of the report.' })
  version: number;
}
