import { prepare } from '../../../src/features/allocation/engine/plan';
import { JoinSearch } from '../../../src/features/allocation/engine/search/search-join';
import { costsOf } from '../../../src/features/allocation/engine/search/solve';
import { Staffing } from '../../../src/features/allocation/engine/construct/staffing';
import { demand, input, person, PLAIN } from './fixture';

/** P1 and P2 can do A and B, each of which needs 120 hours; `weeks` lists what P1 and P2 do in the four weeks of 40 hours. */
function staffed(weeks: string, second: Parameters<typeof person>[1] = {}): Staffing {
  const demands = ['TX', 'FL'].map((state, d) => demand('AB'.charAt(d), { state, forecast: 1200 }));
  const states = ['FL', 'TX'];
  const people = [person('P1', { states }), person('P2', { states, ...second })];
  const { problem, options } = prepare(input({ people, demands }), { ...PLAIN, switchCost: 5 });
  const staffing = new Staffing(problem, costsOf(options, 0));
  [...weeks].forEach((key, c) => {
    staffing.set(
      c,
      problem.demands.findIndex((one) => one.key === key),
    );
  });
  return staffing;
}

function weeksOf({ assign, problem }: Staffing): string {
  return Array.from(assign, (d) => problem.demands[d]?.key ?? '-').join('');
}

describe('JoinSearch', () => {
  it('lets two people trade runs of weeks so that both stay where they are, for the price of the switches saved', () => {
    const staffing = staffed('AABBBBAA');
    expect(new JoinSearch(staffing, 0).pass()).toBe(10);
    expect(weeksOf(staffing)).toBe('BBBBAAAA');
    expect([...staffing.load]).toEqual([160e6, 160e6]);
  });

  it('leaves them when the hours do not match well enough', () => {
    // P2 gives 20 hours a week: taking over P1's two weeks would leave one demand 40 hours, 400 cases, shorter.
    const staffing = staffed('AABBBBAA', { percentages: [0.5, 0.5, 0.5, 0.5] });
    expect(new JoinSearch(staffing, 0).pass()).toBe(0);
    expect(weeksOf(staffing)).toBe('AABBBBAA');
  });

  it('takes nobody to work they cannot do', () => {
    const staffing = staffed('AABBBBBB', { states: ['FL'] });
    expect(new JoinSearch(staffing, 0).pass()).toBe(0);
    expect(weeksOf(staffing)).toBe('AABBBBBB');
  });
});
