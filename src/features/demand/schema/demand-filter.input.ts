import { ArrayMaxSize } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import type { WorkType } from '../../../domain/demand/lob';
import { WorkTypeEnum } from '../../../platform/graphql/schema/work-type.enum';
import { NamesOf } from '../../../platform/graphql/filters/filter-names';
import {
  CASE_TYPES,
  DEMAND_PLATFORMS,
  DEMAND_STATES,
  MAIN_LOBS,
  MARKETS,
} from '../names/demand-names.service';
import type { FacetFilter } from '../facets/facets.rules';

const MANY = 1000;

/** Which demands to count. */
@InputType({
  description:
    'Which demands: values of one field are alternatives, different fields all apply; an empty list means none. Every figure, head counts too, is of the selection.',
})
export class DemandFilterInput implements FacetFilter {
  @ArrayMaxSize(MANY)
  @NamesOf(MAIN_LOBS)
  @Field(() => [String], { nullable: true, description: 'Lines of business, in any spelling.' })
  mainLobs?: string[] | null;

  @ArrayMaxSize(MANY)
  @NamesOf(DEMAND_STATES)
  @Field(() => [String], { nullable: true, description: 'State codes or `N/A`.' })
  states?: string[] | null;

  @ArrayMaxSize(MANY)
  @NamesOf(CASE_TYPES)
  @Field(() => [String], { nullable: true, description: 'Case types, in any spelling.' })
  caseTypes?: string[] | null;

  @ArrayMaxSize(MANY)
  @NamesOf(DEMAND_PLATFORMS)
  @Field(() => [String], { nullable: true, description: 'Platforms: Amisys, Facets, Xcelys.' })
  platforms?: string[] | null;

  @ArrayMaxSize(MANY)
  @NamesOf(MARKETS)
  @Field(() => [String], { nullable: true, description: 'Markets that the LOBs name, e.g. `Medicaid`.' })
  markets?: string[] | null;

  @ArrayMaxSize(2)
  @Field(() => [WorkTypeEnum], { nullable: true, description: 'Work types.' })
  localities?: WorkType[] | null;
}
