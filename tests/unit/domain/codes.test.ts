import { ERROR_CODES, REASONS } from '../../../src/domain/codes';
import { DATA_PARTS } from '../../../src/features/allocation/options/allocation.model';
import { listSourceFiles } from '../../support/structure/source-files';

const OWN = 'src/domain/codes.ts';
/** Reasons that are made of another list: the parts that a plan was made from. */
const MADE: readonly string[] = DATA_PARTS.map((part) => part.toUpperCase());

describe('codes', () => {
  it('are each used: none is left over', () => {
    const texts = listSourceFiles('src').flatMap(({ name, text }) => (name === OWN ? [] : [text]));
    const unused = Object.keys(REASONS).filter(
      (code) => !MADE.includes(code) && !texts.some((text) => text.includes(`'${code}'`)),
    );
    expect(unused).toEqual([]);
    expect(MADE.filter((code) => !(code in REASONS))).toEqual([]);
  });

  it('have one sentence each, none twice', () => {
    const meanings = Object.values(REASONS);
    expect(meanings.filter((text) => !/^[A-Z][^.]*(\. .+)?\.$/.test(text))).toEqual([]);
    expect(new Set(meanings).size).toBe(meanings.length);
  });

  it('mean as a reason what they mean as a kind of failure', () => {
    expect(REASONS).toMatchObject(ERROR_CODES);
  });
});
