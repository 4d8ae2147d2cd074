import { Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionTypes } from '../../platform/graphql/schema/connection';
import { DateTimeScalar, JsonScalar } from '../../platform/graphql/schema/scalars';

/** GraphQL face of a changed row. */
@ObjectType({ description: 'One changed row of a change set.', simpleResolvers: true })
export class ChangeSetEntry {
  @Field(() => ID, { description: 'Number of the entry.' })
  id: string;

  @Field(() => String, { description: 'Table that was changed, e.g. `weekly_resource_assignment`.' })
  entity: string;

  @Field(() => String, {
    description: 'Natural key of the changed row as a JSON tuple, e.g. `["AA000001", 2025, 18]`.',
  })
  entityKey: string;

  @Field(() => JsonScalar, { nullable: true, description: 'The row before; null = it did not exist.' })
  before: unknown;

  @Field(() => JsonScalar, { nullable: true, description: 'The row after; null = it is gone.' })
  after: unknown;
}

/** Page of changed rows. */
export const ChangeSetEntryConnection = connectionTypes('ChangeSetEntry', () => ChangeSetEntry);

/** GraphQL face of one write. */
@ObjectType({ description: 'One write: who changed what and when; all of it was saved together.' })
export class ChangeSet {
  @Field(() => ID, { description: 'Number of the change set; later ones are larger.' })
  id: number;

  @Field(() => String, { description: 'What was done, noun and verb: `assignment.create`, `import.roster`.' })
  action: string;

  @Field(() => String, { description: 'Who did it.' })
  actor: string;

  @Field(() => DateTimeScalar, { description: 'When.' })
  createdDatetime: Date;

  @Field(() => String, { nullable: true, description: 'The request it came with, as it stands in the logs.' })
  requestId: string | null;

  @Field(() => Int, { nullable: true, description: 'The change set that this one took back.' })
  revertsChangeSetId: number | null;

  @Field(() => Int, { nullable: true, description: 'The change set that took this one back.' })
  revertedByChangeSetId: number | null;
}

/** Page of change sets. */
export const ChangeSetConnection = connectionTypes('ChangeSet', () => ChangeSet);
