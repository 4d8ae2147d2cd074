import { tupleKey } from '../../../platform/loaders/align';
import type { LoaderDef } from '../../../platform/scope/request-scope';
import { readReports, type FiguresWanted } from './figures-store.service';
import type { KeptFigures } from './load-figures.service';

/** The figures of a report as of the request; undefined if there is no such report. */
export const figuresOfReport: LoaderDef<FiguresWanted, KeptFigures | undefined> = {
  name: 'figures.report',
  cacheKey: ({ report, peopledMonths }) =>
    report === 'current'
      ? tupleKey(report, ...peopledMonths)
      : tupleKey(report.reportYear, report.reportMonth, ...peopledMonths),
  batch: (scope, wanted) => readReports(scope, wanted),
};
