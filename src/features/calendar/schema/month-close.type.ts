import { Field, ID, ObjectType } from 'type-graphql';
import { Derived } from '../../../platform/graphql/schema/derived';
import { DateTimeScalar, YearMonthScalar } from '../../../platform/graphql/schema/scalars';
import { UserError } from '../../../platform/graphql/schema/user-error.type';
import type { MonthCloseRow } from '../closing/month-close.model';

/** GraphQL face of a closed month. */
@ObjectType({
  description:
    'A calendar month closed by hand: its assignments, weeks, forecasts and derived values do not change.',
  simpleResolvers: true,
})
export class ClosedMonth implements MonthCloseRow {
  @Field(() => ID, { description: 'Number of the closing.' })
  id: number;

  @Field(() => YearMonthScalar, { description: 'The month.' })
  @Derived(({ monthStart }: MonthCloseRow) => monthStart, ['monthStart'])
  month: string;

  monthStart: string;

  @Field(() => String, { description: 'Who closed it.' })
  closedBy: string;

  @Field(() => DateTimeScalar, { description: 'When it was closed.' })
  closedDatetime: Date;

  @Field(() => String, { nullable: true, description: 'Why it was closed.' })
  note: string | null;
}

/** Answer of `closeMonth` and `reopenMonth`. */
@ObjectType({ description: 'Answer of closeMonth and reopenMonth.', simpleResolvers: true })
export class ClosedMonthPayload {
  @Field(() => ClosedMonth, {
    nullable: true,
    description: 'The closing, or the closing that was taken back; null when refused.',
  })
  closedMonth?: ClosedMonth;

  @Field(() => [UserError], { description: 'Why nothing was changed; empty on success.' })
  userErrors: UserError[];
}
