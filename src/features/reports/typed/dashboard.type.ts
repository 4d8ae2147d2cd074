import { Field, Int, ObjectType } from 'type-graphql';
import { YearMonthScalar } from '../../../platform/graphql/schema/scalars';

/** Facts that every typed report has about itself. */
@ObjectType({ description: 'Facts that every typed report has about itself.', simpleResolvers: true })
export abstract class DashboardReport {
  @Field(() => YearMonthScalar, {
    nullable: true,
    description: 'Report month; null before the first import.',
  })
  reportMonth: string | null;

  @Field(() => Int, { description: 'Data version of its figures: answers of one version are equal.' })
  dataVersion: number;

  @Field(() => [String], { description: 'What to know before trusting the figures.' })
  warnings: string[];
}
