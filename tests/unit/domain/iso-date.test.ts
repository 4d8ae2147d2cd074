import fc from 'fast-check';
import { isWeekday, parseIsoDate, weekOfDate } from '../../../src/domain/time/iso-week';

const DAY_MS = 86_400_000;

const anyDate = fc
  .integer({ min: Date.UTC(1900, 0, 1) / DAY_MS, max: Date.UTC(2200, 11, 31) / DAY_MS })
  .map((day) => new Date(day * DAY_MS));
const iso = (date: Date) => date.toISOString().slice(0, 10);

describe('parseIsoDate', () => {
  it.each(['2025-05-01', '2024-02-29', '2000-02-29', '1900-01-01', '2200-12-31'])('reads %s', (text) => {
    expect(parseIsoDate(text)).toBe(text);
  });

  it.each([
    'today',
    'infinity',
    '2025-02-30',
    '2025-02-29',
    '1900-02-29',
    '2025-13-01',
    '2025-00-10',
    '2025-01-00',
    '2025-1-1',
    '99/99/99',
    '05/01/2025',
    '1899-12-31',
    '2201-01-01',
    '2025-05-01T00:00:00Z',
    '20250501',
    '',
    null,
    45000,
  ])('refuses %j', (text) => {
    expect(() => parseIsoDate(text, 'hire_date')).toThrow(
      /^hire_date: .* expected a calendar date YYYY-MM-DD from 1900-01-01 to 2200-12-31$/,
    );
  });

  it('reads every date of the platform calendar', () => {
    fc.assert(
      fc.property(anyDate, (date) => {
        expect(parseIsoDate(iso(date))).toBe(iso(date));
      }),
    );
  });

  it('refuses to find the week of a date that does not exist', () => {
    expect(() => weekOfDate('2025-02-30')).toThrow('"2025-02-30" is not accepted');
    expect(() => isWeekday('soon')).toThrow('"soon" is not accepted');
  });
});
