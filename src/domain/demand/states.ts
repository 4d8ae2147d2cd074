import { compareC } from '../ordering';
import { cleanName, cleanText, nearest, textKey } from '../text-key';

/** The state of a demand that is not split by state. */
export const NO_STATE = 'N/A';

/** Stands in a person's state list for any state. */
export const ALL_STATES = 'ALL';

/** USPS codes of the states, the District of Columbia and the territories, with their names. */
export const STATE_NAMES: Readonly<Record<string, string>> = {
  AL: 'Alabama',
  AK: 'Alaska',
  AZ: 'Arizona',
  AR: 'Arkansas',
  CA: 'California',
  CO: 'Colorado',
  CT: 'Connecticut',
  DE: 'Delaware',
  DC: 'District of Columbia',
  FL: 'Florida',
  GA: 'Georgia',
  HI: 'Hawaii',
  ID: 'Idaho',
  IL: 'Illinois',
  IN: 'Indiana',
  IA: 'Iowa',
  KS: 'Kansas',
  KY: 'Kentucky',
  LA: 'Louisiana',
  ME: 'Maine',
  MD: 'Maryland',
  MA: 'Massachusetts',
  MI: 'Michigan',
  MN: 'Minnesota',
  MS: 'Mississippi',
  MO: 'Missouri',
  MT: 'Montana',
  NE: 'Nebraska',
  NV: 'Nevada',
  NH: 'New Hampshire',
  NJ: 'New Jersey',
  NM: 'New Mexico',
  NY: 'New York',
  NC: 'North Carolina',
  ND: 'North Dakota',
  OH: 'Ohio',
  OK: 'Oklahoma',
  OR: 'Oregon',
  PA: 'Pennsylvania',
  RI: 'Rhode Island',
  SC: 'South Carolina',
  SD: 'South Dakota',
  TN: 'Tennessee',
  TX: 'Texas',
  UT: 'Utah',
  VT: 'Vermont',
  VA: 'Virginia',
  WA: 'Washington',
  WV: 'West Virginia',
  WI: 'Wisconsin',
  WY: 'Wyoming',
  AS: 'American Samoa',
  GU: 'Guam',
  MP: 'Northern Mariana Islands',
  PR: 'Puerto Rico',
  VI: 'U.S. Virgin Islands',
};

/** Whether the text is a USPS code, in any case. */
export function isStateCode(text: string): boolean {
  return Object.hasOwn(STATE_NAMES, text) || Object.hasOwn(STATE_NAMES, upper(text));
}

/** The full name of a state code; `N/A` and anything unknown stay as they are. */
export function stateName(code: string): string {
  // Trees name thousands of states, all of them in the stored spelling.
  if (Object.hasOwn(STATE_NAMES, code)) return STATE_NAMES[code] ?? code;
  return isStateCode(code) ? (STATE_NAMES[upper(code)] ?? code) : code;
}

function upper(text: string): string {
  return textKey(text).toUpperCase();
}

const CODES_BY_NAME = new Map([
  ...Object.entries(STATE_NAMES).map(([code, name]): [string, string] => [nameKey(name), code]),
  ['washington dc', 'DC'],
  ['dc', 'DC'],
  ['virgin islands', 'VI'],
  ['us virgin islands', 'VI'],
  ['all states', ALL_STATES],
]);
const MAX_STATE_WORDS = 4;

/** Names match without dots and commas: `U.S. Virgin Islands`, `Washington, D.C.` */
function nameKey(name: string): string {
  return textKey(name.replace(/[.,]/g, ''));
}

/** The USPS code that a code or a full state name means, in any case; undefined for anything else. */
export function stateCode(text: string): string | undefined {
  return isStateCode(text) ? upper(text) : CODES_BY_NAME.get(nameKey(text));
}

/** The code that a text most likely means: of a full name, or of a name a few edits away; undefined if none is near. */
export function meantState(text: string): string | undefined {
  const code = stateCode(text);
  if (code !== undefined) return code;
  const near = nearest(text, CODES_BY_NAME.keys());
  return CODES_BY_NAME.get(near ?? '');
}

/** The one name that is written with a comma, which separates states elsewhere. */
const CAPITAL = /washington\s*,\s*d\.?\s*c\b\.?/gi;
/** What people write between two states. */
const JOINERS = /^(?:and|[&+])$/i;

/** A person's states from codes and full names separated by `|`, `/`, `,`, `;`, line ends or spaces; `N/A` counts as none, what is no state comes back as dropped. */
export function parseStateList(text: string): { states: string[]; dropped: string[] } {
  const parts = text
    .replace(CAPITAL, 'DC')
    .split(/[|,;\r\n]+/)
    .map((part) => cleanText(part, 'state_list').replace(/(?<=^|[/\s])#?n\/a(?=$|[/\s])/gi, ' '))
    .flatMap((part) => part.split('/'));
  const states = new Set<string>();
  const dropped = new Set<string>();
  for (const part of parts) {
    const words = cleanName(part)
      .split(' ')
      .filter((word) => word !== '' && !JOINERS.test(word));
    while (words.length > 0) {
      const { code, length } = firstState(words);
      const seen = words.splice(0, length).join(' ');
      if (code === undefined) dropped.add(seen);
      else states.add(code);
    }
  }
  return { states: [...states].sort(compareC), dropped: [...dropped] };
}

/** The state that the first words name, the longest name first: `West Virginia` before `West`. */
function firstState(words: readonly string[]): { code: string | undefined; length: number } {
  for (let length = MAX_STATE_WORDS; length > 0; length -= 1) {
    if (length > words.length) continue;
    const name = words.slice(0, length).join(' ');
    const code = upper(name) === ALL_STATES ? ALL_STATES : stateCode(name);
    if (code !== undefined) return { code, length };
  }
  return { code: undefined, length: 1 };
}

/** States as stored: pipe-delimited. */
export function formatStateList(states: readonly string[]): string {
  return states.join('|');
}
