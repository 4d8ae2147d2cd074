import { compareC } from '../ordering';
import { cleanText, textKey } from '../text-key';

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
  return Object.hasOwn(STATE_NAMES, upper(text));
}

/** The full name of a state code; `N/A` and anything unknown stay as they are. */
export function stateName(code: string): string {
  return isStateCode(code) ? (STATE_NAMES[upper(code)] ?? code) : code;
}

function upper(text: string): string {
  return textKey(text).toUpperCase();
}

/** A person's states from text separated by `|`, `/`, `,`, `;` or spaces; `N/A` counts as none, what is neither `ALL` nor a USPS code comes back as dropped. */
export function parseStateList(text: string): { states: string[]; dropped: string[] } {
  const words = cleanText(text, 'state_list')
    .replace(/(?<=^|[|/,;\s])#?n\/a(?=$|[|/,;\s])/gi, ' ')
    .split(/[|/,;\s]+/)
    .filter((word) => word !== '');
  const states = new Set<string>();
  const dropped = new Set<string>();
  for (const word of words) {
    const code = upper(word);
    if (code === ALL_STATES || isStateCode(code)) states.add(code);
    else dropped.add(word);
  }
  return { states: [...states].sort(compareC), dropped: [...dropped] };
}

/** States as stored: pipe-delimited. */
export function formatStateList(states: readonly string[]): string {
  return states.join('|');
}
