import {
  useEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type RefObject,
} from 'react';
import { changeAddress, useAddress } from '../address/address';
import { runsOf, stateRuns, weekStates, type Person } from './runs';
import { MAX_PEOPLE, readSelection, selectionText, toggled, type Selection } from './view';
import type { WeekColumn } from './week-column';

/** A place in the grid. */
export interface Cell {
  row: number;
  col: number;
}

interface CellsParts {
  count: number;
  weeks: readonly WeekColumn[];
  at(index: number): Person | undefined;
  scroller: RefObject<HTMLDivElement | null>;
  /** Scrolls a row into sight. */
  show(row: number): void;
  /** Rows of a page. */
  page(): number;
  /** Enter: to the acts. */
  onEnter(): void;
}

/** The selection and the keyboard of the grid. */
export interface Cells {
  active: Cell;
  selection: Selection | undefined;
  clear(): void;
  handlers: {
    onKeyDown(event: KeyboardEvent): void;
    onPointerDown(event: PointerEvent): void;
    onPointerMove(event: PointerEvent): void;
    onPointerUp(): void;
    onClick(event: MouseEvent): void;
    onDoubleClick(event: MouseEvent): void;
  };
}

const WRITE_MS = 150;

function cellOf(target: EventTarget | null): Cell | undefined {
  const element = target instanceof Element ? target.closest<HTMLElement>('[data-col]') : null;
  if (!element) return undefined;
  return { row: Number(element.dataset['row']), col: Number(element.dataset['col']) };
}

/** Whether a click adds to what is chosen instead of choosing anew. */
const adds = ({ ctrlKey, metaKey }: { ctrlKey: boolean; metaKey: boolean }): boolean => ctrlKey || metaKey;

const clamp = (value: number, max: number): number => Math.max(0, Math.min(max, value));

/** Where a key leads; undefined for keys that are no move. */
function target({ key, ctrlKey }: KeyboardEvent, from: Cell, parts: CellsParts): Cell | undefined {
  const { row, col } = from;
  const [lastRow, lastCol] = [parts.count - 1, parts.weeks.length - 1];
  const moves: Readonly<Record<string, () => Cell>> = {
    ArrowDown: () => ({ row: row + 1, col }),
    ArrowUp: () => ({ row: row - 1, col }),
    ArrowRight: () => ({ row, col: col + 1 }),
    ArrowLeft: () => ({ row, col: col - 1 }),
    Home: () => ({ row: ctrlKey ? 0 : row, col: 0 }),
    End: () => ({ row: ctrlKey ? lastRow : row, col: lastCol }),
    PageDown: () => ({ row: row + parts.page(), col }),
    PageUp: () => ({ row: row - parts.page(), col }),
  };
  const to = moves[key]?.();
  return to && { row: clamp(to.row, lastRow), col: clamp(to.col, lastCol) };
}

