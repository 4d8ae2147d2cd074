import type { Row } from '../../platform/database/table';
import type { TierEntity } from './tier.entity';

/** A production capacity tier as stored; `capacityPercentage` is an exact fraction as text. */
export type TierRow = Row<TierEntity>;
