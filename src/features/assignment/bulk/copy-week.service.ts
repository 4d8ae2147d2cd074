import type { WriteAnswer } from '../../../domain/writing';
import { normaliseCn } from '../../../domain/demand/cn';
import { invalid } from '../../../domain/errors';
import { compareWeeks, formatIsoWeek, requireIsoWeek, type IsoWeek } from '../../../domain/time/iso-week';
import type { WriteScope } from '../../../platform/scope/request-scope';
import { createStage } from './bulk-stage.repository';
import type { BulkOptions } from './bulk.model';
import { stageCopies, type CopyFilter } from './copy-week.repository';
import { placeStage } from './place-assignments.service';

const MAX_WEEKS = 53;

/** Which week is copied where; taken person-weeks and people who do not fit are left out and listed by default. */
export interface CopyWeek extends BulkOptions {
  fromWeek: IsoWeek;
  toWeeks: readonly IsoWeek[];
  filter?: CopyFilter | null | undefined;
}

/** Copies a week's assignments to other weeks: same people, same demands, the people's percentages of the new weeks. */
export async function copyWeek(tx: WriteScope, input: CopyWeek): Promise<WriteAnswer> {
  const from = requireIsoWeek(input.fromWeek, 'fromWeek');
  const toWeeks = readTargets(input.toWeeks, from);
  const cns = input.filter?.resourceCns?.map((cn, index) => normaliseCn(cn, `filter.resourceCns.${index}`));
  await createStage(tx);
  const staged = await stageCopies(tx, from, { toWeeks, filter: { ...input.filter, resourceCns: cns } });
  return placeStage(tx, staged, {
    onConflict: input.onConflict ?? 'SKIP',
    onError: input.onError ?? 'skip',
    dryRun: input.dryRun,
    pathOf: ({ key }) => `assignments.${key}`,
  });
}

function readTargets(weeks: readonly IsoWeek[], from: IsoWeek): IsoWeek[] {
  if (weeks.length === 0 || weeks.length > MAX_WEEKS)
    throw invalid('toWeeks', weeks.length, `a list of 1 to ${MAX_WEEKS} weeks`);
  const distinct = new Map(
    weeks.map((week, index) => {
      if (compareWeeks(requireIsoWeek(week, `toWeeks.${index}`), from) === 0)
        throw invalid(`toWeeks.${index}`, formatIsoWeek(week), 'a week other than fromWeek');
      return [formatIsoWeek(week), week];
    }),
  );
  return [...distinct.values()];
}
