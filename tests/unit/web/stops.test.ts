import { stopAfter } from '../../../web/app/allocation/rebalance/stops';

// Two points without a move, as a curve has them: as stored, and with idle people used.
const STOPS = [0, 0, 1_650, 2_106, 5_308];

test.each([
  ['a step of the keyboard leads to the next stop', 2_106, 2_107, 5_308],
  ['… and back to the one before', 2_106, 2_105, 1_650],
  ['at the ends it stays', 5_308, 5_309, 5_308],
  ['… also at the beginning', 0, -1, 0],
  ['a drag stands on the nearest stop', 2_106, 1_700, 1_650],
  ['… also where that is the one it stood on', 2_106, 2_200, 2_106],
  ['Home and End lead to the ends', 1_650, 0, 0],
])('%s', (_what, before, next, stop) => {
  expect(stopAfter(STOPS, before, next)).toBe(stop);
});
