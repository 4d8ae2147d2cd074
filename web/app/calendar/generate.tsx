import { useEffect, useState } from 'react';
import { runChange, useChange } from '../data/change';
import { client } from '../data/client';
import { documentOf } from '../data/documents';
import { errorText, RefusedError } from '../data/errors';
import { monthName, weekSpan } from '../format/date';
import { cases } from '../format/number';
import { PageGenerateWeeksDocument, type PageGenerateWeeksMutation } from '../generated/graphql';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { Select } from '../ui/select';
import { Refused, Skeleton } from '../ui/states';
import { useRememberCapacity } from './capacity-moved';
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
  const remember = useRememberCapacity();
  const [overwrites, setOverwrites] = useState(false);
  const [outlook, setOutlook] = useState<Generation>();
  useEffect(() => {
    void change.run(async () => setOutlook(await tryGenerating(year, overwrites)));
    // Tried once for each choice.
  }, [year, overwrites]);
  const generate = async (): Promise<void> => {
    remember();
    const worked = await change.run(() =>
      runChange(
        PageGenerateWeeksDocument,
        { input: { year, overwriteManual: overwrites } },
        { done: `The weeks of ${year} are generated` },
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
      {outlook && change.error === undefined && <Outlook outlook={outlook} />}
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

function Outlook({
  outlook: { created, updated, unchanged, keptManual, skippedClosed, weeks },
}: {
  outlook: Generation;
}) {
  return (
    <div role="status" className={styles['outlook']}>
      <p>
        <b>{cases(created ?? 0)} new</b>, <b>{cases(updated ?? 0)} would change</b>, {cases(unchanged ?? 0)}{' '}
        stay as they are, {cases(keptManual ?? 0)} set by hand are kept.
      </p>
      {(skippedClosed ?? []).length > 0 && (
        <p className="soft">Closed and left alone: {(skippedClosed ?? []).map(monthName).join(', ')}.</p>
      )}
      <ul>
        {(weeks ?? []).slice(0, LISTED).map((week) => (
          <li key={`${week.weekNumber} ${week.workType}`}>
            {weekSpan(week)} <span className="soft">{week.workType.toLowerCase()}</span>: {week.workingDays}{' '}
            days of {week.workHours} hours
          </li>
        ))}
      </ul>
      {(weeks ?? []).length > LISTED && (
        <p className="soft">and {cases((weeks ?? []).length - LISTED)} more</p>
      )}
    </div>
  );
}
