import { table } from '../../../platform/database/table';
import type { AssignmentColumns } from './assignment-columns.entity';
import { AssignmentEntity } from './assignment.entity';
import { FrozenAssignmentEntity } from './frozen-assignment.entity';

const FROZEN: ReadonlySet<string> = new Set(table(FrozenAssignmentEntity).properties);

/** Properties of the columns that a live assignment and its frozen copy share. */
export const SHARED_PROPERTIES = table(AssignmentEntity).properties.filter(
  (property): property is keyof AssignmentColumns => property !== 'id' && FROZEN.has(property),
);
