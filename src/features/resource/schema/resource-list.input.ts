import { ArgsType, Field, InputType } from 'type-graphql';
import type { IsoWeek } from '../../../domain/time/iso-week';
import { IsoWeekScalar } from '../../../platform/graphql/schema/scalars';
import { sortedPageArgs } from '../../../platform/graphql/schema/page-args';
import { sortEnum } from '../../../platform/graphql/schema/sort-enum';
import { RESOURCE_SORTING } from '../list/resource-list.model';
import { NamesOf } from '../../../platform/graphql/filters/filter-names';
import { LOBS, LOCATIONS, PEOPLE_PLATFORMS, PEOPLE_STATES, SKILLS } from '../names/people-names.service';
import type { ResourceFilter } from '../person/resource.model';

/** Orders of people in lists. */
export const ResourceSortEnum = sortEnum('ResourceSort', RESOURCE_SORTING);

/** Which people to list. */
@InputType({
  description:
    'Which people: values of one filter are alternatives, different filters all apply; an empty list means none.',
})
export class ResourceFilterInput implements ResourceFilter {
  @NamesOf(PEOPLE_PLATFORMS)
  @Field(() => [String], { nullable: true, description: 'Platforms: Amisys, Facets, Xcelys.' })
  platforms?: string[] | null;

  @NamesOf(LOCATIONS)
  @Field(() => [String], { nullable: true, description: 'Domestic (or Onshore), Global (or Offshore).' })
  locations?: string[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Only active or only inactive ones.' })
  active?: boolean | null;

  @NamesOf(PEOPLE_STATES)
  @Field(() => [String], {
    nullable: true,
    description:
      'State codes: people whose list has one of them or ALL. `N/A`: people without any state, or ALL.',
  })
  states?: string[] | null;

  @NamesOf(SKILLS)
  @Field(() => [String], { nullable: true, description: 'Case types, one of which is among the skills.' })
  skills?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'Text to find in CN, first and last name (in either order) or OPID, in any case.',
  })
  q?: string | null;

  @Field(() => IsoWeekScalar, {
    nullable: true,
    description: 'Active people without an assignment in this ISO week.',
  })
  freeIn?: IsoWeek | null;

  @NamesOf(LOBS)
  @Field(() => [String], {
    nullable: true,
    description: 'Lines of business to which they are assigned, from `fromWeek` to `toWeek` where given.',
  })
  mainLobs?: string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Only people whose production percentage changes by a step (a ramp) from `fromWeek` to `toWeek` where given; false: the others.',
  })
  ramping?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Only people with an assignment from `fromWeek` to `toWeek` where given; false: those without any.',
  })
  assigned?: boolean | null;

  @Field(() => IsoWeekScalar, {
    nullable: true,
    description: 'First ISO week of `mainLobs`, `ramping` and `assigned`.',
  })
  fromWeek?: IsoWeek | null;

  @Field(() => IsoWeekScalar, {
    nullable: true,
    description: 'Last ISO week of `mainLobs`, `ramping` and `assigned`, included.',
  })
  toWeek?: IsoWeek | null;
}

/** Arguments of the list of people. */
@ArgsType()
export class ResourceListArgs extends sortedPageArgs(ResourceSortEnum) {
  @Field(() => ResourceFilterInput, { nullable: true, description: 'Which people.' })
  filter?: ResourceFilterInput | null;
}
