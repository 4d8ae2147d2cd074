import type { Row } from '../../../platform/database/table';
import type { MonthCloseEntity } from './month-close.entity';

/** A calendar month closed by hand. */
export type MonthCloseRow = Row<MonthCloseEntity>;
