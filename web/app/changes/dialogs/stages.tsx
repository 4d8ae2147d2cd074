import type { RampStageInput } from '../../generated/graphql';
import { Button } from '../../ui/button';
import { NumberField } from '../../ui/number-field';
import { CloseIcon } from '../../ui/icons';
import styles from '../changes.module.css';

/** Weeks at one percentage. */
export interface Stage {
  percentage: number;
  weeks: number;
}

/** How somebody new usually comes up to speed; the last stage lasts. */
export const USUAL_RAMP: readonly Stage[] = [
  { percentage: 0.25, weeks: 2 },
  { percentage: 0.5, weeks: 2 },
  { percentage: 0.75, weeks: 2 },
  { percentage: 1, weeks: 1 },
];

/** The last stage has no end. */
export const rampOf = (stages: readonly Stage[]): RampStageInput[] =>
  stages.map(({ percentage, weeks }, index) =>
    index === stages.length - 1 ? { percentage } : { percentage, weeks },
  );

interface StagesProps {
  stages: readonly Stage[];
  onChange(next: readonly Stage[]): void;
}

/** The stages of a ramp, one below the other. */
export function Stages({ stages, onChange }: StagesProps) {
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
              whole
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
