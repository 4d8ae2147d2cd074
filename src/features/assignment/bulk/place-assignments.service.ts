import {
  MAX_ROWS,
  onlyFailed,
  type WriteAnswer,
  type WriteRow,
  type WriteWarning,
} from '../../../domain/writing';
import { DomainError } from '../../../domain/errors';
import { formatIsoWeek } from '../../../domain/time/iso-week';
import type { WriteScope } from '../../../platform/scope/request-scope';
import { ensureForecastRows, resolveDemands, type ResolvedDemand } from '../../demand';
import { getTiers, type TierRow } from '../../tier';
import { listReplacedExceptions } from './bulk-answer.repository';
import { bulkError, listBulkRows } from './bulk-answer.service';
import {
  countPlacement,
  deallocateReplaced,
  insertPlacement,
  listClosedOfPlacement,
  listPlacedDemands,
  listTouchedDemands,
  reviewPlacement,
  upsertGivenPercentages,
  type PlacementCounts,
} from './bulk-apply.repository';
import { createPlacement, type PlacementRules } from './bulk-placement.repository';
import {
  createStage,
  shareLockStagedPeople,
  listStagedDemands,
  listStagedPercentages,
  lockStagedConflicts,
  stageCalendar,
  stageDemands,
  stageRows,
  stageTierChoices,
  type StagedRows,
} from './bulk-stage.repository';
import type { BulkOptions } from './bulk.model';
import { analyzeAssignments } from '../table/assignment.repository';
import { markStale } from '../checks/stale-marks.service';
import { tierOf } from '../checks/tier-choice.rules';

/** How a set is placed beyond what the caller chooses. */
export interface PlacementOptions extends BulkOptions {
  /** Ineligible people are kept, with a warning. */
  keepIneligible?: boolean;
  /** Rows that were refused before they could be staged. */
  refused?: readonly WriteRow[];
  /** Where an issue of a row points. */
  pathOf: (row: WriteRow) => string;
}

const MAX_ROUNDS = 5;
const MAX_WARNINGS = 50;
/** New rows that change the planner's picture of the table. */
const MANY = 1_000;

/** Places staged rows: all of it in set-based statements whose number does not depend on the rows. */
export async function placeAssignments(
  tx: WriteScope,
  rows: StagedRows,
  options: PlacementOptions,
): Promise<WriteAnswer> {
  await createStage(tx);
  const staged = await stageRows(tx, rows);
  return placeStage(tx, staged, options);
}

/** Places what the stage holds: `staged` input rows. */
export async function placeStage(
  tx: WriteScope,
  staged: number,
  options: PlacementOptions,
): Promise<WriteAnswer> {
  const onConflict = options.onConflict ?? 'ERROR';
  const demands = await judge(tx, {
    onConflict,
    lastWins: options.onDuplicate === 'last',
    keepIneligible: options.keepIneligible ?? false,
  });
  const judged = await countPlacement(tx);
  if (!mustRefuse(judged, options)) await apply(tx, judged, { onConflict, demands });
  const answer = await answerOf(tx, staged, options);
  if (mustRefuse({ failed: answer.counts.failed }, { onError: options.onError }))
    throw refusal(answer, options);
  return answer;
}

function mustRefuse(
  counts: Pick<PlacementCounts, 'failed'>,
  options: Pick<PlacementOptions, 'onError' | 'refused'>,
): boolean {
  return options.onError !== 'skip' && counts.failed + (options.refused?.length ?? 0) > 0;
}

async function judge(tx: WriteScope, rules: PlacementRules): Promise<ResolvedDemand[]> {
  await stageCalendar(tx);
  await shareLockStagedPeople(tx);
  if (rules.onConflict === 'REPLACE') await lockStagedConflicts(tx);
  const keys = await listStagedDemands(tx);
  const found = await resolveDemands(tx, keys);
  await stageDemands(tx, keys, found);
  await chooseTiers(tx, await getTiers(tx));
  await createPlacement(tx, rules);
  return found.filter((demand) => demand.ok);
}

async function chooseTiers(tx: WriteScope, tiers: readonly TierRow[]): Promise<void> {
  const percentages = await listStagedPercentages(tx);
  const choices = percentages.map((percentage) => {
    const tierId = tierOf(percentage, tiers);
    const tier = tiers.find((known) => known.id === tierId);
    return { percentage, tierId, tierPercentage: tier?.capacityPercentage ?? percentage };
  });
  await stageTierChoices(tx, choices);
}

