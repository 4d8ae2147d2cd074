import { Arg, Args, Ctx, Int, Mutation, Resolver } from 'type-graphql';
import type { GivenDecimal } from '../../../domain/decimal-input';
import type { IsoWeek } from '../../../domain/time/iso-week';
import { mutate, type Payload } from '../../../platform/graphql/schema/mutate';
import { DecimalScalar, IsoWeekScalar } from '../../../platform/graphql/schema/scalars';
import type { RequestScope, WriteScope } from '../../../platform/scope/request-scope';
import { Resource } from '../../resource/graphql';
import { RampStageInput } from '../change/assignment.input';
import { ProductionFromArgs } from './production.input';
import { DeactivateResourcePayload, ProductionPayload } from '../table/assignment.type';
import { deactivate } from './deactivate-resource.service';
import { freshRows } from '../table/fresh-rows.service';
import { applyRamp, setProduction, type ProductionChange } from './set-production.service';

const CNS = 'CNs of the people, 10,000 at most.';

/** Mutations of people that their assignments follow. */
@Resolver(() => Resource)
export class ProductionResolver {
  @Mutation(() => ProductionPayload, {
    description:
      'Sets people’s production percentage from a week on: later steps are replaced and their assignments rewritten; closed months are left alone.',
  })
  setProduction(
    @Ctx() scope: RequestScope,
    @Arg('resourceCns', () => [String], { description: CNS }) resourceCns: string[],
    @Arg('productionPercentage', () => DecimalScalar, {
      description: 'Fraction 0–1, at most 4 decimal places.',
    })
    productionPercentage: GivenDecimal,
    @Args(() => ProductionFromArgs) { fromWeek, overwriteExceptions }: ProductionFromArgs,
  ) {
    return produce(scope, 'resource.setProduction', (tx) =>
      setProduction(tx, {
        resourceCns,
        fromWeek,
        productionPercentage,
        overwriteExceptions,
      }),
    );
  }

  @Mutation(() => ProductionPayload, {
    description:
      'Applies a ramp to people from a week on: later steps are replaced and their assignments rewritten; closed months are left alone.',
  })
  applyRamp(
    @Ctx() scope: RequestScope,
    @Arg('resourceCns', () => [String], { description: CNS }) resourceCns: string[],
    @Arg('ramp', () => [RampStageInput], { description: 'The stages, in order.' }) ramp: RampStageInput[],
    @Args(() => ProductionFromArgs) { fromWeek, overwriteExceptions }: ProductionFromArgs,
  ) {
    return produce(scope, 'resource.applyRamp', (tx) =>
      applyRamp(tx, { resourceCns, fromWeek, ramp, overwriteExceptions }),
    );
  }

  @Mutation(() => DeactivateResourcePayload, {
    description:
      'Deactivates a person. With assignments after the current week `deallocateFrom` must name the first week to free.',
  })
  async deactivateResource(
    @Ctx() scope: RequestScope,
    @Arg('cn', () => String, { description: 'CN of the person, in any case.' }) cn: string,
    @Arg('deallocateFrom', () => IsoWeekScalar, { nullable: true, description: 'First ISO week to free.' })
    deallocateFrom?: IsoWeek | null,
    @Arg('version', () => Int, { nullable: true, description: 'The version you last saw.' })
    version?: number | null,
  ) {
    const payload = await mutate(scope, { action: 'resource.deactivate', lock: 'exclusive' }, (tx) =>
      deactivate(tx, cn, { deallocateFrom, version }),
    );
    return { ...payload, deallocated: await freshRows(scope, payload.deallocated) };
  }
}

/** A refused change has no people and no skipped months. */
async function produce(
  scope: RequestScope,
  action: string,
  work: (tx: WriteScope) => Promise<ProductionChange>,
): Promise<Payload<ProductionChange> & Omit<ProductionChange, 'fromWeek'>> {
  const nothing = {
    resources: [],
    changedSteps: 0,
    changedAssignments: 0,
    keptExceptions: [],
    skippedClosed: [],
  };
  return { ...nothing, ...(await mutate(scope, { action }, work)) };
}
