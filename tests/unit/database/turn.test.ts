import { turn } from '../../../src/platform/database/turn';

test('answers that arrive together are worked through in order, with rounds of the event loop between them', async () => {
  let rounds = 0;
  let counting = true;
  const count = (): void => {
    rounds += 1;
    if (counting) setImmediate(count);
  };
  setImmediate(count);
  const seen: [caller: number, round: number][] = [];
  await Promise.all([1, 2, 3].map((caller) => turn().then(() => seen.push([caller, rounds]))));
  counting = false;
  expect(seen.map(([caller]) => caller)).toEqual([1, 2, 3]);
  const [first = 0, second = 0, third = 0] = seen.map(([, round]) => round);
  expect(first).toBeLessThanOrEqual(2);
  expect(second - first).toBe(3);
  expect(third - second).toBe(3);
});
