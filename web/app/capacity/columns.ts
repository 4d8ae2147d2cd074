import { cases, fte, gapText, orNone, percent, toneOf } from '../format/number';
import type { NodeFiguresFragment } from '../generated/graphql';
import type { Metric } from './tree';

/** A column of the tree. */
export interface TreeColumn {
  id: string;
  title: string;
  /** Its class in tree-grid.module.css, which also says when it gives way. */
  className: string;
  /** What its heading sorts by. */
  metric?: Metric | 'name';
  /** The first press on its heading puts the largest on top. */
  firstDescending?: boolean;
  text?(metrics: NodeFiguresFragment): string;
  tone?(metrics: NodeFiguresFragment): string;
}

/** From left to right. Gaps sort the largest shortage on top first. */
export const COLUMNS: readonly TreeColumn[] = [
  { id: 'name', title: 'Line · state · case type', className: 'name', metric: 'name' },
  { id: 'months', title: 'Six months', className: 'months' },
  {
    id: 'forecast',
    title: 'Forecast',
    className: 'forecast',
    metric: 'forecast',
    firstDescending: true,
    text: ({ forecast }) => cases(forecast),
  },
  {
    id: 'capacity',
    title: 'Capacity',
    className: 'capacity',
    metric: 'capacity',
    firstDescending: true,
    text: ({ capacity }) => cases(capacity),
  },
  {
    id: 'gap',
    title: 'Gap',
    className: 'gap',
    metric: 'gap',
    text: ({ gap }) => gapText(gap),
    tone: ({ gap }) => toneOf(gap),
  },
  { id: 'bar', title: '', className: 'bar' },
  {
    id: 'coverage',
    title: 'Coverage',
    className: 'coverage',
    metric: 'coverage',
    text: ({ coverage }) => percent(coverage),
  },
  {
    id: 'fteCount',
    title: 'People',
    className: 'people',
    metric: 'fteCount',
    firstDescending: true,
    text: ({ fteCount }) => cases(fteCount),
  },
  {
    id: 'fteEquivalent',
    title: 'FTE',
    className: 'fte',
    metric: 'fteEquivalent',
    firstDescending: true,
    text: ({ fteEquivalent }) => fte(fteEquivalent),
  },
  {
    id: 'fteRequired',
    title: 'Required',
    className: 'required',
    metric: 'fteRequired',
    firstDescending: true,
    text: ({ fteRequired }) => orNone(fteRequired),
  },
];
