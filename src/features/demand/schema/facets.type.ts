import { Field, Int, ObjectType } from 'type-graphql';
import type { WorkType } from '../../../domain/demand/lob';
import { YearMonthScalar } from '../../../platform/graphql/schema/scalars';
import { WorkTypeEnum } from '../../../platform/graphql/schema/work-type.enum';
import type { Facet } from '../facets/facets.rules';

/** A value that demands can be picked by. */
@ObjectType({ description: 'A value that demands can be picked by.', simpleResolvers: true })
export class DemandFacet implements Facet {
  @Field(() => String, { description: 'The value, as filters take it.' })
  value: string;

  @Field(() => String, { description: 'What people call it; states are spelled out.' })
  label: string;

  @Field(() => Int, { description: 'Demands that have it.' })
  count: number;
}

/** A locality that demands can be picked by. */
@ObjectType({ description: 'A locality that demands can be picked by.', simpleResolvers: true })
export class LocalityFacet {
  @Field(() => WorkTypeEnum, { description: 'The value, as filters take it.' })
  value: WorkType;

  @Field(() => Int, { description: 'Demands that have it.' })
  count: number;
}

/** What demands of a report can be picked by. */
@ObjectType({
  description:
    'What the demands of a report can be picked by. Each list leaves its own filter out, so that it shows the alternatives, and goes by their labels.',
  simpleResolvers: true,
})
export class DemandFacets {
  @Field(() => YearMonthScalar, {
    nullable: true,
    description: 'Report month; null before the first import.',
  })
  reportMonth: string | null;

  @Field(() => Int, { description: 'Demands that the whole filter leaves.' })
  demandCount: number;

  @Field(() => [DemandFacet], { description: 'Lines of business.' })
  mainLobs: DemandFacet[];

  @Field(() => [DemandFacet], { description: 'States.' })
  states: DemandFacet[];

  @Field(() => [DemandFacet], { description: 'Case types.' })
  caseTypes: DemandFacet[];

  @Field(() => [DemandFacet], { description: 'Platforms.' })
  platforms: DemandFacet[];

  @Field(() => [DemandFacet], { description: 'Markets.' })
  markets: DemandFacet[];

  @Field(() => [LocalityFacet], { description: 'Localities.' })
  localities: LocalityFacet[];
}
