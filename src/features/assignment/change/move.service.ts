import { ineligibleReasons } from '../../../domain/demand/eligibility';
import type { Demand } from '../../../domain/demand/demand-key';
import { DomainError, type Issue } from '../../../domain/errors';
import type { WriteScope } from '../../../platform/scope/request-scope';
import { demandError, ensureForecastRows, resolveDemands, type ResolvedDemand } from '../../demand';
import { asPerson, findResourcesByCns } from '../../resource';
import { readNote, requireOverrideNote, staleKeyOf } from '../checks/assignment-checks.service';
import { updateDemands } from '../table/assignment-set.repository';
import type { AssignmentRow } from '../table/assignment.model';
import type { ChangedSet } from './change-assignments.service';
import { lockSet, monthOfRow } from '../checks/locked-set.service';
import { markStale } from '../checks/stale-marks.service';

/** Where assignments go, and why if the people are not eligible there. */
export interface MoveTo extends Demand {
  note?: string | null | undefined;
  override?: boolean | null | undefined;
}

/** Moves assignments to another demand; person, week, percentage and tier stay. Rows of closed months are left alone. */
export async function moveAssignments(
  tx: WriteScope,
  ids: readonly number[],
  to: MoveTo,
): Promise<ChangedSet> {
  requireOverrideNote(to.override, to.note);
  const { rows, skippedClosed } = await lockSet(tx, ids);
  const demands = await demandByMonth(tx, rows, to);
  const target = (row: AssignmentRow): ResolvedDemand => demands.get(monthOfRow(row)) as ResolvedDemand;
  if (!to.override) await requireAllEligible(tx, rows, target);
  const moving = rows.filter((row) => !isOn(row, target(row)));
  const used = new Set(moving.map(monthOfRow));
  await ensureForecastRows(
    tx,
    [...demands.values()].filter((demand) => used.has(demand.monthStart)),
  );
  markStale(tx, moving.map(staleKeyOf));
  const moves = moving.map((row) => {
    const { mainLob, state, caseType } = target(row);
    return { id: row.id, demandMainLob: mainLob, demandState: state, demandCaseType: caseType };
  });
  const moved = moves.length === 0 ? [] : await updateDemands(tx, moves, readNote(to.note));
  markStale(tx, moved.map(staleKeyOf));
  const byId = new Map(moved.map((row) => [row.id, row]));
  return { assignments: rows.map((row) => byId.get(row.id) ?? row), skippedClosed };
}

async function demandByMonth(
  tx: WriteScope,
  rows: readonly AssignmentRow[],
  { mainLob, state, caseType }: Demand,
): Promise<Map<string, ResolvedDemand>> {
  const months = [...new Set(rows.map(monthOfRow))].sort();
  const found = await resolveDemands(
    tx,
    months.map((monthStart) => ({ monthStart, mainLob, state, caseType })),
  );
  return new Map(
    found.map((demand) => {
      if (!demand.ok) throw demandError(demand, 'mainLob');
      return [demand.monthStart, demand];
    }),
  );
}

async function requireAllEligible(
  tx: WriteScope,
  rows: readonly AssignmentRow[],
  target: (row: AssignmentRow) => ResolvedDemand,
): Promise<void> {
  const found = await findResourcesByCns(tx, [...new Set(rows.map((row) => row.resourceCn))]);
  const people = new Map(found.map((resource) => [resource.cn, asPerson(resource)]));
  const issues: Issue[] = rows.flatMap((row) => {
    const person = people.get(row.resourceCn);
    const week = { year: row.year, week: row.weekNumber };
    const reasons = person ? ineligibleReasons(person, target(row), week) : [];
    return reasons.map(({ code, message }) => ({ path: 'ids', message, value: row.id, code }));
  });
  if (issues.length === 0) return;
  const text = [...new Set(issues.map((issue) => issue.message))].slice(0, 10).join('; ');
  throw new DomainError(
    'INELIGIBLE',
    `${text}. To move nevertheless send override: true with a note`,
    issues,
  );
}

function isOn(row: AssignmentRow, demand: Demand): boolean {
  return (
    row.demandMainLob === demand.mainLob &&
    row.demandState === demand.state &&
    row.demandCaseType === demand.caseType
  );
}
