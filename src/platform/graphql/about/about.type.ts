import { Field, ObjectType, registerEnumType } from 'type-graphql';
import type { Role } from '../../scope/actor';

const RoleEnum = { VIEWER: 'viewer', PLANNER: 'planner', ADMIN: 'admin' } as const satisfies Record<
  string,
  Role
>;

registerEnumType(RoleEnum, {
  name: 'Role',
  description: 'What a caller is allowed to do, in steps; each step includes the ones before.',
  valuesConfig: {
    VIEWER: { description: 'Reads everything within the LOB scope.' },
    PLANNER: { description: 'Also assigns, allocates, imports and edits weeks and forecasts.' },
    ADMIN: { description: 'Also edits tiers, closes months and recomputes.' },
  },
});

/** What a page may offer its user. */
export const AbilityEnum = {
  READ: 'read',
  ASSIGN: 'assign',
  ALLOCATE: 'allocate',
  IMPORT: 'import',
  EDIT_PEOPLE: 'edit_people',
  EDIT_CALENDAR: 'edit_calendar',
  EDIT_FORECASTS: 'edit_forecasts',
  REVERT: 'revert',
  EDIT_TIERS: 'edit_tiers',
  CLOSE_MONTHS: 'close_months',
  RECOMPUTE: 'recompute',
} as const;

/** A value of `AbilityEnum`. */
export type Ability = (typeof AbilityEnum)[keyof typeof AbilityEnum];

registerEnumType(AbilityEnum, {
  name: 'Ability',
  description: 'Something that a page may offer its user.',
  valuesConfig: {
    READ: { description: 'Look at everything within the LOB scope.' },
    ASSIGN: { description: 'Assign, change, move, pin and free person-weeks.' },
    ALLOCATE: { description: 'Preview, execute and rebalance allocations.' },
    IMPORT: { description: 'Import files and rows.' },
    EDIT_PEOPLE: { description: 'Create, change and deactivate people; set production and ramps.' },
    EDIT_CALENDAR: { description: 'Set weeks, months and holidays.' },
    EDIT_FORECASTS: { description: 'Set forecasts and target CPH.' },
    REVERT: { description: 'Take change sets back.' },
    EDIT_TIERS: { description: 'Create, change and deactivate tiers.' },
    CLOSE_MONTHS: { description: 'Close and reopen months.' },
    RECOMPUTE: { description: 'Recompute derived figures.' },
  },
});

/** Optional parts of a server. */
export const ServerFeatureEnum = { LIVE_EVENTS: 'live_events', PERSISTED_ONLY: 'persisted_only' } as const;

/** A value of `ServerFeatureEnum`. */
export type ServerFeature = (typeof ServerFeatureEnum)[keyof typeof ServerFeatureEnum];

registerEnumType(ServerFeatureEnum, {
  name: 'ServerFeature',
  description: 'An optional part of a server.',
  valuesConfig: {
    LIVE_EVENTS: { description: '`GET /api/v2/events` says what has changed.' },
    PERSISTED_ONLY: {
      description: 'Only operations of the manifest are run, but for administrators who have signed in.',
    },
  },
});

/** Who is asking. */
@ObjectType({ description: 'Who is asking, and what a page may offer them.', simpleResolvers: true })
export class Viewer {
  @Field(() => String, { description: 'Name that change sets show.' })
  name: string;

  @Field(() => RoleEnum, { description: 'Role.' })
  role: Role;

  @Field(() => [String], {
    nullable: true,
    description: 'Lines of business that are seen and counted; null = all.',
  })
  lobScope: readonly string[] | null;

  @Field(() => [AbilityEnum], { description: 'What may be done.' })
  can: readonly Ability[];
}

/** What answers. */
@ObjectType({ description: 'The server that answers.', simpleResolvers: true })
export class ServerInfo {
  @Field(() => String, { description: 'Version of Headroom, such as `0.2.0`.' })
  version: string;

  @Field(() => [ServerFeatureEnum], { description: 'Optional parts that this server has switched on.' })
  features: readonly ServerFeature[];
}
