import { FieldResolver, Resolver, Root } from 'type-graphql';
import type { WriteAnswer } from '../../../domain/writing';
import { WriteResult } from '../../../platform/graphql/writing/write-result.type';

/** Fields of the answer of a write that are derived from its others. */
@Resolver(() => WriteResult)
export class WriteResultResolver {
  @FieldResolver(() => [String], { description: 'The messages of `warnings` alone.' })
  warningMessages(@Root() { warnings }: WriteAnswer): string[] {
    return warnings.map(({ message }) => message);
  }
}
