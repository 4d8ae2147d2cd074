import { createUnionType, FieldResolver, Resolver, Root } from 'type-graphql';
import { AllocationJobResult } from '../features/allocation/graphql';
import { RecomputeJobResult } from '../features/summary/graphql';
import { WriteResult } from '../platform/graphql/writing/write-result.type';
import type { JobRow } from '../platform/jobs/job.model';
import { EarlierJobResult, Job } from '../platform/jobs/job.type';
import type { JobAnswer } from '../platform/scope/attachments';

/** What jobs answer: their work comes from several features, which know nothing of each other. */
const JobResult = createUnionType({
  name: 'JobResult',
  description: 'What a job answers: its kind decides which of these it is.',
  types: () => [AllocationJobResult, WriteResult, RecomputeJobResult, EarlierJobResult] as const,
});

/** `Job.result`. */
@Resolver(() => Job)
class JobResultResolver {
  @FieldResolver(() => JobResult, {
    nullable: true,
    description: 'The answer: null until it has succeeded.',
  })
  result(@Root() { result, answer }: JobRow): JobAnswer | null {
    if (answer) return answer;
    return result === null || result === undefined
      ? null
      : { __typename: EarlierJobResult.name, body: result };
  }
}

/** The field of jobs that names what several features answer. */
export const jobResultModule = { resolvers: [JobResultResolver] } as const;