async function apply(
  tx: WriteScope,
  judged: PlacementCounts,
  { onConflict, demands }: { onConflict: PlacementRules['onConflict']; demands: readonly ResolvedDemand[] },
): Promise<void> {
  if (judged.created + judged.updated === 0) return;
  await ensureForecasts(tx, demands);
  markStale(tx, await listTouchedDemands(tx));
  let open = judged.created + judged.updated;
  for (let round = 1; open > 0; round += 1) {
    if (round > MAX_ROUNDS)
      throw new DomainError('CONFLICT', 'These people are being reassigned by someone else; try again');
    if (judged.updated > 0 || round > 1) await deallocateReplaced(tx);
    const placed = await insertPlacement(tx);
    if (placed > MANY) await analyzeAssignments(tx);
    if (placed === open) return upsertGivenPercentages(tx);
    await reviewPlacement(tx, onConflict);
    markStale(tx, await listTouchedDemands(tx));
    open = (await countPlacement(tx)).pending;
  }
  await upsertGivenPercentages(tx);
}

/** Demands that their report knows in other months only get their row of 0 cases. */
async function ensureForecasts(tx: WriteScope, demands: readonly ResolvedDemand[]): Promise<void> {
  const missing = demands.filter((demand) => demand.forecastId === null);
  if (missing.length === 0) return;
  const key = (d: { mainLob: string; state: string; caseType: string; monthStart: string }): string =>
    JSON.stringify([d.mainLob, d.state, d.caseType, d.monthStart]);
  const placed = new Set((await listPlacedDemands(tx)).map(key));
  await ensureForecastRows(
    tx,
    missing.filter((demand) => placed.has(key(demand))),
  );
}

async function answerOf(tx: WriteScope, staged: number, options: PlacementOptions): Promise<WriteAnswer> {
  const refused = options.refused ?? [];
  const counts = await countPlacement(tx);
  const { rows, truncated } = await listBulkRows(tx, staged + refused.length);
  const all = [...refused, ...rows].sort((a, b) => a.row - b.row);
  return {
    dryRun: options.dryRun ?? false,
    counts: {
      created: counts.created,
      updated: counts.updated,
      unchanged: counts.unchanged,
      skipped: counts.skipped,
      failed: counts.failed + refused.length,
    },
    rows: all.slice(0, MAX_ROWS),
    rowsTruncated: truncated || all.length > MAX_ROWS,
    warnings: await warningsOf(tx, counts),
    unknownColumns: [],
    skippedClosed: await listClosedOfPlacement(tx),
  };
}

async function warningsOf(tx: WriteScope, counts: PlacementCounts): Promise<WriteWarning[]> {
  const warnings: WriteWarning[] = [];
  if (counts.warned > 0)
    warnings.push({
      code: 'INELIGIBLE',
      message: `${counts.warned} assignments are of people who are not eligible`,
    });
  const unknown = await listPlacedDemands(tx, 'cph');
  const names = unknown.map((demand) => `${demand.mainLob} / ${demand.state} / ${demand.caseType}`);
  for (const name of [...new Set(names)].slice(0, MAX_WARNINGS))
    warnings.push({
      code: 'NO_CPH',
      message: `${name} has no target CPH: the capacity of its assignments is unknown`,
    });
  warnings.push(...(await replacedWarning(tx)));
  return warnings;
}

/** A monthly row of V1 is a whole person: percentages of single weeks that it takes the place of are named. */
async function replacedWarning(tx: WriteScope): Promise<WriteWarning[]> {
  const replaced = await listReplacedExceptions(tx);
  if (replaced.length === 0) return [];
  const named = replaced
    .slice(0, MAX_WARNINGS)
    .map((row) => `${row.cn} ${formatIsoWeek(row)} (${row.percentage})`)
    .join(', ');
  const more = replaced.length > MAX_WARNINGS ? ` and ${replaced.length - MAX_WARNINGS} more` : '';
  const weeks = replaced.length === 1 ? '1 person-week' : `${replaced.length} person-weeks`;
  const message = `the percentage of ${weeks} gives way to the 1.0 of the mapping: ${named}${more}`;
  return [{ code: 'EXCEPTION_REPLACED', message }];
}

function refusal(answer: WriteAnswer, options: PlacementOptions): DomainError {
  const failed = answer.rows.filter((row) => row.status === 'failed');
  return bulkError(failed, answer.counts.failed, {
    pathOf: options.pathOf,
    result: { ...answer, counts: onlyFailed(answer.counts.failed), rows: failed },
  });
}
