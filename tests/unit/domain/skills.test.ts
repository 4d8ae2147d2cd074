import fc from 'fast-check';
import { extractSkills, formatSkills, parseSkills } from '../../../src/domain/demand/skills';

const CASE_TYPES = [
  'FTC-Basic/Non MMP',
  'FTC-COB NON MMP',
  'ADJ-Basic/NON MMP',
  'ADJ-COB NON MMP',
  'FTC',
  'FTC Basic',
  'FTC COB',
  'ADJ',
  'OMNI Prod Domestic',
  'Domestic',
];

describe('parseSkills', () => {
  it('cleans, and keeps each case type once in its first spelling', () => {
    expect(parseSkills(' FTC Basic, ADJ ,,ftc  basic,\u00a0COR')).toEqual(['FTC Basic', 'ADJ', 'COR']);
    expect(parseSkills('')).toEqual([]);
  });

  it('reads back what it stores', () => {
    expect(formatSkills(['FTC Basic', 'ADJ'])).toBe('FTC Basic,ADJ');
    expect(parseSkills(formatSkills(CASE_TYPES))).toEqual(CASE_TYPES);
  });
});

describe('extractSkills', () => {
  it.each([
    ['FTC-Basic/Non MMP FTC-COB NON MMP', ['FTC-Basic/Non MMP', 'FTC-COB NON MMP'], ''],
    ['FTC-COB NON MMP FTC-Basic/Non MMP', ['FTC-COB NON MMP', 'FTC-Basic/Non MMP'], ''],
    ['ftc-basic/non mmp', ['FTC-Basic/Non MMP'], ''],
    ['FTC Basic FTC COB FTC', ['FTC Basic', 'FTC COB', 'FTC'], ''],
    ['FTC FTC', ['FTC'], ''],
    ['FTC\u00a0\n Basic', ['FTC Basic'], ''],
    ['FTC Basic Trainer', ['FTC Basic'], 'Trainer'],
    ['FTCX ADJ', ['ADJ'], 'FTCX'],
    ['FTC-Basic', [], 'FTC-Basic'],
    ['OMNI Prod Domestic', ['OMNI Prod Domestic'], ''],
    ['Domestic OMNI Prod', ['Domestic'], 'OMNI Prod'],
    ['FTC, ADJ; FTC COB', ['FTC', 'ADJ', 'FTC COB'], ''],
    ['FTC & ADJ', ['FTC', 'ADJ'], ''],
    ['FTC • ADJ + FTC COB and Domestic', ['FTC', 'ADJ', 'FTC COB', 'Domestic'], ''],
    ['and', [], 'and'],
    ['', [], ''],
  ])('of %j finds %j and leaves %j', (text, skills, rest) => {
    expect(extractSkills(text, CASE_TYPES)).toEqual({ skills, rest });
  });

  it('does not let the neighbours of a found skill join into another', () => {
    expect(extractSkills('FTC OMNI Prod Domestic Basic', ['OMNI Prod Domestic', 'FTC Basic'])).toEqual({
      skills: ['OMNI Prod Domestic'],
      rest: 'FTC Basic',
    });
  });

  it('knows nothing without case types', () => {
    expect(extractSkills('FTC', [])).toEqual({ skills: [], rest: 'FTC' });
    expect(extractSkills('FTC', [''])).toEqual({ skills: [], rest: 'FTC' });
  });

  it('explains any text written only with case types that share no words', () => {
    const apart = ['FTC Basic', 'ADJ-COB NON MMP', 'Prepay', 'Auth Report/Spreadsheet', 'XC Claims'];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...apart), { maxLength: 10 }), (names) => {
        expect(extractSkills(names.join(' '), apart)).toEqual({ skills: [...new Set(names)], rest: '' });
      }),
    );
  });
});
