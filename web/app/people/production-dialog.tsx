import { useState } from 'react';
import { useChange } from '../data/change';
import { errorText } from '../data/errors';
import { readWeek, weekSpan } from '../format/date';
import type { RampStageInput } from '../generated/graphql';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { NumberField } from '../ui/field';
import { CloseIcon } from '../ui/icons';
import { Segments } from '../ui/segments';
import { Refused } from '../ui/states';
import type { Chosen } from './acts';
import { applyRamp, setProduction } from './changes';
import styles from './acts.module.css';

const KINDS = [
  { id: 'one', text: 'One percentage' },
  { id: 'ramp', text: 'A ramp' },
];

/** How somebody new usually comes up to speed; the last stage lasts. */
const USUAL_RAMP: readonly Stage[] = [
  { percentage: 0.25, weeks: 2 },
  { percentage: 0.5, weeks: 2 },
  { percentage: 0.75, weeks: 2 },
  { percentage: 1, weeks: 1 },
];

interface Stage {
  percentage: number;
  weeks: number;
}

/** Changes what people produce from the first selected week on; assignments of open months follow. */
export function ProductionDialog({ chosen, onClose }: { chosen: Chosen; onClose(): void }) {
  const { selection, people, taken, who } = chosen;
  const change = useChange();
  const [kind, setKind] = useState('one');
  const [share, setShare] = useState(taken[0]?.productionPercentage ?? people[0]?.productionPercentage ?? 1);
  const [stages, setStages] = useState(USUAL_RAMP);
  const [overwriteExceptions, setOverwrite] = useState(false);
  const save = async (): Promise<void> => {
    const choice = { cns: selection.cns, fromWeek: selection.from, who, overwriteExceptions };
    const saved = await change.run(() =>
      kind === 'one' ? setProduction(choice, share) : applyRamp(choice, rampOf(stages)),
    );
    if (saved) onClose();
  };
  return (
    <Dialog
      title={`Production of ${who}`}
      isOpen
      onClose={onClose}
      actions={
        <Button look="primary" isPending={change.isPending} onPress={() => void save()}>
          Save
        </Button>
      }
    >
      <p>
        From <b>{weekSpan(readWeek(selection.from))}</b> on. Assigned weeks follow; closed months are left
        alone.
      </p>
      <Segments label="What changes" choices={KINDS} value={kind} onChange={setKind} />
      {kind === 'one' ? (
        <NumberField
          label="Production"
          hint="0 % to 100 %; the tier follows from it"
          percent
          min={0}
          max={1}
          step={0.05}
          value={share}
          onChange={setShare}
        />
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
      <Refused text={change.error === undefined ? undefined : errorText(change.error)} />
    </Dialog>
  );
}

/** The last stage has no end. */
const rampOf = (stages: readonly Stage[]): RampStageInput[] =>
  stages.map(({ percentage, weeks }, index) =>
    index === stages.length - 1 ? { percentage } : { percentage, weeks },
  );

function Stages({ stages, onChange }: { stages: readonly Stage[]; onChange(next: readonly Stage[]): void }) {
  const set = (index: number, next: Partial<Stage>): void =>
    onChange(stages.map((stage, at) => (at === index ? { ...stage, ...next } : stage)));
  return (
    <div className={styles['stages']} role="group" aria-label="Stages of the ramp">
      {stages.map(({ percentage, weeks }, index) => (
        <div key={index} className={styles['stage']}>
          <NumberField
            label={`Stage ${index + 1}`}
            percent
            min={0}
            max={1}
            step={0.05}
            value={percentage}
            onChange={(value) => set(index, { percentage: value })}
          />
          {index === stages.length - 1 ? (
            <p className="soft">from then on</p>
          ) : (
            <NumberField
              label={`Weeks of stage ${index + 1}`}
              min={1}
              max={52}
              value={weeks}
              onChange={(value) => set(index, { weeks: value })}
            />
          )}
          <Button
            look="quiet"
            small
            aria-label={`Remove stage ${index + 1}`}
            isDisabled={stages.length === 1}
            onPress={() => onChange(stages.filter((_stage, at) => at !== index))}
          >
            <CloseIcon size={13} />
          </Button>
        </div>
      ))}
      <div>
        <Button
          small
          onPress={() =>
            onChange([...stages.slice(0, -1), { percentage: 0.9, weeks: 2 }, ...stages.slice(-1)])
          }
        >
          One more stage
        </Button>
      </div>
    </div>
  );
}
