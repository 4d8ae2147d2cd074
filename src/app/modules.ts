import { tierModule } from '../features/tier/tier.module';

/** Every feature's part of the schema. */
export const MODULES = [tierModule] as const;
