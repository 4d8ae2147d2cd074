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
/** How long keys rest before the address has what they changed. */
const REST_MS = 250;

let current = read();
/** What keys have changed and the address does not have yet: browsers let nobody change it at every key. */
let typed: Address | undefined;
let rests: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

function read(): Address {
  return { path: location.pathname, search: new URLSearchParams(location.search) };
}

function changed(): void {
  current = read();
  typed = undefined;
  clearTimeout(rests);
  for (const listen of listeners) listen();
}

function subscribe(listen: () => void): () => void {
  listeners.add(listen);
  return () => listeners.delete(listen);
}

window.addEventListener('popstate', changed);
// A link that is pressed leads on from what is typed, too.
window.addEventListener('pointerdown', settleTyped, { capture: true });

/** The address, read again whenever it changes. */
export function useAddress(): Address {
  return useSyncExternalStore(subscribe, () => current);
}

/** The address as it is going to be when the keys rest. */
export const typedAddress = (): Address => typed ?? current;

/** That address for what follows every key: a search line, a tree that is opened by arrows. */
export function useTypedAddress(): Address {
  return useSyncExternalStore(subscribe, typedAddress);
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

/** Goes to an address of this page; replacing the entry adds none to those that Back leads through. */
export function goTo(href: string, { replace = false } = {}): void {
  const before = location.pathname;
  if (replace) history.replaceState(null, '', href);
  else history.pushState(null, '', href);
  changed();
  // Another section begins at its top; going back, the browser knows the place.
  if (!replace && current.path !== before) scrollTo(0, 0);
}

/** Changes parameters of this view. */
export function changeAddress(change: AddressChange, options?: { replace?: boolean }): void {
  goTo(hrefWith(typedAddress(), change), options);
}

/** Changes parameters at once for those who use the typed address, and for everybody else when the keys rest. */
export function typeAddress(change: AddressChange): void {
  const { path, search } = typedAddress();
  typed = { path, search: withChange(search, change) };
  clearTimeout(rests);
  rests = setTimeout(settleTyped, REST_MS);
  for (const listen of listeners) listen();
}

/** Writes what is typed into the address now. */
export function settleTyped(): void {
  if (typed) changeAddress({}, { replace: true });
}
