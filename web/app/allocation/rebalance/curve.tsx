import { scaleLinear } from '@visx/scale';
import { LinePath } from '@visx/shape';
import { cases, compact } from '../../format/number';
import type { PlanHeadFragment } from '../../generated/graphql';
import { useWidth } from '../../ui/use-width';
import styles from '../allocation.module.css';

type Point = NonNullable<PlanHeadFragment['curve']>[number];

interface CurveProps {
  points: readonly Point[];
  chosen: Point;
}

const HEIGHT = 210;
const MARGIN = { top: 22, right: 20, bottom: 36, left: 48 };

/** Missing cases over moves; the chosen point is marked and labelled. */
export function Curve({ points, chosen }: CurveProps) {
  const [ref, width] = useWidth<HTMLDivElement>();
  return (
    <div ref={ref} style={{ height: HEIGHT }}>
      {width > 0 && <Drawing points={points} chosen={chosen} width={width} />}
    </div>
  );
}

function Drawing({ points, chosen, width }: CurveProps & { width: number }) {
  const largest = Math.max(...points.map(({ changed }) => changed), 1);
  const top = Math.max(...points.map(({ shortfall }) => shortfall), 1);
  const x = scaleLinear({ domain: [0, largest], range: [MARGIN.left, width - MARGIN.right] });
  const y = scaleLinear({ domain: [0, top], range: [HEIGHT - MARGIN.bottom, MARGIN.top], nice: true });
  const isRight = x(chosen.changed) > width * 0.7;
  return (
    <svg
      width={width}
      height={HEIGHT}
      role="img"
      aria-label={`Missing cases fall from ${cases(points[0]?.shortfall ?? 0)} without a move to ${cases(
        points.at(-1)?.shortfall ?? 0,
      )} with ${cases(largest)} person-weeks moved`}
      className={styles['curve']}
    >
      {y.ticks(4).map((tick) => (
        <g key={tick} className={styles['tick']}>
          <line x1={MARGIN.left} x2={width - MARGIN.right} y1={y(tick)} y2={y(tick)} />
          <text x={MARGIN.left - 8} y={y(tick)} dy="0.32em" textAnchor="end">
            {compact(tick)}
          </text>
        </g>
      ))}
      {x.ticks(width < 500 ? 3 : 6).map((tick) => (
        <text
          key={tick}
          x={x(tick)}
          y={HEIGHT - MARGIN.bottom + 16}
          textAnchor="middle"
          className={styles['axis']}
        >
          {cases(tick)}
        </text>
      ))}
      <text x={width - MARGIN.right} y={HEIGHT - 4} textAnchor="end" className={styles['axis']}>
        person-weeks moved
      </text>
      <text x={MARGIN.left} y={10} className={styles['axis']}>
        cases missing
      </text>
      <LinePath
        data={[...points]}
        x={({ changed }) => x(changed)}
        y={({ shortfall }) => y(shortfall)}
        className={styles['line']}
      />
      {points.map(({ changed, shortfall }, index) => (
        <circle key={index} cx={x(changed)} cy={y(shortfall)} r={2.5} className={styles['dot']} />
      ))}
      <line
        x1={x(chosen.changed)}
        x2={x(chosen.changed)}
        y1={y(chosen.shortfall)}
        y2={HEIGHT - MARGIN.bottom}
        className={styles['mark']}
      />
      <circle cx={x(chosen.changed)} cy={y(chosen.shortfall)} r={5.5} className={styles['chosen']} />
      <text
        x={x(chosen.changed) + (isRight ? -10 : 10)}
        y={y(chosen.shortfall) - 10}
        textAnchor={isRight ? 'end' : 'start'}
        className={styles['label']}
      >
        {cases(chosen.shortfall)}
      </text>
    </svg>
  );
}
