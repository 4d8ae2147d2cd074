import { useState, type KeyboardEvent } from 'react';
import { readNumber, writeNumber } from '../format/read-number';
import { Field } from './field';

interface NumberFieldProps {
  label: string;
  /** NaN where what stands in the field is no number, or none that is accepted: nothing is sent with it. */
  value: number;
  onChange(value: number): void;
  min?: number;
  max?: number;
  /** What the arrow keys add or take. */
  step?: number;
  /** Takes no fractions. */
  whole?: boolean;
  /** Shows and reads fractions as percent: `75` means 75 %. */
  percent?: boolean;
  hint?: string;
}

/** A number with its label. What is typed is taken as it is, or refused in words: never rounded, never moved into a range. */
export function NumberField(props: NumberFieldProps) {
  const { label, value, onChange, min, max, whole = false, percent = false, hint } = props;
  const { step = percent ? 0.01 : 1 } = props;
  const [typed, setTyped] = useState('');
  const accepted = (number: number): number => {
    const isOutside = number < (min ?? -Infinity) || number > (max ?? Infinity);
    return isOutside || (whole && !Number.isInteger(number)) ? NaN : number;
  };
  const read = (text: string): number => accepted(readNumber(text, percent));
  const text = Object.is(read(typed), value) ? typed : writeNumber(value, percent);
  const onKeyDown = (event: KeyboardEvent): void => {
    const sign = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    const next = sign && accepted(Number((value + sign * step).toFixed(6)));
    if (next === undefined || Number.isNaN(next)) return;
    event.preventDefault();
    onChange(next);
  };
  return (
    // The keys are those of the input inside.
    <div onKeyDown={onKeyDown}>
      <Field
        label={label}
        value={text}
        onChange={(next) => {
          setTyped(next);
          onChange(read(next));
        }}
        onBlur={() => !Number.isNaN(value) && setTyped(writeNumber(value, percent))}
        inputMode="decimal"
        {...(hint !== undefined && { hint })}
        error={Number.isNaN(value) ? refusal(text, props) : undefined}
      />
    </div>
  );
}

/** What was typed and what is accepted. */
function refusal(text: string, { min, max, whole = false, percent = false }: NumberFieldProps): string {
  const seen = text.trim() === '' ? 'Nothing' : `“${text.trim()}”`;
  const bounds = [min, max].map((bound) => bound !== undefined && writeNumber(bound, percent));
  const range =
    bounds[0] !== false && bounds[1] !== false
      ? `${whole ? 'whole numbers from ' : ''}${bounds[0]} to ${bounds[1]}`
      : percent
        ? 'a percentage such as 62.5 %'
        : 'a number such as 7.5';
  return `${seen} is not accepted; it takes ${range}`;
}
