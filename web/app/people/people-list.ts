import { readPeople, readWork, type Question } from './read-people';
import type { Person } from './runs';

/** Rows of one request: about as many as are drawn at once, since their weeks are what an answer costs. */
const PAGE = 24;

/** What is asked for: whom, and as of which data version. */
interface Wanted {
  key: string;
  question: Question | undefined;
  version: number | undefined;
}

interface PageOfPeople {
  people: readonly Person[];
  /** The data version of their weeks; none while these are missing. */
  version?: string;
  /** Which request it is of: a later one wins. */
  request: number;
}

interface Pages {
  key: string;
  total: number | undefined;
  rows: Map<number, PageOfPeople>;
}

const EMPTY = (key: string): Pages => ({ key, total: undefined, rows: new Map() });

/**
 * A list that is read page by page outside the cache as its rows come into sight, and again with every data version: first
 * who it is, which is all that a search waits for, then what they do. What was there stays until its next answer is:
 * nothing flickers and nobody loses their place.
 */
export class PeopleList {
  private wanted: Wanted = { key: '', question: undefined, version: undefined };
  private pages = EMPTY('');
  private sight: [number, number] = [0, 0];
  /** What is on its way, by question, version and page. */
  private readonly running = new Set<string>();
  /** The question whose first answer is on its way. */
  private asked: string | undefined;
  /** Aborted when others are asked for: the next answer does not wait for the work of those who were. */
  private leaving = new AbortController();
  /** What could not be read of what is wanted now; it is asked again when somebody says so, or the data change. */
  private readonly failed = new Map<string, Error>();
  private requests = 0;
  /** Whose work is known, all from one data version and between the same weeks. */
  private known = { of: '', people: new Map<string, Person>() };

  constructor(private readonly changed: () => void) {}

  /** How many there are; undefined before the first answer. */
  get total(): number | undefined {
    return this.pages.total;
  }

  /** The question that the rows answer. */
  get of(): string {
    return this.pages.key;
  }

  get error(): Error | undefined {
    return [...this.failed.values()][0];
  }

  readonly at = (index: number): Person | undefined =>
    this.pages.rows.get(Math.floor(index / PAGE))?.people[index % PAGE];

  /** Everybody who is here, or was seen before and is known as of the same data version. */
  readonly loaded = (): Person[] => {
    const rows = [...this.pages.rows.values()].flatMap(({ people }) => people);
    const listed = new Set(rows.map(({ cn }) => cn));
    return [...rows, ...[...this.known.people.values()].filter(({ cn }) => !listed.has(cn))];
  };

  /** Whether the rows are those of another question. */
  isStaleFor(key: string): boolean {
    return this.pages.key !== key;
  }

  ask(wanted: Wanted): void {
    if (wanted.key !== this.wanted.key) {
      // From the top on; how many rows are seen is known when there are some.
      this.sight = [0, 0];
      this.leaving.abort();
      this.leaving = new AbortController();
    }
    this.wanted = wanted;
    this.failed.clear();
    this.loadSight();
  }

  /** Rows that come into sight; those of an earlier question say nothing of where the next one is looked at. */
  readonly show = (first: number, last: number): void => {
    if (this.isStaleFor(this.wanted.key)) return;
    this.sight = [first, last];
    this.loadSight();
  };

  readonly retry = (): void => {
    this.failed.clear();
    this.changed();
    this.loadSight();
  };

  private loadSight(): void {
    const [first, last] = this.sight;
    for (let page = Math.floor(first / PAGE); page <= Math.floor(last / PAGE); page += 1) this.load(page);
  }

  private load(page: number): void {
    const { key, question, version } = this.wanted;
    const id = `${key} ${version} ${page}`;
    const isFresh = this.pages.key === key && this.pages.rows.get(page)?.version === String(version);
    // One question at a time: what is typed meanwhile is asked when the answer to what was typed before is here.
    const isBusy = this.asked !== undefined && this.asked !== key;
    if (!question || isFresh || isBusy || this.running.has(id) || this.failed.has(id)) return;
    const { signal } = this.leaving;
    this.running.add(id);
    if (this.isStaleFor(key)) this.asked = key;
    this.read(page, question, signal)
      .catch((error: unknown) => {
        if (signal.aborted || this.wanted.version !== version) return;
        this.failed.set(id, error as Error);
        this.changed();
      })
      .finally(() => {
        this.running.delete(id);
        this.answered(key);
        // What was asked meanwhile.
        if (signal.aborted) this.loadSight();
      });
  }

  /** A question has its first answer, or will have none. */
  private answered(key: string): void {
    if (this.asked === key) this.asked = undefined;
  }

  private async read(page: number, question: Question, signal: AbortSignal): Promise<void> {
    const { key, version } = this.wanted;
    const request = (this.requests += 1);
    const { total, people } = await readPeople(question, { first: PAGE, offset: page * PAGE });
    this.answered(key);
    if (signal.aborted) return;
    if (this.pages.key !== key) this.pages = EMPTY(key);
    const { pages } = this;
    pages.total = total;
    const known = this.knownAt(`${version} ${question.fromWeek} ${question.toWeek}`);
    const place = (is: { version?: string }): void => {
      if ((pages.rows.get(page)?.request ?? 0) > request) return;
      const rows = people.map((person) => known.get(person.cn) ?? { ...person, work: undefined });
      pages.rows.set(page, { people: rows, request, ...is });
      this.changed();
    };
    if (!pages.rows.has(page)) place({});
    const missing = people.filter(({ cn }) => !known.has(cn));
    const work = await readWork(
      question,
      missing.map(({ cn }) => cn),
      signal,
    );
    for (const person of missing) known.set(person.cn, { ...person, work: work.get(person.cn) ?? new Map() });
    place({ version: String(version) });
  }

  private knownAt(of: string): Map<string, Person> {
    if (this.known.of !== of) this.known = { of, people: new Map() };
    return this.known.people;
  }
}
