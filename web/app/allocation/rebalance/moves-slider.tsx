import { Label } from 'react-aria-components/Label';
import { Slider, SliderOutput, SliderThumb, SliderTrack } from 'react-aria-components/Slider';
import { cases } from '../../format/number';
import styles from '../allocation.module.css';

interface MovesSliderProps {
  value: number;
  max: number;
  onChange(value: number): void;
}

/** How many person-weeks may leave their demand. */
export function MovesSlider({ value, max, onChange }: MovesSliderProps) {
  return (
    <Slider
      className={styles['slider'] ?? ''}
      minValue={0}
      maxValue={max}
      value={value}
      onChange={(next) => onChange(Number(next))}
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
