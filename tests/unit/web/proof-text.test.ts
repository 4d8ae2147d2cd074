import { proofText } from '../../../web/app/allocation/plan/proof';

const solve = { gapPct: 2, certified: true, delta: 0, ms: 1, wholeWeeks: null };
const END = ', counted in cases; that is proved, not estimated.';

// A gap is a share of the bound: 2 % of it are 2 ÷ 98 = 2.0408 % of the plan, 0.5 % are 0.5 ÷ 99.5 = 0.5025 %, rounded up.
test.each([
  ['a plan that is not small has one bound', null, 'over 2.05\u202f% more than this one'],
  [
    'a small plan has one of whole weeks, and the one with weeks divided',
    { gapPct: 0.5, isBest: false },
    'over 0.51\u202f% more than this one in whole weeks, or over 2.05\u202f% with weeks divided',
  ],
  [
    'where whole weeks prove no more, the bound is said once',
    { gapPct: 2, isBest: false },
    'over 2.05\u202f% more than this one',
  ],
])('%s', (_what, wholeWeeks, claim) => {
  const text = proofText({ solve: { ...solve, wholeWeeks }, complete: true });
  expect(text).toBe(`No other plan for these people could be worth ${claim}${END}`);
});

test('a plan that is the best of whole weeks is called so', () => {
  const best = { ...solve, wholeWeeks: { gapPct: 0, isBest: true } };
  expect(proofText({ solve: best, complete: true })).toBe(
    `No other plan of whole weeks for these people could be worth more than this one${END}`,
  );
});
