import { ToggleButton } from 'react-aria-components/ToggleButton';
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup';
import type { Choice } from './select';
import styles from './segments.module.css';

interface SegmentsProps {
  label: string;
  choices: readonly Choice[];
  value: string;
  onChange(value: string): void;
}

/** Switches between a few ways of showing the same thing. */
export function Segments({ label, choices, value, onChange }: SegmentsProps) {
  return (
    <ToggleButtonGroup
      aria-label={label}
      className={`${styles['group']} no-print`}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        for (const key of keys) onChange(String(key));
      }}
    >
      {choices.map(({ id, text }) => (
        <ToggleButton key={id} id={id} className={styles['segment'] ?? ''}>
          {text}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
