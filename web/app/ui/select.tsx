import { Button } from 'react-aria-components/Button';
import { Label } from 'react-aria-components/Label';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Select as AriaSelect, SelectValue } from 'react-aria-components/Select';
import { ChevronDown } from './icons';
import styles from './field.module.css';

/** One choice. */
export interface Choice {
  id: string;
  text: string;
  /** Stands small behind the text. */
  note?: string;
}

interface SelectProps {
  label: string;
  choices: readonly Choice[];
  value: string;
  onChange(value: string): void;
  /** `above` shows the label over the control, `inside` before the value, `hidden` to screen readers only. */
  labelling?: 'above' | 'inside' | 'hidden';
}

/** Chooses one of a few. */
export function Select({ label, choices, value, onChange, labelling = 'above' }: SelectProps) {
  const inside = labelling === 'inside';
  return (
    <AriaSelect
      className={`${styles['field']} ${labelling === 'above' ? '' : styles['hidden']}`}
      selectedKey={value}
      onSelectionChange={(key) => key !== null && onChange(String(key))}
    >
      <Label className={styles['label'] ?? ''}>{label}</Label>
      <Button className={styles['trigger'] ?? ''}>
        {inside && (
          <span className={styles['prefix']} aria-hidden="true">
            {label}
          </span>
        )}
        <SelectValue className={styles['value'] ?? ''}>{({ selectedText }) => selectedText}</SelectValue>
        <ChevronDown size={14} />
      </Button>
      <Popover className={styles['popover'] ?? ''}>
        <ListBox className={styles['list'] ?? ''} items={choices}>
          {({ id, text, note }) => (
            <ListBoxItem id={id} textValue={text} className={styles['option'] ?? ''}>
              {text}
              {note && <small>{note}</small>}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
