import { useState } from 'react';
import { hrefOf, useAddress } from '../address/address';
import { Link } from '../address/link';
import { BrandIcon, MenuIcon, MoonIcon, SunIcon } from '../ui/icons';
import { errorText } from '../data/errors';
import { signOut, useSession } from '../data/session';
import { toastRefused } from '../ui/toast';
import { useViewer } from '../data/viewer';
import { sectionAt, SECTIONS, useMayOpen } from './sections';
import { chooseTheme, useTheme } from './theme';
import styles from './shell.module.css';

/** The sections, left; on narrow screens behind a button on top. */
export function Rail() {
  const address = useAddress();
  const [isOpen, setOpen] = useState(false);
  const mayOpen = useMayOpen();
  const here = sectionAt(address.path);
  return (
    <header className={styles['rail']}>
      <div className={styles['brandRow']}>
        <Link href={hrefOf(address, '/')} className={styles['brand']}>
          <BrandIcon size={19} /> Headroom
        </Link>
        <button
          type="button"
          className={styles['menu']}
          aria-expanded={isOpen}
          aria-controls="sections"
          onClick={() => setOpen(!isOpen)}
        >
          {here?.title ?? 'Sections'} <MenuIcon />
        </button>
      </div>
      <nav id="sections" aria-label="Sections" className={styles['nav']} data-open={isOpen || undefined}>
        {SECTIONS.filter(mayOpen).map(({ path, title, icon: Icon }) => (
          <Link
            key={path}
            href={hrefOf(address, path)}
            className={styles['section']}
            aria-current={here?.path === path ? 'page' : undefined}
            onClick={() => setOpen(false)}
          >
            <Icon /> {title}
          </Link>
        ))}
        <div className={styles['foot']}>
          <ThemeSwitch />
          <Who />
        </div>
      </nav>
    </header>
  );
}

function ThemeSwitch() {
  const theme = useTheme();
  const other = theme === 'dark' ? 'light' : 'dark';
  return (
    <button type="button" className={styles['theme']} onClick={() => chooseTheme(other)}>
      {theme === 'dark' ? <SunIcon /> : <MoonIcon />} {other === 'dark' ? 'Dark' : 'Light'} theme
    </button>
  );
}

function Who() {
  const viewer = useViewer();
  const { kinds } = useSession();
  if (!viewer) return null;
  const { name, role, lobScope } = viewer;
  const seen = lobScope && `${lobScope.length} ${lobScope.length === 1 ? 'line' : 'lines'} of business`;
  return (
    <div className={styles['who']}>
      <b title={name}>{name}</b>
      <span title={lobScope?.join(', ')}>{[role.toLowerCase(), seen].filter(Boolean).join(' · ')}</span>
      {kinds.length > 0 && (
        <button
          type="button"
          onClick={() =>
            signOut().catch((error: unknown) => toastRefused(`Not signed out: ${errorText(error)}`))
          }
        >
          Sign out
        </button>
      )}
    </div>
  );
}
