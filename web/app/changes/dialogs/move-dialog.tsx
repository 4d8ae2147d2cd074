import { useState } from 'react';
import { useChange } from '../../data/change';
import { readDemand, type DemandName } from '../../data/demand';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import type { Chosen } from '../chosen';
import { Override } from '../override';
import { Reasons, TargetPicker, titleOf } from './parts';

interface MoveDialogProps {
  chosen: Chosen;
  /** The demand that they work on, as its key, where all of them do. */
  besides?: string;
  /** Moves them; `note` says why somebody goes there who is not eligible. */
  move(target: DemandName, note: string | undefined): Promise<unknown>;
  onClose(): void;
}

/** Chooses where the assigned ones of the selected weeks go. */
export function MoveDialog({ chosen, besides, move, onClose }: MoveDialogProps) {
  const change = useChange();
  const [to, setTo] = useState<string | null>(null);
  const target = readDemand(to);
  const save = async (note?: string): Promise<void> => {
    if (target && (await change.run(() => move(target, note)))) onClose();
  };
  return (
    <Dialog
      title={titleOf('Move', chosen)}
      isOpen
      onClose={onClose}
      actions={
        <Button look="primary" isDisabled={!target} isPending={change.isPending} onPress={() => void save()}>
          Move
        </Button>
      }
    >
      <TargetPicker chosen={chosen} {...(besides && { besides })} value={to} onChange={setTo} />
      <Reasons chosen={chosen} change={change} />
      <Override
        error={change.error}
        verb="Move"
        isPending={change.isPending}
        onOverride={(note) => void save(note)}
      />
    </Dialog>
  );
}
