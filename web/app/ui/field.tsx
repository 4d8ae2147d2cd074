import { FieldError } from 'react-aria-components/FieldError';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { SearchField as AriaSearchField } from 'react-aria-components/SearchField';
import { Text } from 'react-aria-components/Text';
import { TextField } from 'react-aria-components/TextField';
import styles from './field.module.css';

interface FieldProps {
  label: string;
  value: string;
  onChange(value: string): void;
  hint?: string;
  /** What the server refused about this field. */
  error?: string | undefined;
  placeholder?: string;
  type?: 'text' | 'password' | 'date' | 'month';
  inputMode?: 'decimal';
  required?: boolean;
  onBlur?(): void;
}

/** A line of text with its label, hint and error. */
export function Field({ label, hint, error, placeholder, required = false, ...props }: FieldProps) {
  return (
    <TextField
      className={styles['field'] ?? ''}
      isInvalid={error !== undefined}
      isRequired={required}
      validationBehavior="aria"
      {...props}
    >
      <Label className={styles['label'] ?? ''}>{label}</Label>
      <Input className={styles['input'] ?? ''} placeholder={placeholder ?? ''} />
      {hint && (
        <Text slot="description" className={styles['hint'] ?? ''}>
          {hint}
        </Text>
      )}
      <FieldError className={styles['error'] ?? ''}>{error}</FieldError>
    </TextField>
  );
}

interface SearchProps {
  label: string;
  value: string;
  onChange(value: string): void;
  placeholder?: string;
  onBlur?(): void;
}

/** A search line; Escape empties it. */
export function SearchField({ label, placeholder, ...props }: SearchProps) {
  return (
    <AriaSearchField aria-label={label} className={styles['field'] ?? ''} {...props}>
      <Input className={styles['input'] ?? ''} placeholder={placeholder ?? label} />
    </AriaSearchField>
  );
}
