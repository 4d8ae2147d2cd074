import { ArgsType, Field } from 'type-graphql';
import type { IsoWeek } from '../../../domain/time/iso-week';
import { IsoWeekScalar } from '../../../platform/graphql/schema/scalars';

/** From when a change of production holds, and what it does to single weeks. */
@ArgsType()
export class ProductionFromArgs {
  @Field(() => IsoWeekScalar, { nullable: true, description: 'First ISO week; next week if absent.' })
  fromWeek?: IsoWeek | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Removes percentages of single weeks from then on too; by default they are kept and listed.',
  })
  overwriteExceptions?: boolean | null;
}
