import { hrefOf, type Address } from '../address/address';
import { demandKey } from '../data/demand';
import type { PagePaletteDemandsQuery, PagePalettePeopleQuery } from '../generated/graphql';
import type { Section } from '../shell/sections';

/** Something to go to. */
export interface Entry {
  id: string;
  text: string;
  /** Stands soft behind it. */
  note?: string;
  href: string;
}

/** Entries of one kind. */
export interface Group {
  id: string;
  title: string;
  entries: Entry[];
}

type Tree = NonNullable<PagePaletteDemandsQuery['capacityTree']>;
type Person = PagePalettePeopleQuery['resources']['nodes'][number];

const SHOWN = 7;

/** Whether a text has every word that was typed. */
function has(text: string, words: readonly string[]): boolean {
  const lower = text.toLowerCase();
  return words.every((word) => lower.includes(word));
}

/** What begins with the words stands before what only holds them. */
function best(entries: readonly Entry[], words: readonly string[]): Entry[] {
  const [first = ''] = words;
  return entries
    .filter(({ text, note = '' }) => has(`${text} ${note}`, words))
    .map((entry, index) => ({ entry, rank: entry.text.toLowerCase().startsWith(first) ? 0 : 1, index }))
    .sort((a, b) => a.rank - b.rank || a.index - b.index)
    .slice(0, SHOWN)
    .map(({ entry }) => entry);
}

/** The sections of the rail. */
export const sectionEntries = (address: Address, sections: readonly Section[]): Entry[] =>
  sections.map(({ path, title }) => ({ id: `section ${path}`, text: title, href: hrefOf(address, path) }));

/** Every line of business, opened in the tree. */
export const lobEntries = (address: Address, tree: Tree): Entry[] =>
  (tree.lobs ?? []).map(({ name }) => ({
    id: `lob ${name}`,
    text: name,
    href: hrefOf(address, '/capacity', { open: name }),
  }));

/** Every demand, with its panel. */
export const demandEntries = (address: Address, tree: Tree): Entry[] =>
  (tree.lobs ?? []).flatMap(({ name: mainLob, states }) =>
    states.flatMap(({ code, caseTypes }) =>
      caseTypes.map(({ name: caseType }) => {
        const demand = demandKey({ mainLob, state: code, caseType });
        return {
          id: `demand ${demand}`,
          text: caseType,
          note: `${mainLob} · ${code}`,
          href: hrefOf(address, '/capacity', { demand }),
        };
      }),
    ),
  );

/** People that the server has found. */
export const personEntries = (address: Address, people: readonly Person[]): Entry[] =>
  people.map(({ cn, firstName, lastName, primaryPlatform, location, isActive }) => ({
    id: `person ${cn}`,
    text: [firstName, lastName].filter(Boolean).join(' ') || cn,
    note: [cn, primaryPlatform, location, !isActive && 'inactive'].filter(Boolean).join(' · '),
    href: hrefOf(address, '/people', { q: cn, ...(!isActive && { inactive: '1' }) }),
  }));

interface Sources {
  sections: readonly Entry[];
  lobs: readonly Entry[];
  demands: readonly Entry[];
  /** Filtered by the server already. */
  people: readonly Entry[];
}

/** What fits the words, by kind; without words the sections and lines. */
export function groupsFor(query: string, { sections, lobs, demands, people }: Sources): Group[] {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const groups = [
    { id: 'sections', title: 'Sections', entries: words.length > 0 ? best(sections, words) : [...sections] },
    { id: 'lobs', title: 'Lines of business', entries: best(lobs, words) },
    { id: 'demands', title: 'Demands', entries: words.length > 0 ? best(demands, words) : [] },
    { id: 'people', title: 'People', entries: words.length > 0 ? [...people] : [] },
  ];
  return groups.filter(({ entries }) => entries.length > 0);
}
