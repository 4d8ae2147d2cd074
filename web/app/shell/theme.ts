import { useSyncExternalStore } from 'react';

/** The themes there are. */
export type Theme = 'light' | 'dark';

const STORAGE_KEY = 'headroom:theme';
const DARK = matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();

function theme(): Theme {
  const chosen = document.documentElement.dataset['theme'];
  if (chosen === 'light' || chosen === 'dark') return chosen;
  return DARK.matches ? 'dark' : 'light';
}

function subscribe(listen: () => void): () => void {
  listeners.add(listen);
  DARK.addEventListener('change', listen);
  return () => {
    listeners.delete(listen);
    DARK.removeEventListener('change', listen);
  };
}

/** Shows a theme from now on, also on the next visit. */
export function chooseTheme(chosen: Theme): void {
  document.documentElement.dataset['theme'] = chosen;
  try {
    localStorage.setItem(STORAGE_KEY, chosen);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
  for (const listen of listeners) listen();
}

/** The theme that is shown. */
export const useTheme = (): Theme => useSyncExternalStore(subscribe, theme);
