import { PROJECT_ROUTE, REPORT_ROUTES } from '../features/reports';
import { REST_ROUTES } from '../features/rest';
import type { Route } from '../platform/http/rest/table/route';

/** The whole route table. */
export const ROUTES: readonly Route[] = [...REST_ROUTES, ...REPORT_ROUTES, PROJECT_ROUTE];
