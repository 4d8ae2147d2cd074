export { isVisible as isVisibleEntry, shownContent } from './history.sql';
export { recordChange } from './writing/record.sql';
