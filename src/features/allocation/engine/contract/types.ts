/**
 * The allocation engine's contract: plain objects in, plain objects (and typed columns) out.
 * Nothing here knows a database, HTTP or the clock.
 */
export * from './input-types';
export type { AllocationOptions, AllocationScope, BenchMode, Effort, RebalanceOptions } from './options';
export type * from './plan-types';
export type * from './hiring-types';
