import { useState } from 'react';
import { useChange } from '../../data/change';
import { useMay } from '../../data/viewer';
import { readWeek, weekSpan, weeksText } from '../../format/date';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Segments } from '../../ui/segments';
import type { Chosen } from '../chosen';
import { applyRamp, setProduction, setWeekProduction, weeksCount, type RefusedWeek } from '../weeks';
import { Reasons, ShareChoice, ShareField } from './parts';
import { rampOf, Stages, USUAL_RAMP } from './stages';
import styles from '../changes.module.css';

/** How long a change of production lasts. */
export type Lasting = 'weeks' | 'on' | 'ramp';

interface ProductionDialogProps {
  chosen: Chosen;
  /** What stands chosen to begin with, if the reader may do it. */
  initially: Lasting;
  onRefused(weeks: readonly RefusedWeek[]): void;
  onClose(): void;
}

/** Changes what people produce: in the selected weeks only, from the first of them on, or by a ramp. */
export function ProductionDialog({ chosen, initially, onRefused, onClose }: ProductionDialogProps) {
  const { cns, weeks, taken, who, usualShare } = chosen;
  const [from = ''] = weeks;
  const change = useChange();
  const [mayAssign, mayEdit] = [useMay('ASSIGN'), useMay('EDIT_PEOPLE')];
  const choices = [
    { id: 'weeks', text: `Only ${weeksText(weeks)}`, may: mayAssign },
    { id: 'on', text: `From ${weeksText([from])} on`, may: mayEdit },
    { id: 'ramp', text: 'A ramp', may: mayEdit },
  ].filter(({ may }) => may);
  const [wanted, setWanted] = useState<string>(initially);
  const lasting = choices.some(({ id }) => id === wanted) ? wanted : choices[0]?.id;
  const [share, setShare] = useState<number | undefined>(taken[0]?.productionPercentage ?? usualShare);
  const [stages, setStages] = useState(USUAL_RAMP);
  const [overwriteExceptions, setOverwrite] = useState(false);
  const run = async (): Promise<void> => {
    if (lasting === 'weeks') return onRefused(await setWeekProduction(chosen, share));
    const choice = { cns, fromWeek: from, who, overwriteExceptions };
    return lasting === 'on' ? setProduction(choice, share ?? usualShare) : applyRamp(choice, rampOf(stages));
  };
  const save = async (): Promise<void> => {
    if (await change.run(run)) onClose();
  };
  return (
    <Dialog
      title={`Production of ${who}`}
      isOpen
      onClose={onClose}
      actions={
        <Button
          look="primary"
          isDisabled={lasting === 'weeks' && taken.length === 0}
          isPending={change.isPending}
          onPress={() => void save()}
        >
          Save
        </Button>
      }
    >
      <Segments label="When it changes" choices={choices} value={lasting ?? ''} onChange={setWanted} />
      {lasting === 'weeks' ? (
        <>
          <WeeksOnly chosen={chosen} />
          <ShareChoice share={share} usual={usualShare} onChange={setShare} />
        </>
      ) : (
        <>
          <p>
            From <b>{weekSpan(readWeek(from))}</b> on. Assigned weeks follow; closed months are left alone.
          </p>
          {lasting === 'on' ? (
            <ShareField share={share ?? usualShare} onChange={setShare} />
          ) : (
            <Stages stages={stages} onChange={setStages} />
          )}
          <label className={styles['check']}>
            <input
              type="checkbox"
              checked={overwriteExceptions}
              onChange={({ target }) => setOverwrite(target.checked)}
            />{' '}
            Also change weeks that have a percentage of their own
          </label>
        </>
      )}
      <Reasons chosen={chosen} change={change} />
    </Dialog>
  );
}

/** What a percentage of single weeks is, and which of them can have one. */
function WeeksOnly({ chosen: { cns, weeks, taken } }: { chosen: Chosen }) {
  const free = cns.length * weeks.length - taken.length;
  if (taken.length === 0)
    return <p className="soft">Nobody is assigned in these weeks, so there is nothing to change in them.</p>;
  return (
    <p>
      {weeksCount(taken.length)} only, for leave or training: no other week changes, and a later change of
      production leaves {taken.length === 1 ? 'it' : 'them'} alone.
      {free > 0 && <span className="soft"> {weeksCount(free)} without an assignment stay as they are.</span>}
    </p>
  );
}
