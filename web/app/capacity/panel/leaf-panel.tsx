import { useEffect, useRef, type ReactNode } from 'react';
import { changeAddress, hrefWith, useAddress } from '../../address/address';
import { Link } from '../../address/link';
import type { DemandName } from '../../data/demand';
import type { MonthFigures, Report } from '../../data/report';
import { useUncached } from '../../data/use-uncached';
import { cases, fte, gapText, gapWords, orNone, percent, percentRough, toneOf } from '../../format/number';
import { PageLeafDocument, type PageLeafQuery } from '../../generated/graphql';
import { Button } from '../../ui/button';
import { CloseIcon } from '../../ui/icons';
import { EmptyState, Waiting } from '../../ui/states';
import { Help } from './help';
import { People } from './people';
import { Weeks } from './weeks';
import { WhyShort } from './why-short';
import styles from './panel.module.css';

/** A demand with its weeks and people. */
export type Leaf = Exclude<NonNullable<PageLeafQuery['capacityNode']>, Record<PropertyKey, never>>;

interface LeafPanelProps {
  demand: DemandName;
  /** Absent while the tree is on its way, or if it has no such demand. */
  nodeId: string | undefined;
  /** The tree has arrived. */
  known: boolean;
  report: Report;
  month: MonthFigures;
}

/** A demand explained: why it is short, who works on it, and what would help. */
export function LeafPanel({ demand, nodeId, known, report, month }: LeafPanelProps) {
  const loaded = useUncached(PageLeafDocument, nodeId === undefined ? undefined : { id: nodeId });
  const node = loaded.data?.capacityNode;
  const leaf = node && 'people' in node ? (node as Leaf) : undefined;
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // Who comes from a link elsewhere goes on reading here; in the tree the row keeps the focus.
    const at = document.activeElement;
    if (at === document.body || at?.id === 'main') title.current?.focus({ preventScroll: true });
  }, []);
  const close = (): void => {
    document.querySelector<HTMLElement>('[role="treegrid"] [aria-selected="true"]')?.focus();
    changeAddress({ demand: undefined });
  };
  return (
    <aside
      className={styles['panel']}
      aria-label={`${demand.caseType}, ${demand.mainLob}`}
      onKeyDown={(event) => event.key === 'Escape' && close()}
    >
      <header className={styles['head']}>
        <div>
          <p className="soft">
            {demand.mainLob}
            {demand.state !== 'N/A' && ` · ${demand.state}`}
          </p>
          <h2 ref={title} tabIndex={-1} className={styles['title']}>
            {demand.caseType}
          </h2>
        </div>
        <Button look="quiet" small aria-label="Close panel" onPress={close}>
          <CloseIcon size={15} />
        </Button>
      </header>
      {leaf ? (
        <Body leaf={leaf} demand={demand} report={report} month={month} />
      ) : (
        <Absent demand={demand} isAbsent={known && nodeId === undefined}>
          <Waiting loaded={loaded} label="The demand" />
        </Absent>
      )}
    </aside>
  );
}

function Absent({
  demand,
  isAbsent,
  children,
}: {
  demand: DemandName;
  isAbsent: boolean;
  children: ReactNode;
}) {
  if (!isAbsent) return children;
  return (
    <EmptyState title="Not in this report">
      <p>
        {demand.caseType} of {demand.mainLob} is not in the report and month that are chosen, or a filter
        leaves it out.
      </p>
    </EmptyState>
  );
}

interface BodyProps {
  leaf: Leaf;
  demand: DemandName;
  report: Report;
  month: MonthFigures;
}

function Body({ leaf, demand, report, month }: BodyProps) {
  const { gap, forecast, fteRequired, fteCount } = leaf.metrics;
  const isFrozen = month.isFrozen || !report.isCurrent;
  return (
    <>
      <p className={styles['sum']}>
        <b className={toneOf(gap)} aria-label={gapWords(gap)}>
          {gapText(gap)}
        </b>{' '}
        of {cases(forecast)} cases · {month.month}
      </p>
      <Months leaf={leaf} month={month} />
      <dl className={styles['facts']}>
        <div>
          <dt>Covered</dt>
          <dd>{percent(leaf.metrics.coverage)}</dd>
        </div>
        <div>
          <dt>People</dt>
          <dd>
            {cases(fteCount)} of {orNone(fteRequired)}
          </dd>
        </div>
        <div>
          <dt>Cases an hour</dt>
          <dd>{leaf.demand.targetCph === null ? 'unknown' : fte(leaf.demand.targetCph)}</dd>
        </div>
      </dl>
      {isFrozen ? (
        <p className={styles['note']}>
          {month.month} is frozen in this report: a newer report covers it, and its assignments are changed
          there.
        </p>
      ) : (
        <>
          <WhyShort demand={demand} month={month} gap={gap} />
          <Help demand={demand} month={month} weeks={leaf.weeks} />
        </>
      )}
      <Weeks weeks={leaf.weeks} />
      <People people={leaf.people} weeks={leaf.weeks} demand={demand} month={month} />
    </>
  );
}

/** The six months of the demand; each leads to its own. */
function Months({ leaf, month }: { leaf: Leaf; month: MonthFigures }) {
  const address = useAddress();
  return (
    <ol className={styles['months']}>
      {leaf.series.map(({ month: label, yearMonth, coverage, gap }) => (
        <li key={yearMonth}>
          <Link
            href={hrefWith(address, { month: yearMonth })}
            aria-current={yearMonth === month.yearMonth ? 'true' : undefined}
            aria-label={`${label}: ${gapWords(gap)}`}
          >
            <span>{label.slice(0, 3)}</span>
            <b className={toneOf(gap)}>{percentRough(coverage)}</b>
          </Link>
        </li>
      ))}
    </ol>
  );
}
