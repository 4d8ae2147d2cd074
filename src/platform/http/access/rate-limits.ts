import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../../../domain/errors';

/** Counts one request; throws RATE_LIMITED, with Retry-After set, when there were too many. */
export type CountRequest = (request: FastifyRequest, reply: FastifyReply) => Promise<void>;

/** A limit of requests a minute for each value of `keyOf`. */
export interface Limit {
  perMinute: number;
  keyOf: (request: FastifyRequest) => string;
  /** What is counted, in words. */
  what: string;
}

/** Makes limits on one server; call it before routes are added. */
export async function rateLimits(http: FastifyInstance): Promise<(limit: Limit) => CountRequest> {
  await http.register(rateLimit, { global: false });
  return ({ perMinute, keyOf, what }) => {
    const check = http.createRateLimit({ max: perMinute, timeWindow: 60_000, keyGenerator: keyOf });
    return async (request, reply) => {
      const state = await check(request);
      if (state.isAllowed || !state.isExceeded) return;
      void reply.header('retry-after', String(state.ttlInSeconds < 1 ? 1 : state.ttlInSeconds));
      throw new DomainError(
        'RATE_LIMITED',
        `More than ${perMinute} ${what} in a minute; try again in ${state.ttlInSeconds} s`,
      );
    };
  };
}
