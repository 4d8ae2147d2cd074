import { listOrder } from '../../../platform/database/keyset';
import { RESOURCE_SORTING } from './resource-list.model';

/** The order of people `r`. */
export const peopleOrder = listOrder(RESOURCE_SORTING.listed, 'r');
