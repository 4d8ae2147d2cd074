import { fillsText } from '../../../web/app/allocation/plan/reasons';

test('a move that brings no more than was missing fills the shortage', () => {
  expect(fillsText(1_200, 339)).toBe('fills a shortage of 1,200 cases');
  expect(fillsText(339, 339.4)).toBe('fills a shortage of 339 cases');
});

test('what a move brings beyond the shortage is said by itself', () => {
  // 339 − 31 = 308
  expect(fillsText(31, 339)).toBe(
    'fills up to 31 cases of a shortage; 308 more stand in for others who leave, or fall into later months',
  );
  expect(fillsText(0, 12)).toBe(
    'fills a shortage of less than a case; 12 more stand in for others who leave, or fall into later months',
  );
});