/** The selection, kept in the address too, so that it can be sent; dragging does not write it at every step. */
function useSelection(): [Selection | undefined, (next: Selection | undefined) => void] {
  const shown = useAddress().search.get('sel');
  const written = useRef(shown);
  const [selection, setSelection] = useState(() => readSelection(shown));
  useEffect(() => {
    if (shown === written.current) return;
    written.current = shown;
    setSelection(readSelection(shown));
  }, [shown]);
  const text = selection ? selectionText(selection) : null;
  useEffect(() => {
    if (text === written.current) return undefined;
    const timer = setTimeout(() => {
      written.current = text;
      changeAddress({ sel: text ?? undefined }, { replace: true });
    }, WRITE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return [selection, setSelection];
}

/** The columns of the bar, or of the free weeks, that a cell belongs to. */
function runAt({ weeks, at }: CellsParts, { row, col }: Cell): [number, number] {
  const person = at(row);
  if (!person) return [col, col];
  const runs = [
    ...runsOf(person, weeks).map(({ first, last }): [number, number] => [first, last]),
    ...(person.work ? stateRuns(weekStates(person, person.work, weeks), 'free') : []),
  ];
  return runs.find(([first, last]) => first <= col && col <= last) ?? [col, col];
}

/** Focuses the cell that the keyboard went to, as soon as it is drawn. */
function useFocus(scroller: CellsParts['scroller']): (cell: Cell) => void {
  const next = useRef<Cell | undefined>(undefined);
  useEffect(() => {
    if (!next.current) return;
    const { row, col } = next.current;
    const element = scroller.current?.querySelector<HTMLElement>(`[data-row="${row}"][data-col="${col}"]`);
    if (!element) return;
    next.current = undefined;
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  });
  return (cell) => {
    next.current = cell;
  };
}

/**
 * A grid after WAI-ARIA: arrows move, Shift extends, Shift+Space takes the row, Ctrl+Space adds somebody or leaves them
 * out, Escape lets go, Enter leads to the acts.
 */
export function useCells(parts: CellsParts): Cells {
  const { weeks, at, show } = parts;
  const [active, setActive] = useState<Cell>({ row: 0, col: 0 });
  const [selection, setSelection] = useSelection();
  const anchor = useRef<Cell>(undefined);
  const drag = useRef(false);
  const focusNext = useFocus(parts.scroller);
  const select = (a: Cell, b: Cell): void => {
    const top = Math.min(a.row, b.row);
    const height = Math.min(Math.abs(a.row - b.row) + 1, MAX_PEOPLE);
    const cns = Array.from({ length: height }, (_, offset) => at(top + offset)?.cn ?? '').filter(Boolean);
    const [from, to] = [weeks[Math.min(a.col, b.col)]?.key, weeks[Math.max(a.col, b.col)]?.key];
    if (cns.length > 0 && from && to) setSelection({ cns, from, to });
  };
  const goTo = (cell: Cell): void => {
    focusNext(cell);
    setActive(cell);
    show(cell.row);
  };
  const start = (cell: Cell, extend: boolean): void => {
    if (!extend || !anchor.current) anchor.current = cell;
    select(anchor.current, cell);
    goTo(cell);
  };
  const across = ({ row }: Cell, [first, last]: [number, number]): void => {
    anchor.current = { row, col: first };
    select(anchor.current, { row, col: last });
  };
  /** Somebody who need not stand beside the others. */
  const toggle = (cell: Cell): void => {
    const [cn, week] = [at(cell.row)?.cn, weeks[cell.col]?.key];
    anchor.current = cell;
    if (cn !== undefined && week !== undefined) setSelection(toggled(selection, cn, week));
  };
  const clear = (): void => {
    anchor.current = undefined;
    setSelection(undefined);
  };
  const move = (here: Cell, to: Cell, extend: boolean): void => {
    if (!extend) anchor.current = undefined;
    else select((anchor.current ??= here), to);
    goTo(to);
  };
  const act = (here: Cell, { key, ctrlKey, shiftKey }: KeyboardEvent): boolean => {
    const only: [number, number] = [here.col, here.col];
    if (key === ' ' && ctrlKey) toggle(here);
    else if (key === ' ') across(here, shiftKey ? [0, weeks.length - 1] : only);
    else if (key === 'Escape') clear();
    else if (key === 'Enter') {
      if (!selection) across(here, only);
      parts.onEnter();
    } else return false;
    return true;
  };
  const isMouse = ({ pointerType }: { pointerType: string }): boolean => pointerType !== 'touch';
  return {
    active,
    selection,
    clear,
    handlers: {
      onPointerDown: (event) => {
        const cell = cellOf(event.target);
        if (!cell || event.button !== 0 || !isMouse(event)) return;
        event.preventDefault();
        if (adds(event)) {
          toggle(cell);
          goTo(cell);
          return;
        }
        drag.current = true;
        start(cell, event.shiftKey);
      },
      onPointerMove: (event) => {
        if (!drag.current || event.buttons !== 1 || !anchor.current) return;
        const cell = cellOf(document.elementFromPoint(event.clientX, event.clientY));
        if (cell) select(anchor.current, cell);
      },
      onPointerUp: () => {
        drag.current = false;
      },
      // Fingers scroll; they select by two taps in a row, the first and the last week.
      onClick: (event) => {
        const cell = cellOf(event.target);
        const { pointerType } = event.nativeEvent as unknown as { pointerType?: string };
        if (!cell || pointerType !== 'touch') return;
        const isSecond = selection?.from === selection?.to && anchor.current?.row === cell.row;
        start(cell, isSecond);
      },
      onDoubleClick: (event) => {
        const cell = cellOf(event.target);
        if (cell && !adds(event)) across(cell, runAt(parts, cell));
      },
      onKeyDown: (event) => {
        const here = cellOf(event.target);
        if (!here || event.altKey || event.metaKey) return;
        const to = target(event, here, parts);
        if (to) move(here, to, event.shiftKey);
        else if (!act(here, event)) return;
        event.preventDefault();
      },
    },
  };
}
