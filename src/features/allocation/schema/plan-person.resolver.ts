import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { RequestScope } from '../../../platform/scope/request-scope';
import { resourceByCn } from '../../resource';
import { Resource } from '../../resource/graphql';
import { AllocationMove, IdleRun } from './allocation.type';

const PERSON = {
  nullable: true,
  description: 'The person, as stored now; null when there is none of this CN any more.',
} as const;

/** Who is moved. */
@Resolver(() => AllocationMove)
export class AllocationMoveResolver {
  @FieldResolver(() => Resource, PERSON)
  resource(@Ctx() scope: RequestScope, @Root() { cn }: AllocationMove) {
    return scope.loader(resourceByCn).load(cn);
  }
}

/** Who has no assignment. */
@Resolver(() => IdleRun)
export class IdleRunResolver {
  @FieldResolver(() => Resource, PERSON)
  resource(@Ctx() scope: RequestScope, @Root() { cn }: IdleRun) {
    return scope.loader(resourceByCn).load(cn);
  }
}
