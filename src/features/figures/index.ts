export { levelFigures, type LevelFigures } from './answer/level-figures.rules';
export { countStoredSummaries, listStoredSummaries } from './answer/summary-list.service';
export { DIMENSIONS, groupedFigures, type Dimension } from './answer/grouped-figures.rules';
export type {
  CellFilter,
  CellPath,
  CellSelection,
  DemandFacts,
  Figures,
  FigureMonth,
  StoredSummary,
} from './columns/figures.model';
export { figuresOfReport } from './store/figures.loaders';
export { limitFigures, type FiguresWanted } from './store/figures-store.service';
export type { KeptFigures } from './store/load-figures.service';
export type { DemandMonthState, MonthStates } from './months/month-state.model';
export { readMonthStates } from './months/month-states.service';
