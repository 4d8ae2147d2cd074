import { withoutEnds } from '../text-ends';
import { cleanText, slug, textKey } from '../text-key';

/** Where work is done and people sit; onshore is Domestic, offshore is Global. */
export type WorkType = 'Domestic' | 'Global';

/** The two work types, as stored. */
export const WORK_TYPES = ['Domestic', 'Global'] as const satisfies readonly WorkType[];

/** The platforms whose spelling is known. */
export const PLATFORMS = ['Amisys', 'Facets', 'Xcelys'] as const;

/** What is accepted where a person's platform is not known, and what follows from another. */
export const EXPECTED_PLATFORM = `expected ${PLATFORMS.join(', ')} as the first word, or no demand of these fits the person`;

/** What the name of a line of business states. */
export interface ParsedLob {
  platform: string;
  market: string;
  locality: WorkType;
}

type LocalitySource = 'last word of the LOB' | 'last locality word of the case type';

/** Every rule by which a LOB name is read: which words are localities, where they are looked for in turn, and what holds otherwise. */
export const LOB_RULES: {
  readonly localityWords: Readonly<Record<string, WorkType>>;
  readonly localitySources: readonly LocalitySource[];
  readonly defaultLocality: WorkType;
  readonly categoryWord: Readonly<Record<WorkType, string>>;
} = {
  localityWords: { domestic: 'Domestic', onshore: 'Domestic', global: 'Global', offshore: 'Global' },
  localitySources: ['last word of the LOB', 'last locality word of the case type'],
  defaultLocality: 'Global',
  categoryWord: { Domestic: 'Onshore', Global: 'Offshore' },
};

/** Reads `Domestic`/`Onshore` or `Global`/`Offshore` in any case; undefined otherwise. */
export function parseWorkType(text: string): WorkType | undefined {
  const key = textKey(text);
  return Object.hasOwn(LOB_RULES.localityWords, key) ? LOB_RULES.localityWords[key] : undefined;
}

/** Words of a name without parentheses and without hyphens at their ends (`Projects- Global` → Projects, Global). */
function wordsOf(text: string): string[] {
  return cleanText(text.replace(/[()]/g, ' '))
    .split(' ')
    .map((word) => withoutEnds(word, '-'))
    .filter((word) => word !== '');
}

/** The canonical platform that the first word names; undefined if unknown. */
export function parsePlatform(text: string): string | undefined {
  const key = textKey(wordsOf(text)[0] ?? '');
  return PLATFORMS.find((platform) => textKey(platform) === key);
}

const LOCALITY_READERS: Readonly<
  Record<LocalitySource, (lob: string[], caseType: string[]) => WorkType | undefined>
> = {
  'last word of the LOB': (lob) => (lob.length > 1 ? parseWorkType(lob.at(-1) ?? '') : undefined),
  'last locality word of the case type': (_lob, caseType) =>
    caseType.map(parseWorkType).findLast((locality) => locality !== undefined),
};

/** Platform, market and locality of a line of business; a LOB without locality takes the one its case type names, else Global. */
export function parseLob(mainLob: string, caseType = ''): ParsedLob {
  const words = wordsOf(mainLob);
  const caseWords = wordsOf(caseType);
  const hasLocality = LOCALITY_READERS['last word of the LOB'](words, caseWords) !== undefined;
  let locality: WorkType | undefined;
  for (const source of LOB_RULES.localitySources) locality ??= LOCALITY_READERS[source](words, caseWords);
  return {
    platform: parsePlatform(mainLob) ?? words[0] ?? '',
    market: words.slice(1, hasLocality ? -1 : undefined).join(' '),
    locality: locality ?? LOB_RULES.defaultLocality,
  };
}

/** The dashboard's category of a LOB: `{ id: 'amisys-onshore', name: 'Amisys Onshore' }`. */
export function categoryOf(platform: string, locality: WorkType): { id: string; name: string } {
  const name = cleanText(`${platform} ${LOB_RULES.categoryWord[locality]}`);
  return { id: slug(name), name };
}
