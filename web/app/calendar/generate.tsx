import { useEffect, useState } from 'react';
import { runChange, useChange } from '../data/change';
import { client } from '../data/client';
import { documentOf } from '../data/documents';
import { errorText, RefusedError } from '../data/errors';
import { useData } from '../data/use-data';
import { monthName, weekSpan } from '../format/date';
import { cases, percent } from '../format/number';
import {
  PageCalendarDocument,
  PageGenerateWeeksDocument,
  type PageGenerateWeeksMutation,
  type WeekFieldsFragment,
} from '../generated/graphql';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { Select } from '../ui/select';
import { Refused, Skeleton } from '../ui/states';
import { useCompareCapacity } from './capacity-moved';
import type { WorkingTime } from './working-time';
import styles from './calendar.module.css';

type Generation = PageGenerateWeeksMutation['generateWeeks'];

interface GenerateButtonProps {
  year: number;
  look: 'primary' | 'plain';
}

/** Generates the weeks of a year, after showing what that would change. */
export function GenerateButton({ year, look }: GenerateButtonProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button look={look} onPress={() => setOpen(true)}>
        Generate {year} …
      </Button>
      {isOpen && <GenerateDialog year={year} onClose={() => setOpen(false)} />}
    </>
  );
}

/** What generating would do; nothing is saved. */
async function tryGenerating(year: number, overwriteManual: boolean): Promise<Generation> {
  const { data } = await client.mutate({
    mutation: documentOf(PageGenerateWeeksDocument),
    variables: { input: { year, overwriteManual, dryRun: true } },
    // The weeks of the answer are not stored: the cache would take them for those that are.
    fetchPolicy: 'no-cache',
  });
  if (!data) throw new Error('The server gave no answer.');
  if (data.generateWeeks.userErrors.length > 0) throw new RefusedError(data.generateWeeks.userErrors);
  return data.generateWeeks;
}

const MANUAL = [
  { id: 'keep', text: 'stay as they are' },
  { id: 'overwrite', text: 'are generated too' },
];

function GenerateDialog({ year, onClose }: { year: number; onClose(): void }) {
  const change = useChange();
  const compare = useCompareCapacity();
  const [overwrites, setOverwrites] = useState(false);
  const [outlook, setOutlook] = useState<Generation>();
  useEffect(() => {
    void change.run(async () => setOutlook(await tryGenerating(year, overwrites)));
    // Tried once for each choice.
  }, [year, overwrites]);
  const generate = async (): Promise<void> => {
    const worked = await change.run(() =>
      compare(() =>
        runChange(
          PageGenerateWeeksDocument,
          { input: { year, overwriteManual: overwrites } },
          { done: `The weeks of ${year} are generated` },
        ),
      ),
    );
    if (worked) onClose();
  };
  return (
    <Dialog
      title={`Generate the weeks of ${year}`}
      isOpen
      onClose={onClose}
      actions={<GoButton outlook={outlook} isPending={change.isPending} onPress={() => void generate()} />}
    >
      <p>Both work types, from their months and holidays. Capacities follow at once; it can be undone.</p>
      <Select
        label="Weeks set by hand"
        value={overwrites ? 'overwrite' : 'keep'}
        onChange={(choice) => setOverwrites(choice === 'overwrite')}
        choices={MANUAL}
      />
      {!outlook && change.error === undefined && <Skeleton label="Trying" lines={3} />}
      {outlook && change.error === undefined && <Outlook outlook={outlook} year={year} />}
      <Refused text={change.error === undefined ? undefined : errorText(change.error)} />
    </Dialog>
  );
}

interface GoButtonProps {
  outlook: Generation | undefined;
  isPending: boolean;
  onPress(): void;
}

function GoButton({ outlook, isPending, onPress }: GoButtonProps) {
  const changes = (outlook?.created ?? 0) + (outlook?.updated ?? 0);
  return (
    <Button look="primary" isDisabled={!outlook || changes === 0} isPending={isPending} onPress={onPress}>
      {changes === 0 ? 'Nothing to generate' : `Generate ${cases(changes)}`}
    </Button>
  );
}

const LISTED = 8;

type PlannedWeek = Pick<WeekFieldsFragment, 'year' | 'weekNumber' | 'workType'> & WorkingTime;

const keyOf = ({ year, weekNumber, workType }: PlannedWeek): string => `${year} ${weekNumber} ${workType}`;

/** `5 → 4 days` for a week that is there, `4 days of 9 hours` for a new one. */
function changeText(before: PlannedWeek | undefined, after: PlannedWeek): string {
  if (!before) return `${after.workingDays} days of ${after.workHours} hours`;
  const changes = [
    before.workingDays !== after.workingDays && `${before.workingDays} → ${after.workingDays} days`,
    before.workHours !== after.workHours && `${before.workHours} → ${after.workHours} hours`,
    before.shrinkage !== after.shrinkage &&
      `shrinkage ${percent(before.shrinkage)} → ${percent(after.shrinkage)}`,
    before.occupancy !== after.occupancy &&
      `occupancy ${percent(before.occupancy)} → ${percent(after.occupancy)}`,
  ].filter(Boolean);
  return changes.length > 0 ? changes.join(', ') : 'generated again, as it is';
}

interface OutlookProps {
  outlook: Generation;
  year: number;
}

function Outlook({ outlook, year }: OutlookProps) {
  const { created, updated, unchanged, keptManual } = outlook;
  const [weeks, closed] = [outlook.weeks ?? [], outlook.skippedClosed ?? []];
  // Of both work types, since both are generated.
  const stored = useData(PageCalendarDocument, { year, filter: { years: [year] } });
  const before = new Map(stored.data?.weekConfigs.nodes.map((week) => [keyOf(week), week]));
  return (
    <div role="status" className={styles['outlook']}>
      <p>
        <b>{cases(created ?? 0)} new</b>, <b>{cases(updated ?? 0)} would change</b>, {cases(unchanged ?? 0)}{' '}
        stay as they are, {cases(keptManual ?? 0)} set by hand are kept.
      </p>
      {closed.length > 0 && (
        <p className="soft">Closed and left alone: {closed.map(monthName).join(', ')}.</p>
      )}
      <ul>
        {weeks.slice(0, LISTED).map((week) => (
          <li key={keyOf(week)}>
            {weekSpan(week)} <span className="soft">{week.workType.toLowerCase()}</span>:{' '}
            {changeText(before.get(keyOf(week)), week)}
          </li>
        ))}
      </ul>
      {weeks.length > LISTED && <p className="soft">and {cases(weeks.length - LISTED)} more</p>}
    </div>
  );
}
