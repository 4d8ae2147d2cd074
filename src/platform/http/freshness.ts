import { createHash } from 'node:crypto';
import { productVersion } from '../config/product-version';
import type { RequestScope } from '../scope/request-scope';

/** Headers of data: every use asks first whether it is still the newest, and no shared cache keeps it. */
export const DATA_HEADERS = {
  'cache-control': 'private, no-cache',
  vary: 'Accept, Authorization, Cookie, Origin',
} as const;

const VERSION = productVersion();

/**
 * The entity tag of an answer: equal tags have equal data. `parts` are whatever else the answer depends on (operation,
 * variables, format); what the caller may see and today's date always count.
 */
export function entityTag(
  { actor, clock }: Pick<RequestScope, 'actor' | 'clock'>,
  dataVersion: number,
  parts: readonly unknown[],
): string {
  const today = clock.now().toISOString().slice(0, 10);
  const seen = [VERSION, actor.name, actor.role, actor.lobScope, today, ...parts];
  const hash = createHash('sha256')
    .update(JSON.stringify(sorted(seen)))
    .digest('hex')
    .slice(0, 20);
  return `W/"${dataVersion}-${hash}"`;
}

/** Objects with their members in one order: variables are the same in any. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return members.map(([name, member]) => [name, sorted(member)]);
}

/** Whether the client holds the answer of this tag already. */
export function isKnownTag(header: string | string[] | undefined, tag: string): boolean {
  const known = Array.isArray(header) ? header.join(',') : header;
  return known?.split(',').some((part) => part.trim() === tag) ?? false;
}
