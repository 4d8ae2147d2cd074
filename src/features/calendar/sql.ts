export { isClosed } from './closing/month-close.sql';
export { monthHours, productiveHours, weekConfiguration } from './weeks/working-time.sql';
