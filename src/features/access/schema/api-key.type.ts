import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { DateTimeScalar } from '../../../platform/graphql/schema/scalars';
import { UserError } from '../../../platform/graphql/schema/user-error.type';
import { IsText } from '../../../platform/graphql/schema/validators';
import type { Role } from '../../../platform/scope/actor';
import type { NewApiKey } from '../keys/api-keys.service';

/** The roles as GraphQL spells them. */
export const AccessRole = { VIEWER: 'viewer', PLANNER: 'planner', ADMIN: 'admin' } as const;
registerEnumType(AccessRole, {
  name: 'AccessRole',
  description: 'What a caller may do; each role includes the one before.',
  valuesConfig: {
    VIEWER: { description: 'Read trees, reports and lists.' },
    PLANNER: { description: 'Also assign, allocate, import, and edit weeks and forecasts.' },
    ADMIN: { description: 'Also tiers, closing of months, keys, reverting what others did, recomputing.' },
  },
});

/** GraphQL face of a key. */
@ObjectType({ description: 'An API key, without its secret.', simpleResolvers: true })
export class ApiKey {
  @Field(() => ID, { description: 'The readable part of the key.' })
  id: string;

  @Field(() => String, { description: 'Who uses it; what it does is recorded under this name.' })
  name: string;

  @Field(() => AccessRole, { description: 'What it may do.' })
  role: Role;

  @Field(() => [String], {
    nullable: true,
    description: 'LOBs that it is limited to, `*` stands for any text; null = all LOBs.',
  })
  lobPatterns: string[] | null;

  @Field(() => String, { description: 'Who made it.' })
  createdBy: string;

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  createdDatetime: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it stops working; null = never.' })
  expiresDatetime: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was last used, to the minute.' })
  lastUsedDatetime: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was revoked; null = it was not.' })
  revokedDatetime: Date | null;
}

/** What a new key needs. */
@InputType({ description: 'A new API key.' })
export class CreateApiKeyInput implements Omit<NewApiKey, 'expires'> {
  @IsText({ min: 1, max: 200 })
  @Field(() => String, { description: 'Who uses it, 1 to 200 characters; unique among keys that work.' })
  name: string;

  @Field(() => AccessRole, { description: 'What it may do.' })
  role: Role;

  @Field(() => [String], {
    nullable: true,
    description: 'LOBs that it is limited to, exact or with `*` (`Amisys *`); leave it out for all LOBs.',
  })
  lobs?: string[] | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it stops working; leave it out for never.',
  })
  /** ISO text: the scalar checks it and leaves it as it is. */
  expires?: string | null;
}

/** Answer of the key mutations. */
@ObjectType({ description: 'Answer of a key mutation.', simpleResolvers: true })
export class ApiKeyPayload {
  @Field(() => ApiKey, { nullable: true, description: 'The key; null when nothing was changed.' })
  apiKey?: ApiKey;

  @Field(() => String, {
    nullable: true,
    description: 'The whole key, only in the answer that makes it: it is stored nowhere.',
  })
  secret?: string;

  @Field(() => [String], {
    nullable: true,
    description: 'What deserves a look, e.g. a pattern that matches no LOB.',
  })
  warnings?: string[];

  @Field(() => [UserError], { description: 'Why nothing was changed; empty on success.' })
  userErrors: UserError[];
}
