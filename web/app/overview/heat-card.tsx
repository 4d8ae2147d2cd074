import { changeAddress, useAddress } from '../address/address';
import type { MonthFigures, Report } from '../data/report';
import { Card } from '../ui/card';
import { Segments } from '../ui/segments';
import { Waiting } from '../ui/states';
import type { MonthCharts } from './charts-data';
import { DemandWeeks } from './demand-weeks';
import { LobMonths, type LobFigures, type PriorLobs } from './lob-months';

interface HeatCardProps {
  className: string | undefined;
  report: Report;
  month: MonthFigures;
  months: readonly MonthFigures[];
  lobs: readonly LobFigures[] | undefined;
  prior: PriorLobs | undefined;
  loaded: { error: Error | undefined; retry(): void };
  /** The charts of the month. */
  charts: MonthCharts | undefined;
}

const VIEWS = [
  { id: 'lobs', text: 'Lines by month' },
  { id: 'weeks', text: 'Demands by week' },
];

/** Where it is hot: lines of business by month, or the largest demands by week. */
export function HeatCard({ className, report, month, months, lobs, prior, loaded, charts }: HeatCardProps) {
  const { search } = useAddress();
  const view = search.get('heat') === 'weeks' ? 'weeks' : 'lobs';
  const figure = search.get('cells') === 'gap' ? 'Gap' : 'Coverage';
  return (
    <Card
      className={className}
      title={view === 'lobs' ? `${figure} by line of business` : `People by week, ${month.month}`}
      note={
        <Segments
          label="Heat map"
          choices={VIEWS}
          value={view}
          onChange={(value) =>
            changeAddress({ heat: value === 'weeks' ? 'weeks' : undefined }, { replace: true })
          }
        />
      }
    >
      {view === 'weeks' && charts && <DemandWeeks report={report} month={month} charts={charts} />}
      {view === 'lobs' && lobs && <LobMonths lobs={lobs} months={months} month={month} prior={prior} />}
      {view === 'lobs' && !lobs && <Waiting loaded={loaded} label="Lines of business" />}
    </Card>
  );
}
