import { accessModule } from '../features/access/access.module';
import { allocationModule } from '../features/allocation/allocation.module';
import { assignmentModule } from '../features/assignment/assignment.module';
import { calendarModule } from '../features/calendar/calendar.module';
import { demandModule } from '../features/demand/demand.module';
import { historyModule } from '../features/history/history.module';
import { importsModule } from '../features/imports/imports.module';
import { reportModule } from '../features/reports/report.module';
import { resourceModule } from '../features/resource/resource.module';
import { summaryModule } from '../features/summary/summary.module';
import { tierModule } from '../features/tier/tier.module';
import { treeModule } from '../features/tree/tree.module';
import { aboutModule } from '../platform/graphql/about/about.module';
import { jobModule } from '../platform/jobs/job.module';
import { jobResultModule } from './job-result';

/** Every feature's part of the schema. */
export const MODULES = [
  accessModule,
  allocationModule,
  assignmentModule,
  calendarModule,
  demandModule,
  historyModule,
  importsModule,
  reportModule,
  resourceModule,
  summaryModule,
  tierModule,
  treeModule,
  jobModule,
  jobResultModule,
  aboutModule,
] as const;
