import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { asDomainError } from '../database/pool/domain-errors';
import { failedPayload } from '../graphql/schema/mutate';
import type { RequestScope } from '../scope/request-scope';
import { Job, JobPayload } from './job.type';
import { cancelJob, getJob } from './jobs';

/** Looking at and stopping jobs. */
@Resolver(() => Job)
export class JobResolver {
  @Query(() => Job, { nullable: true, description: 'One job; null if there is none of this id.' })
  job(@Ctx() scope: RequestScope, @Arg('id', () => ID, { description: 'UUID of the job.' }) id: string) {
    return getJob(scope, id);
  }

  @Mutation(() => JobPayload, {
    description: 'Asks a running job to stop; it then saves nothing. One that has ended stays as it is.',
  })
  async cancelJob(
    @Ctx() scope: RequestScope,
    @Arg('id', () => ID, { description: 'UUID of the job.' }) id: string,
  ) {
    try {
      return { job: await cancelJob(scope, id), userErrors: [] };
    } catch (error) {
      const known = asDomainError(error);
      if (known) return failedPayload(known);
      throw error;
    }
  }
}
