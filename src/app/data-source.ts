import 'reflect-metadata';
import path from 'node:path';
import type { DataSource } from 'typeorm';
import { createDataSource as create } from '../platform/database/pool/data-source';
import { JobEntity } from '../platform/jobs/job.entity';
import { IdempotencyKeyEntity } from '../platform/http/rest/idempotency-key.entity';
import { AllocationPlanEntity } from '../features/allocation/plans/allocation-plan.entity';
import { AssignmentEntity } from '../features/assignment/table/assignment.entity';
import { FrozenAssignmentEntity } from '../features/assignment/table/frozen-assignment.entity';
import { HolidayEntity } from '../features/calendar/holidays/holiday.entity';
import { MonthCloseEntity } from '../features/calendar/closing/month-close.entity';
import { ClosedMonthTierEntity } from '../features/calendar/closing/closed-month-tier.entity';
import { MonthConfigurationEntity } from '../features/calendar/months/month-configuration.entity';
import { ApiKeyEntity } from '../features/access/keys/api-key.entity';
import { SessionEntity } from '../features/access/sign-in/session.entity';
import { WeekConfigurationEntity } from '../features/calendar/weeks/week-configuration.entity';
import { ForecastEntity } from '../features/demand/table/forecast.entity';
import { ForecastReportEntity } from '../features/demand/table/forecast-report.entity';
import { ForecastReportMonthEntity } from '../features/demand/table/forecast-report-month.entity';
import { FrozenMonthTierEntity } from '../features/demand/table/frozen-month-tier.entity';
import { TargetCphEntity } from '../features/demand/table/target-cph.entity';
import {
  AuditCheckpointEntity,
  AuditPendingEntity,
  AuditSealEntity,
  ChangeSetHashEntity,
} from '../features/history/audit/audit.entity';
import { ChangeSetEntity } from '../features/history/writing/change-set.entity';
import { ChangeSetChunkEntity } from '../features/history/writing/change-set-chunk.entity';
import { ChangeSetEntryEntity } from '../features/history/writing/change-set-entry.entity';
import { ProductionStepEntity } from '../features/resource/production/production-step.entity';
import { WeekExceptionEntity } from '../features/resource/production/week-exception.entity';
import { DataVersionEntity } from '../features/history/writing/data-version.entity';
import { FiguresChangeEntity } from '../features/figures/store/figures-change.entity';
import { ResourceEntity } from '../features/resource/person/resource.entity';
import { SummaryEntity } from '../features/summary/table/summary.entity';
import { TierEntity } from '../features/tier/tier.entity';
import { TierPercentageEntity } from '../features/tier/tier-percentage.entity';

const ENTITIES = [
  WeekConfigurationEntity,
  MonthConfigurationEntity,
  HolidayEntity,
  MonthCloseEntity,
  ClosedMonthTierEntity,
  TierEntity,
  TierPercentageEntity,
  ResourceEntity,
  ProductionStepEntity,
  WeekExceptionEntity,
  ForecastReportEntity,
  ForecastReportMonthEntity,
  FrozenMonthTierEntity,
  ForecastEntity,
  TargetCphEntity,
  AssignmentEntity,
  FrozenAssignmentEntity,
  SummaryEntity,
  ChangeSetEntity,
  ChangeSetEntryEntity,
  ChangeSetChunkEntity,
  ChangeSetHashEntity,
  AuditPendingEntity,
  AuditSealEntity,
  AuditCheckpointEntity,
  ApiKeyEntity,
  SessionEntity,
  DataVersionEntity,
  FiguresChangeEntity,
  JobEntity,
  IdempotencyKeyEntity,
  AllocationPlanEntity,
];

/** Every table of Headroom, on the given server. `poolSize` = most connections of this process. */
export function createDataSource(url: string, options: { poolSize?: number } = {}): DataSource {
  const migrations = [path.join(__dirname, '../../migrations/*.{ts,js}')];
  return create({ url, entities: ENTITIES, migrations, poolSize: options.poolSize ?? 10 });
}
