import type { LoaderDef } from '../../../platform/scope/request-scope';
import { readPieces, type PieceKey } from './kept-plan.repository';

/** Compressed pieces of kept plans. */
export const planPiece: LoaderDef<PieceKey, Buffer> = {
  name: 'planPiece',
  cacheKey: ({ planHash, offset, bytes }) => JSON.stringify([planHash, offset, bytes]),
  batch: readPieces,
};
