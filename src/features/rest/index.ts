import type { Route } from '../../platform/http/rest/table/route';
import { ACT_ROUTES } from './acts/act.routes';
import { ALLOCATION_ROUTES } from './allocation.routes';
import { ASSIGNMENT_ROUTES } from './assignment.routes';
import { CALENDAR_ROUTES } from './calendar.routes';
import { DEMAND_ROUTES } from './demand.routes';
import { HIERARCHY_ROUTES } from './hierarchy.routes';
import { HISTORY_ROUTES } from './acts/history.routes';
import { IMPORT_ROUTES } from './import.routes';
import { JOB_ROUTES } from './job.routes';
import { QUESTION_ROUTES } from './acts/question.routes';
import { RESOURCE_ROUTES } from './resource.routes';
import { TEMPLATE_ROUTES } from './template.routes';
import { TIER_ROUTES } from './tier.routes';

/** The REST endpoints of every noun; reports bring their own. */
export const REST_ROUTES: readonly Route[] = [
  ...RESOURCE_ROUTES,
  ...ASSIGNMENT_ROUTES,
  ...ACT_ROUTES,
  ...QUESTION_ROUTES,
  ...ALLOCATION_ROUTES,
  ...TIER_ROUTES,
  ...CALENDAR_ROUTES,
  ...DEMAND_ROUTES,
  ...HIERARCHY_ROUTES,
  ...HISTORY_ROUTES,
  ...IMPORT_ROUTES,
  ...JOB_ROUTES,
  ...TEMPLATE_ROUTES,
];
