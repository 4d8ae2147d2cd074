import { invalid } from '../../../domain/errors';

const MAX_ID = 2_147_483_647;

/** Reads a GraphQL ID that stands for an integer key. */
export function readId(id: string, path = 'id'): number {
  const value = /^[0-9]{1,10}$/.test(id) ? Number(id) : NaN;
  if (!(value <= MAX_ID)) throw invalid(path, id, 'a whole number such as 42');
  return value;
}
