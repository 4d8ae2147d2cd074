import { RefusedError } from '../data/errors';
import { Button } from '../ui/button';

interface StaleEditProps {
  /** What was refused; nothing is offered unless somebody else was faster. */
  error: unknown;
  /** Shows what is stored now in the place of what was typed. */
  onRestart(): void;
}

const isStale = (error: unknown): boolean =>
  error instanceof RefusedError && error.refusals.some(({ code }) => code === 'VERSION_CONFLICT');

/** The way on after somebody else has changed what is being edited. */
export function StaleEdit({ error, onRestart }: StaleEditProps) {
  if (!isStale(error)) return null;
  return (
    <p>
      Nothing of yours is saved.{' '}
      <Button small onPress={onRestart}>
        Start again from what is stored
      </Button>
    </p>
  );
}
