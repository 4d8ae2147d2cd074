export { isVisible as isVisibleEntry, shownContent } from './history.sql';
export { areChunked, recordChange, recordChunks } from './writing/record.sql';
