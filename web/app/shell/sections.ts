import type { ComponentType, LazyExoticComponent } from 'react';
import { useMayGiveAccess, useViewer } from '../data/viewer';
import type { Ability } from '../generated/graphql';
import {
  AccessIcon,
  AllocationIcon,
  CalendarIcon,
  CapacityIcon,
  ConnectIcon,
  HistoryIcon,
  ImportIcon,
  OverviewIcon,
  PeopleIcon,
  ReportsIcon,
} from '../ui/icons';
import { later } from './boundary';

/** A section of the page. */
export interface Section {
  path: string;
  title: string;
  icon: ComponentType<{ size?: number }>;
  content: LazyExoticComponent<ComponentType>;
  /** The month chips stand above it. */
  byMonth: boolean;
  /** Offered only to those who may do this; `keys`: to those who may give out keys. */
  needs?: Ability | 'keys';
}

/** The left rail, from top to bottom. The server answers these paths with the page: src/platform/http/pages.ts. */
export const SECTIONS: readonly Section[] = [
  {
    path: '/',
    title: 'Overview',
    icon: OverviewIcon,
    byMonth: true,
    content: later(
      () => import('../overview/overview'),
      ({ Overview }) => Overview,
    ),
  },
  {
    path: '/capacity',
    title: 'Capacity',
    icon: CapacityIcon,
    byMonth: true,
    content: later(
      () => import('../capacity/capacity'),
      ({ Capacity }) => Capacity,
    ),
  },
  {
    path: '/people',
    title: 'People',
    icon: PeopleIcon,
    byMonth: true,
    content: later(
      () => import('../people/people'),
      ({ People }) => People,
    ),
  },
  {
    path: '/calendar',
    title: 'Calendar',
    icon: CalendarIcon,
    byMonth: false,
    content: later(
      () => import('../calendar/calendar'),
      ({ Calendar }) => Calendar,
    ),
  },
  {
    path: '/import',
    title: 'Import',
    icon: ImportIcon,
    byMonth: false,
    needs: 'IMPORT',
    content: later(
      () => import('../import/import'),
      ({ Import }) => Import,
    ),
  },
  {
    path: '/allocation',
    title: 'Allocation',
    icon: AllocationIcon,
    byMonth: false,
    needs: 'ALLOCATE',
    content: later(
      () => import('../allocation/allocation'),
      ({ Allocation }) => Allocation,
    ),
  },
  {
    path: '/reports',
    title: 'Reports',
    icon: ReportsIcon,
    byMonth: false,
    content: later(
      () => import('../reports/reports'),
      ({ Reports }) => Reports,
    ),
  },
  {
    path: '/connect',
    title: 'Connect',
    icon: ConnectIcon,
    byMonth: false,
    content: later(
      () => import('../connect/connect'),
      ({ Connect }) => Connect,
    ),
  },
  {
    path: '/history',
    title: 'History',
    icon: HistoryIcon,
    byMonth: false,
    content: later(
      () => import('../history/history'),
      ({ History }) => History,
    ),
  },
  {
    path: '/access',
    title: 'Access',
    icon: AccessIcon,
    byMonth: false,
    needs: 'keys',
    content: later(
      () => import('../access/access'),
      ({ Access }) => Access,
    ),
  },
];

/** Whether the reader may open a section. */
export function useMayOpen(): (section: Section) => boolean {
  const viewer = useViewer();
  const mayGiveAccess = useMayGiveAccess();
  return ({ needs }) => {
    if (needs === undefined) return true;
    return needs === 'keys' ? mayGiveAccess : (viewer?.can.includes(needs) ?? false);
  };
}

/** The section at a path; undefined where there is none. */
export function sectionAt(path: string): Section | undefined {
  const first = `/${path.split('/')[1] ?? ''}`;
  return SECTIONS.find((section) => section.path === first);
}
