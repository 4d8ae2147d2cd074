import { useEffect, useMemo, useState } from 'react';
import { Autocomplete } from 'react-aria-components/Autocomplete';
import { Dialog } from 'react-aria-components/Dialog';
import { Header } from 'react-aria-components/Header';
import { Input } from 'react-aria-components/Input';
import { Menu, MenuItem, MenuSection } from 'react-aria-components/Menu';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { SearchField } from 'react-aria-components/SearchField';
import { goTo, useAddress } from '../address/address';
import { reportKey, useReport } from '../data/report';
import { useUncached } from '../data/use-uncached';
import { PagePaletteDemandsDocument, PagePalettePeopleDocument } from '../generated/graphql';
import { SECTIONS, useMayOpen } from '../shell/sections';
import { demandEntries, groupsFor, lobEntries, personEntries, sectionEntries, type Group } from './entries';
import styles from './palette.module.css';

interface PaletteProps {
  onClose(): void;
}

const PAUSE_MS = 150;

/** The words as they are after a short pause of typing. */
function useSettled(words: string): string {
  const [settled, setSettled] = useState(words);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(words), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [words]);
  return settled;
}

function useGroups(words: string): { groups: readonly Group[]; isReading: boolean } {
  const address = useAddress();
  const { report } = useReport();
  const mayOpen = useMayOpen();
  const settled = useSettled(words).trim();
  const tree = useUncached(PagePaletteDemandsDocument, report ? { report: reportKey(report) } : undefined);
  const people = useUncached(PagePalettePeopleDocument, settled === '' ? undefined : { q: settled });
  const found = people.data?.resources.nodes;
  const capacity = tree.data?.capacityTree;
  const fixed = useMemo(
    () => ({
      sections: sectionEntries(address, SECTIONS.filter(mayOpen)),
      lobs: capacity ? lobEntries(address, capacity) : [],
      demands: capacity ? demandEntries(address, capacity) : [],
    }),
    [address, capacity, mayOpen],
  );
  const groups = groupsFor(words, { ...fixed, people: found ? personEntries(address, found) : [] });
  return { groups, isReading: tree.loading || (people.loading && words.trim() !== '') };
}

/** Goes anywhere by typing: sections, lines of business, demands, people. */
export function Palette({ onClose }: PaletteProps) {
  const [words, setWords] = useState('');
  const { groups, isReading } = useGroups(words);
  const hrefs = new Map(groups.flatMap(({ entries }) => entries.map(({ id, href }) => [id, href])));
  const go = (id: string): void => {
    onClose();
    const href = hrefs.get(id);
    if (href !== undefined) goTo(href);
  };
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(open) => !open && onClose()}
      className={styles['overlay'] ?? ''}
    >
      <Modal className={styles['modal'] ?? ''}>
        <Dialog aria-label="Go to" className={styles['dialog'] ?? ''}>
          <div
            role="presentation"
            onKeyDownCapture={(event) => {
              if (event.key !== 'Escape') return;
              // The search line would only empty itself.
              event.stopPropagation();
              onClose();
            }}
          >
            <Autocomplete inputValue={words} onInputChange={setWords}>
              <SearchField aria-label="Search sections, lines, demands and people" autoFocus>
                <Input className={styles['input'] ?? ''} placeholder="Sections, lines, demands, people" />
              </SearchField>
              <div className={styles['found']} role="region" aria-label="Found" tabIndex={0}>
                <Menu
                  aria-label="Found"
                  items={groups}
                  dependencies={[groups]}
                  className={styles['menu'] ?? ''}
                  onAction={(id) => go(String(id))}
                  renderEmptyState={() => (
                    <p className={styles['nothing']}>{isReading ? 'Searching …' : 'Nothing matches.'}</p>
                  )}
                >
                  {({ id, title, entries }) => (
                    <MenuSection id={id}>
                      <Header className={styles['title'] ?? ''}>{title}</Header>
                      {entries.map((entry) => (
                        <MenuItem
                          key={entry.id}
                          id={entry.id}
                          textValue={entry.text}
                          className={styles['entry'] ?? ''}
                        >
                          <span>{entry.text}</span>
                          {entry.note && <small>{entry.note}</small>}
                        </MenuItem>
                      ))}
                    </MenuSection>
                  )}
                </Menu>
              </div>
            </Autocomplete>
          </div>
          <p className={styles['keys']}>
            <kbd>↑</kbd> <kbd>↓</kbd> choose · <kbd>Enter</kbd> go · <kbd>Esc</kbd> close
          </p>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
