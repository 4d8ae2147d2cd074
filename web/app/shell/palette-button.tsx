import { Suspense, useEffect, useState } from 'react';
import { SearchIcon } from '../ui/icons';
import { Boundary, later } from './boundary';
import styles from './header.module.css';

const Palette = later(
  () => import('../palette/palette'),
  (module) => module.Palette,
);

const isMac = /mac/i.test(navigator.platform);

/** Opens the command palette; so does Ctrl or ⌘ with K, wherever the focus is. */
export function PaletteButton() {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const open = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey) return;
      event.preventDefault();
      setOpen((before) => !before);
    };
    window.addEventListener('keydown', open);
    return () => window.removeEventListener('keydown', open);
  }, []);
  return (
    <>
      <button
        type="button"
        className={styles['search']}
        aria-label="Search"
        aria-keyshortcuts="Control+K Meta+K"
        onClick={() => setOpen(true)}
      >
        <SearchIcon size={14} />
        <span>Search</span>
        <kbd>{isMac ? '⌘' : 'Ctrl'} K</kbd>
      </button>
      {isOpen && (
        <Boundary title="Search">
          <Suspense>
            <Palette onClose={() => setOpen(false)} />
          </Suspense>
        </Boundary>
      )}
    </>
  );
}
