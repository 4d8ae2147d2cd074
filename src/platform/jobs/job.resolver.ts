import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { asDomainError } from '../database/pool/domain-errors';
import { failedPayload } from '../graphql/schema/mutate';
import type { RequestScope } from '../scope/request-scope';
import { jobErrorOf } from './job-error.rules';
import type { JobFailure, JobRow } from './job.model';
import { Job, JobError, JobPayload } from './job.type';
import { cancelJob, getJob } from './jobs';

/** Looking at and stopping jobs. */
@Resolver(() => Job)
export class JobResolver {
  @Query(() => Job, { nullable: true, description: 'One job; null if there is none of this id.' })
  job(@Ctx() scope: RequestScope, @Arg('id', () => ID, { description: 'UUID of the job.' }) id: string) {
    return getJob(scope, id);
  }

  @FieldResolver(() => JobError, {
    nullable: true,
    description: 'Why it ended without saving anything; null unless it failed or was cancelled.',
  })
  error(@Root() { error }: JobRow): JobFailure | null {
    return jobErrorOf(error);
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
