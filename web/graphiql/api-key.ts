const STORAGE_KEY = 'headroom:api-key';

/** The key typed by the user; kept for this browser tab only. */
export function readApiKey(): string {
  return sessionStorage.getItem(STORAGE_KEY) ?? '';
}

/** Remembers the key until the tab is closed. */
export function writeApiKey(key: string): void {
  if (key) sessionStorage.setItem(STORAGE_KEY, key);
  else sessionStorage.removeItem(STORAGE_KEY);
}
