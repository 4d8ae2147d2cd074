import { Button } from 'react-aria-components/Button';
import { ComboBox as AriaComboBox } from 'react-aria-components/ComboBox';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { ChevronDown } from './icons';
import type { Choice } from './select';
import styles from './field.module.css';

interface ComboBoxProps {
  label: string;
  choices: readonly Choice[];
  value: string | null;
  onChange(value: string | null): void;
  placeholder?: string;
  /** Called while typing, where the choices come from the server. */
  onType?(text: string): void;
  hideLabel?: boolean;
  isDisabled?: boolean;
}

/** Chooses one of many by typing. */
export function ComboBox(props: ComboBoxProps) {
  const {
    label,
    choices,
    value,
    onChange,
    placeholder,
    onType,
    hideLabel = false,
    isDisabled = false,
  } = props;
  return (
    <AriaComboBox
      className={`${styles['field']} ${hideLabel ? styles['hidden'] : ''}`}
      {...(onType ? { items: choices } : { defaultItems: choices })}
      selectedKey={value}
      onSelectionChange={(key) => onChange(key === null ? null : String(key))}
      {...(onType && { onInputChange: onType })}
      menuTrigger="focus"
      isDisabled={isDisabled}
      allowsEmptyCollection
    >
      <Label className={styles['label'] ?? ''}>{label}</Label>
      <div className={styles['combo']}>
        <Input className={styles['input'] ?? ''} placeholder={placeholder ?? ''} />
        <Button className={styles['open'] ?? ''}>
          <ChevronDown size={14} />
        </Button>
      </div>
      <Popover className={styles['popover'] ?? ''}>
        <ListBox
          className={styles['list'] ?? ''}
          renderEmptyState={() => <div className={styles['nothing']}>Nothing matches</div>}
        >
          {({ id, text, note }: Choice) => (
            <ListBoxItem id={id} textValue={text} className={styles['option'] ?? ''}>
              {text}
              {note && <small>{note}</small>}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaComboBox>
  );
}
