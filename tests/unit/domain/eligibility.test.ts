import { type DemandSide, ineligibleReasons, type Person } from '../../../src/domain/demand/eligibility';

const WEEK = { year: 2025, week: 18 }; // 28 April to 4 May 2025

const person = (overrides: Partial<Person> = {}): Person => ({
  cn: 'AA100001',
  platform: 'Amisys',
  location: 'Domestic',
  states: ['FL', 'GA'],
  skills: ['FTC-Basic/Non MMP', 'ADJ-COB NON MMP'],
  isActive: true,
  hireDate: '2024-01-08',
  ...overrides,
});

const demand = (overrides: Partial<DemandSide> = {}): DemandSide => ({
  platform: 'Amisys',
  locality: 'Domestic',
  state: 'FL',
  caseType: 'FTC-Basic/Non MMP',
  ...overrides,
});

const codes = (p: Person, d: DemandSide) => ineligibleReasons(p, d, WEEK).map(({ code }) => code);

describe('ineligibleReasons', () => {
  it('is empty for someone who fits', () => {
    expect(ineligibleReasons(person(), demand(), WEEK)).toEqual([]);
  });

  it('matches text whatever its case and white space', () => {
    const shouted = person({
      platform: 'AMISYS ',
      skills: ['ftc-basic/non\u00a0 mmp'],
      states: ['fl'],
      location: 'onshore',
    });
    expect(codes(shouted, demand())).toEqual([]);
  });

  it.each([
    ['an N/A demand takes people of any state', { states: ['TX'] }, { state: 'N/A' }, []],
    ['an N/A demand takes people without states', { states: [] }, { state: 'n/a' }, []],
    ['ALL fits any state', { states: ['ALL'] }, { state: 'NM' }, []],
    ['no states fit only N/A', { states: [] }, { state: 'FL' }, ['STATE']],
    ['an unlisted state', {}, { state: 'TX' }, ['STATE']],
    ['an inactive person', { isActive: false }, {}, ['INACTIVE']],
    ['another platform', { platform: 'Facets' }, {}, ['PLATFORM']],
    ['another location', { location: 'Global' }, {}, ['LOCATION']],
    ['a missing skill', {}, { caseType: 'COR-COB NON MMP' }, ['SKILL']],
    ['no skills at all', { skills: [] }, {}, ['SKILL']],
    ['no hire date', { hireDate: null }, {}, []],
    ['hired on the last day of the week', { hireDate: '2025-05-04' }, {}, []],
    ['hired the day after the week', { hireDate: '2025-05-05' }, {}, ['NOT_HIRED']],
  ] as const)('%s', (_name, overrides, wanted, expected) => {
    expect(codes(person(overrides as Partial<Person>), demand(wanted))).toEqual(expected);
  });

  it('gives every reason, each with the value seen and what is needed', () => {
    const misfit = person({
      platform: 'Facets',
      location: 'Global',
      states: [],
      skills: ['COR'],
      isActive: false,
      hireDate: '2026-01-05',
    });
    expect(ineligibleReasons(misfit, demand(), WEEK)).toEqual([
      { code: 'INACTIVE', message: 'AA100001 is inactive; an active resource is needed' },
      { code: 'PLATFORM', message: 'AA100001 works on platform "Facets"; "Amisys" is needed' },
      { code: 'LOCATION', message: 'AA100001 has location "Global"; "Domestic" is needed' },
      { code: 'SKILL', message: 'AA100001 has the skills "COR"; "FTC-Basic/Non MMP" is needed' },
      { code: 'STATE', message: 'AA100001 has the states (none); "FL" or "ALL" is needed' },
      {
        code: 'NOT_HIRED',
        message:
          'AA100001 is hired on 2026-01-05; 2025-W18 ends on 2025-05-04, a week that ends on or after the hire date is needed',
      },
    ]);
  });
});
