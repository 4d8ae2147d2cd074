import { useEffect, useRef, useState, type KeyboardEvent, type MouseEvent, type RefObject } from 'react';
import { changeAddress, typeAddress, typedAddress } from '../address/address';
import { demandKey } from '../data/demand';
import type { TreeRow } from './tree';
import { ALL } from './view';

interface TreeKeysParts {
  rows: readonly TreeRow[];
  selected: string | undefined;
  scroller: RefObject<HTMLDivElement | null>;
  /** Scrolls a row into sight, or to the top. */
  show(index: number, align?: 'start'): void;
  /** Rows of a page. */
  page(): number;
}

interface TreeKeys {
  /** Key of the row that Tab reaches. */
  active: string | undefined;
  onKeyDown(event: KeyboardEvent): void;
  /** On a row: opens or closes a branch, shows the panel of a leaf. */
  onClick(event: MouseEvent): void;
}

function setOpen(rows: readonly TreeRow[], key: string, isOpen: boolean): void {
  const open = new Set(typedAddress().search.getAll('open'));
  // "All" becomes the list of what is open, so that one branch can be closed.
  if (open.delete(ALL)) for (const row of rows) if (row.isOpen) open.add(row.node.key);
  if (isOpen) open.add(key);
  else open.delete(key);
  typeAddress({ open: [...open] });
}

function act(rows: readonly TreeRow[], row: TreeRow): void {
  const { node, isOpen } = row;
  if (node.demand) changeAddress({ demand: demandKey(node.demand) });
  else setOpen(rows, node.key, !isOpen);
}

/** The one branch that an address opens, where it opens no demand. */
function linkedKey(): string | undefined {
  const { search } = typedAddress();
  const open = search.getAll('open');
  return open.length === 1 && open[0] !== ALL && !search.has('demand') ? open[0] : undefined;
}

function parentIndex(rows: readonly TreeRow[], index: number): number {
  const level = rows[index]?.level ?? 1;
  for (let above = index - 1; above >= 0; above -= 1) if ((rows[above]?.level ?? 1) < level) return above;
  return index;
}

/** Where a key leads; undefined for keys that are no move. */
function target(key: string, index: number, { rows, page }: TreeKeysParts): number | undefined {
  const moves: Readonly<Record<string, () => number>> = {
    ArrowDown: () => index + 1,
    ArrowUp: () => index - 1,
    Home: () => 0,
    End: () => rows.length - 1,
    PageDown: () => index + page(),
    PageUp: () => index - page(),
  };
  const to = moves[key]?.();
  return to === undefined ? undefined : Math.min(rows.length - 1, Math.max(0, to));
}

/** The keyboard of a treegrid after WAI-ARIA: arrows move, Right opens, Left closes or goes up, Enter acts. */
export function useTreeKeys(parts: TreeKeysParts): TreeKeys {
  const { rows, selected, scroller, show } = parts;
  const [wanted, setWanted] = useState<string>();
  const focusNext = useRef<string | undefined>(undefined);
  const isThere = (key: string | undefined): boolean => rows.some(({ node }) => node.key === key);
  const active = [wanted, selected, rows[0]?.node.key].find(isThere);
  useEffect(() => {
    const key = focusNext.current;
    if (key === undefined) return;
    const row = scroller.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
    if (!row) return;
    focusNext.current = undefined;
    row.focus({ preventScroll: true });
  });
  const selectedIndex = selected === undefined ? -1 : rows.findIndex(({ node }) => node.key === selected);
  const isSelectedThere = selectedIndex >= 0;
  useEffect(() => {
    if (isSelectedThere) show(selectedIndex);
    // Once per leaf: later changes of the rows must not move the reader.
  }, [selected, isSelectedThere]);
  // A link to one line or state begins with it.
  const linked = useRef(linkedKey());
  const linkedIndex = rows.findIndex(({ node }) => node.key === linked.current);
  const isLinkedThere = linkedIndex >= 0;
  useEffect(() => {
    if (isLinkedThere) show(linkedIndex, 'start');
    linked.current = isLinkedThere ? undefined : linked.current;
    // Once: later changes of the rows must not move the reader.
  }, [isLinkedThere]);
  const moveTo = (index: number): void => {
    const key = rows[index]?.node.key;
    if (key === undefined) return;
    focusNext.current = key;
    setWanted(key);
    show(index);
  };
  const sideways = (key: string, index: number): void => {
    const row = rows[index];
    if (!row) return;
    const isBranch = row.node.children.length > 0;
    if (key === 'ArrowRight' && isBranch && !row.isOpen) setOpen(rows, row.node.key, true);
    else if (key === 'ArrowRight' && isBranch) moveTo(index + 1);
    else if (key === 'ArrowLeft' && row.isOpen) setOpen(rows, row.node.key, false);
    else if (key === 'ArrowLeft') moveTo(parentIndex(rows, index));
  };
  return {
    active,
    onClick: ({ target: clicked }) => {
      const element = clicked instanceof Element ? clicked.closest<HTMLElement>('[data-key]') : null;
      const row = rows.find(({ node }) => node.key === element?.dataset['key']);
      if (!row) return;
      setWanted(row.node.key);
      act(rows, row);
    },
    onKeyDown: (event) => {
      const key = (event.target as HTMLElement).dataset['key'];
      const index = rows.findIndex(({ node }) => node.key === key);
      const row = rows[index];
      if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
      const to = target(event.key, index, parts);
      if (to !== undefined) moveTo(to);
      else if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') sideways(event.key, index);
      else if (event.key === 'Enter' || event.key === ' ') act(rows, row);
      else return;
      event.preventDefault();
    },
  };
}
