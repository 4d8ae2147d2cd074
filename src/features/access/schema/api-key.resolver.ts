import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { mutate } from '../../../platform/graphql/schema/mutate';
import type { RequestScope } from '../../../platform/scope/request-scope';
import { createApiKey, getApiKeys, revokeApiKey } from '../keys/api-keys.service';
import { ApiKey, ApiKeyPayload, CreateApiKeyInput } from './api-key.type';

/** Keys for administrators. */
@Resolver(() => ApiKey)
export class ApiKeyResolver {
  @Query(() => [ApiKey], { description: 'Every API key, newest first, revoked ones too.' })
  apiKeys(@Ctx() scope: RequestScope) {
    return getApiKeys(scope);
  }

  @Mutation(() => ApiKeyPayload, { description: 'Makes an API key; its text is in this answer only.' })
  createApiKey(
    @Ctx() scope: RequestScope,
    @Arg('input', () => CreateApiKeyInput, { description: 'The new key.' }) input: CreateApiKeyInput,
  ) {
    return mutate(scope, { action: 'key.create' }, async (tx) => {
      const { key, text, warnings } = await createApiKey(tx, {
        ...input,
        expires: input.expires ? new Date(input.expires) : null,
      });
      return { apiKey: key, secret: text, warnings };
    });
  }

  @Mutation(() => ApiKeyPayload, { description: 'Ends an API key at once.' })
  revokeApiKey(
    @Ctx() scope: RequestScope,
    @Arg('id', () => ID, { description: 'The readable part of the key.' }) id: string,
  ) {
    return mutate(scope, { action: 'key.revoke' }, async (tx) => ({ apiKey: await revokeApiKey(tx, id) }));
  }
}
