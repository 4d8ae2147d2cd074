import { useSyncExternalStore } from 'react';

/** Where the reader is: a path and its parameters. Every view is an address that can be sent to somebody. */
export interface Address {
  path: string;
  search: URLSearchParams;
}

/** Parameters to set; `undefined` takes one away, a list repeats it. */
export type AddressChange = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Parameters that go along from section to section. */
const CARRIED = ['report', 'month'];
const CHANGED = 'headroom:address';

let current = read();

function read(): Address {
  return { path: location.pathname, search: new URLSearchParams(location.search) };
}

function subscribe(listen: () => void): () => void {
  const update = (): void => {
    current = read();
    listen();
  };
  window.addEventListener('popstate', update);
  window.addEventListener(CHANGED, update);
  return () => {
    window.removeEventListener('popstate', update);
    window.removeEventListener(CHANGED, update);
  };
}

/** The address, read again whenever it changes. */
export function useAddress(): Address {
  return useSyncExternalStore(subscribe, () => current);
}

function withChange(search: URLSearchParams, change: AddressChange): URLSearchParams {
  const next = new URLSearchParams(search);
  for (const [name, value] of Object.entries(change)) {
    next.delete(name);
    const values = typeof value === 'string' ? [value] : (value ?? []);
    for (const each of values) if (each !== '') next.append(name, each);
  }
  return next;
}

function written(path: string, search: URLSearchParams): string {
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

/** The address of this view with other parameters. */
export function hrefWith({ path, search }: Address, change: AddressChange): string {
  return written(path, withChange(search, change));
}

/** The address of another section, with the report and month that are chosen now. */
export function hrefOf({ search }: Address, path: string, change: AddressChange = {}): string {
  const carried = new URLSearchParams();
  for (const name of CARRIED) {
    const value = search.get(name);
    if (value !== null) carried.set(name, value);
  }
  return written(path, withChange(carried, change));
}

/** Goes to an address of this page. Typing in a filter replaces the entry instead of adding one per key. */
export function goTo(href: string, { replace = false } = {}): void {
  const before = location.pathname;
  if (replace) history.replaceState(null, '', href);
  else history.pushState(null, '', href);
  // Also before anything of the page listens.
  current = read();
  // Another section begins at its top; going back, the browser knows the place.
  if (!replace && current.path !== before) scrollTo(0, 0);
  window.dispatchEvent(new Event(CHANGED));
}

/** Changes parameters of this view. */
export function changeAddress(change: AddressChange, options?: { replace?: boolean }): void {
  goTo(hrefWith(read(), change), options);
}
