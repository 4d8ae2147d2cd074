import { useState } from 'react';
import { runChange, useChange } from '../data/change';
import { errorText } from '../data/errors';
import { dateTime, monthName } from '../format/date';
import { PageCloseMonthDocument, PageReopenMonthDocument } from '../generated/graphql';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { Field } from '../ui/field';
import { Refused } from '../ui/states';
import type { Closed } from './stored-reports';

interface MonthDialogProps {
  yearMonth: string;
  closed: Closed | undefined;
  onClose(): void;
}

/** Closes a month to changes, or opens it again. */
export function MonthDialog({ yearMonth, closed, onClose }: MonthDialogProps) {
  const change = useChange();
  const [note, setNote] = useState('');
  const name = monthName(yearMonth);
  const act = async (): Promise<void> => {
    const worked = await change.run(() =>
      closed
        ? runChange(PageReopenMonthDocument, { month: yearMonth }, { done: `${name} is open again` })
        : runChange(
            PageCloseMonthDocument,
            { month: yearMonth, note: note || null },
            { done: `${name} is closed` },
          ),
    );
    if (worked) onClose();
  };
  return (
    <Dialog
      title={`${closed ? 'Reopen' : 'Close'} ${name}`}
      isOpen
      onClose={onClose}
      actions={
        <Button look="primary" isPending={change.isPending} onPress={() => void act()}>
          {closed ? 'Reopen' : 'Close the month'}
        </Button>
      }
    >
      {closed ? (
        <p>
          Closed by {closed.closedBy}, {dateTime(closed.closedDatetime)}
          {closed.note && `: ${closed.note}`}. Once open, its weeks and assignments can be changed again.
        </p>
      ) : (
        <>
          <p>A closed month accepts no change: what touches several months leaves it out and says so.</p>
          <Field label="Note" value={note} onChange={setNote} placeholder="Why" />
        </>
      )}
      <Refused text={change.error === undefined ? undefined : errorText(change.error)} />
    </Dialog>
  );
}
