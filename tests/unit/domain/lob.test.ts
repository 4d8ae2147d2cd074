import {
  categoryOf,
  parseLob,
  parsePlatform,
  parseWorkType,
  PLATFORMS,
  WORK_TYPES,
} from '../../../src/domain/demand/lob';

describe('parseLob', () => {
  it.each([
    ['Amisys Medicaid GLOBAL', 'FTC-Basic/Non MMP', 'Amisys', 'Medicaid', 'Global'],
    ['Amisys Medicaid DOMESTIC', 'FTC-Basic/Non MMP', 'Amisys', 'Medicaid', 'Domestic'],
    ['Amisys MMP GLOBAL', 'FTC-MCARE', 'Amisys', 'MMP', 'Global'],
    ['Amisys MMP DOMESTIC', 'FTC-MCAID', 'Amisys', 'MMP', 'Domestic'],
    ['Amisys Medicare', 'FTC', 'Amisys', 'Medicare', 'Global'],
    ['Amisys Marketplace', 'FTC Basic', 'Amisys', 'Marketplace', 'Global'],
    ['Amisys High Dollar', 'Medicaid', 'Amisys', 'High Dollar', 'Global'],
    ['Amisys Projects- Global', 'Medicare', 'Amisys', 'Projects', 'Global'],
    ['Amisys Projects- Domestic', 'Medicare', 'Amisys', 'Projects', 'Domestic'],
    ['Facets Medicare', 'FTC', 'Facets', 'Medicare', 'Global'],
    ['Facets Medicaid', 'FTC Non COB', 'Facets', 'Medicaid', 'Global'],
    ['Xcelys Medicare (Domestic)', 'FTC', 'Xcelys', 'Medicare', 'Domestic'],
    ['Xcelys Medicaid (Domestic)', 'Corr', 'Xcelys', 'Medicaid', 'Domestic'],
    ['Xcelys Medicaid (Global)', 'Projects', 'Xcelys', 'Medicaid', 'Global'],
    ['Xcelys Medicare (Global)', 'Auth Report/Spreadsheet', 'Xcelys', 'Medicare', 'Global'],
    ['Amisys OIC Volumes', 'OMNI Prod Domestic', 'Amisys', 'OIC Volumes', 'Domestic'],
    ['Amisys OIC Volumes', 'OMNI Prod GLOBAL', 'Amisys', 'OIC Volumes', 'Global'],
    ['Amisys OIC Volumes', 'CenPAS Domestic', 'Amisys', 'OIC Volumes', 'Domestic'],
    ['Amisys OIC Volumes', 'CenPAS GLOBAL', 'Amisys', 'OIC Volumes', 'Global'],
    ['Xcelys OIC Volumes', 'Domestic', 'Xcelys', 'OIC Volumes', 'Domestic'],
    ['Xcelys OIC Volumes', 'Global', 'Xcelys', 'OIC Volumes', 'Global'],
    // spellings beyond the real names
    ['Amisys Medicaid Onshore', 'FTC', 'Amisys', 'Medicaid', 'Domestic'],
    ['amisys  medicaid offshore', 'Domestic', 'Amisys', 'medicaid', 'Global'],
    ['Amisys Domestic', 'FTC', 'Amisys', '', 'Domestic'],
    ['AMISYS', 'FTC', 'Amisys', '', 'Global'],
    ['Newform Medicare (Domestic)', 'FTC', 'Newform', 'Medicare', 'Domestic'],
    ['Xcelys Global Projects', 'FTC', 'Xcelys', 'Global Projects', 'Global'],
    ['Global', 'Domestic', 'Global', '', 'Domestic'],
    ['', '', '', '', 'Global'],
  ])('reads %j with case type %j', (mainLob, caseType, platform, market, locality) => {
    expect(parseLob(mainLob, caseType)).toEqual({ platform, market, locality });
  });
});

describe('parseWorkType', () => {
  it.each([
    ['Domestic', 'Domestic'],
    ['onshore', 'Domestic'],
    [' GLOBAL ', 'Global'],
    ['Offshore', 'Global'],
  ])('reads %j as %s', (text, expected) => {
    expect(parseWorkType(text)).toBe(expected);
  });

  it.each(['', 'Remote', 'constructor', 'Domestic Global'])('does not read %j', (text) => {
    expect(parseWorkType(text)).toBeUndefined();
  });

  it('knows two work types', () => {
    expect(WORK_TYPES).toEqual(['Domestic', 'Global']);
  });
});

describe('parsePlatform', () => {
  it.each([
    ['Amisys Global', 'Amisys'],
    ['AMISYS BOT', 'Amisys'],
    ['facets', 'Facets'],
    ['\u00a0Xcelys ', 'Xcelys'],
  ])('reads %j as %s', (text, expected) => {
    expect(parsePlatform(text)).toBe(expected);
  });

  it.each(['', 'ABS', 'Global Amisys'])('does not know %j', (text) => {
    expect(parsePlatform(text)).toBeUndefined();
  });

  it('knows three platforms', () => {
    expect(PLATFORMS).toEqual(['Amisys', 'Facets', 'Xcelys']);
  });
});

describe('categoryOf', () => {
  it('joins platform and onshore or offshore', () => {
    expect(categoryOf('Amisys', 'Domestic')).toEqual({ id: 'amisys-onshore', name: 'Amisys Onshore' });
    expect(categoryOf('Xcelys', 'Global')).toEqual({ id: 'xcelys-offshore', name: 'Xcelys Offshore' });
  });
});
