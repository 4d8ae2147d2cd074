import { Ctx, FieldResolver, Int, Query, Resolver } from 'type-graphql';
import { productVersion } from '../../config/product-version';
import { requestDataVersion } from '../../scope/data-version';
import type { RequestScope } from '../../scope/request-scope';
import { abilitiesOf } from './abilities';
import { ServerInfo, Viewer, type ServerFeature } from './about.type';

const VERSION = productVersion();

/** Who is asking and what answers. */
@Resolver(() => ServerInfo)
export class AboutResolver {
  @Query(() => Viewer, { description: 'Who is asking, and what a page may offer them.' })
  viewer(@Ctx() { actor }: RequestScope): Viewer {
    const { name, role, lobScope } = actor;
    return { name, role, lobScope, can: abilitiesOf(actor) };
  }

  @Query(() => ServerInfo, { description: 'The server that answers.' })
  server(@Ctx() { settings }: RequestScope): { version: string; features: readonly ServerFeature[] } {
    return {
      version: VERSION,
      features: ['live_events', ...(settings.persistedOnly ? (['persisted_only'] as const) : [])],
    };
  }

  @FieldResolver(() => Int, { description: 'Raised by every write: answers of one data version are equal.' })
  dataVersion(@Ctx() scope: RequestScope): Promise<number> {
    return scope.loader(requestDataVersion).load('all');
  }
}
