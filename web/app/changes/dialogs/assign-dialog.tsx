import { useState } from 'react';
import { useChange } from '../../data/change';
import { readDemand } from '../../data/demand';
import type { OnConflict } from '../../generated/graphql';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Segments } from '../../ui/segments';
import type { Chosen } from '../chosen';
import { Override } from '../override';
import { assignWeeks, weeksCount, type RefusedWeek } from '../weeks';
import { Reasons, refusedIn, ShareChoice, TargetPicker, titleOf } from './parts';

interface AssignDialogProps {
  chosen: Chosen;
  onRefused(weeks: readonly RefusedWeek[]): void;
  onClose(): void;
}

const CONFLICTS = [
  { id: 'SKIP', text: 'Leave taken weeks' },
  { id: 'REPLACE', text: 'Replace them' },
];

/** How many person-weeks would be assigned without those that are refused. */
function restOf({ cns, weeks, taken }: Chosen, refused: readonly RefusedWeek[], onConflict: OnConflict) {
  const wanted = new Set(cns.flatMap((cn) => weeks.map((week) => `${cn} ${week}`)));
  if (onConflict === 'SKIP') for (const { resourceCn, week } of taken) wanted.delete(`${resourceCn} ${week}`);
  for (const { cn, week } of refused) wanted.delete(`${cn} ${week}`);
  return wanted.size;
}

/** Chooses a demand for the selected weeks; what does not fit is said per person and week, before anything is saved. */
export function AssignDialog({ chosen, onRefused, onClose }: AssignDialogProps) {
  const change = useChange();
  const [to, setTo] = useState<string | null>(null);
  const [share, setShare] = useState<number>();
  const [conflict, setConflict] = useState<OnConflict>('SKIP');
  const onConflict = chosen.taken.length > 0 ? conflict : 'ERROR';
  const target = readDemand(to);
  const refused = refusedIn(change);
  const rest = restOf(chosen, refused, onConflict);
  const save = async (how: { skipRefused: boolean; override?: string }): Promise<void> => {
    if (!target) return;
    const choice = { ...target, share, onConflict, ...how };
    if (await change.run(async () => onRefused(await assignWeeks(chosen, choice)))) onClose();
  };
  return (
    <Dialog
      title={titleOf('Assign', chosen)}
      isOpen
      onClose={onClose}
      actions={
        <>
          {refused.length > 0 && rest > 0 && (
            <Button isPending={change.isPending} onPress={() => void save({ skipRefused: true })}>
              {rest === 1 ? 'Assign the other week' : `Assign the other ${weeksCount(rest)}`}
            </Button>
          )}
          <Button
            look="primary"
            isDisabled={!target}
            isPending={change.isPending}
            onPress={() => void save({ skipRefused: false })}
          >
            Assign
          </Button>
        </>
      }
    >
      <TargetPicker chosen={chosen} value={to} onChange={setTo} />
      <ShareChoice share={share} usual={1} onChange={setShare} />
      {chosen.taken.length > 0 && (
        <div>
          <p className="soft">{weeksCount(chosen.taken.length)} of them are taken:</p>
          <Segments
            label="Taken weeks"
            choices={CONFLICTS}
            value={conflict}
            onChange={(choice) => setConflict(choice as OnConflict)}
          />
        </div>
      )}
      <Reasons chosen={chosen} change={change} />
      <Override
        error={change.error}
        verb="Assign"
        isPending={change.isPending}
        onOverride={(override) => void save({ skipRefused: false, override })}
      />
    </Dialog>
  );
}
