import { decimal } from '../../../domain/rounding';
import type { WriteWarning } from '../../../domain/writing';
import type { WriteScope } from '../../../platform/scope/request-scope';
import { cphKey, type ConfiguredCph } from './file-cph.rules';
import type { TargetCphRow } from '../table/forecast.model';
import type { ReportPlan } from '../table/report.model';
import { insertTargetCphs, updateTargetCphs } from '../table/target-cph.repository';

/**
 * Takes the CPHs on which a file's rows agree into the configuration, without touching other forecast rows. A report older
 * than the current one adds pairs that are not configured, but changes none: what it states is out of date.
 */
export async function applyFileCphs(
  tx: WriteScope,
  plan: ReportPlan,
  agreed: readonly ConfiguredCph[],
  configured: readonly TargetCphRow[],
): Promise<WriteWarning[]> {
  const known = new Map(configured.map((row) => [cphKey(row), row]));
  await insertTargetCphs(
    tx,
    agreed.filter((pair) => !known.has(cphKey(pair))),
  );
  const changes = agreed.flatMap((pair) => {
    const row = known.get(cphKey(pair));
    return row && !decimal(row.targetCph).eq(pair.targetCph) ? { ...pair, row } : [];
  });
  if (plan.isCurrent) {
    await updateTargetCphs(
      tx,
      changes.map(({ row, targetCph }) => ({ id: row.id, targetCph })),
    );
    return [];
  }
  return changes.map(({ row, targetCph }) => ({
    code: 'CPH_KEPT',
    message: `${row.mainLob} / ${row.caseType}: the configured target CPH stays ${row.targetCph}; this report says ${targetCph}, but a newer report is stored`,
  }));
}
