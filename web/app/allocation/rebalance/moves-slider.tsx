import { Label } from 'react-aria-components/Label';
import { Slider, SliderOutput, SliderThumb, SliderTrack } from 'react-aria-components/Slider';
import { cases } from '../../format/number';
import { stopAfter } from './stops';
import styles from '../allocation.module.css';

interface MovesSliderProps {
  value: number;
  /** How many moves were tried; in between nothing is known. */
  stops: readonly number[];
  onChange(value: number): void;
}

/** How many person-weeks may leave their demand. */
export function MovesSlider({ value, stops, onChange }: MovesSliderProps) {
  return (
    <Slider
      className={styles['slider'] ?? ''}
      minValue={0}
      maxValue={Math.max(...stops)}
      value={value}
      onChange={(next) => onChange(stopAfter(stops, value, Number(next)))}
    >
      <Label>Person-weeks that may move</Label>
      <SliderOutput className={styles['sliderValue'] ?? ''}>{cases(value)}</SliderOutput>
      <SliderTrack className={styles['track'] ?? ''}>
        {({ state }) => (
          <>
            <span className={styles['filled']} style={{ width: `${state.getThumbPercent(0) * 100}%` }} />
            <SliderThumb className={styles['thumb'] ?? ''} />
          </>
        )}
      </SliderTrack>
    </Slider>
  );
}
