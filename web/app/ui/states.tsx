import type { ReactNode } from 'react';
import { errorText } from '../data/errors';
import { Button } from './button';
import styles from './states.module.css';

interface SkeletonProps {
  /** What is coming, for screen readers. */
  label: string;
  lines?: number;
  height?: number;
}

/** Holds the place of what is on its way. */
export function Skeleton({ label, lines = 1, height = 16 }: SkeletonProps) {
  return (
    <div role="status" className={styles['skeleton']}>
      <span className="visually-hidden">{label} …</span>
      {Array.from({ length: lines }, (_, line) => (
        <span
          key={line}
          className={styles['bone']}
          style={{ height, width: `${100 - ((line * 17) % 40)}%` }}
        />
      ))}
    </div>
  );
}

interface EmptyStateProps {
  title: string;
  children?: ReactNode;
}

/** Nothing to show, and what to do next. */
export function EmptyState({ title, children }: EmptyStateProps) {
  return (
    <div className={styles['empty']}>
      <p className={styles['title']}>{title}</p>
      {children}
    </div>
  );
}

interface ErrorStateProps {
  what: string;
  error: unknown;
  onRetry?(): void;
}

/** What could not be read, why, and another try. */
export function ErrorState({ what, error, onRetry }: ErrorStateProps) {
  return (
    <div role="alert" className={styles['error']}>
      <p className={styles['title']}>{what}</p>
      <p className={styles['words']}>{errorText(error)}</p>
      {onRetry && (
        <div>
          <Button small onPress={onRetry}>
            Try again
          </Button>
        </div>
      )}
    </div>
  );
}

interface WaitingProps {
  loaded: { error: Error | undefined; retry(): void };
  label: string;
  /** As many as what comes will need. */
  lines?: number;
}

/** In the place of figures that are not there (yet). */
export function Waiting({ loaded, label, lines = 6 }: WaitingProps) {
  if (loaded.error)
    return <ErrorState what={`${label} could not be read`} error={loaded.error} onRetry={loaded.retry} />;
  return <Skeleton label={`Loading ${label}`} lines={lines} height={20} />;
}

/** What the server refused, beside what was asked; nothing while all is well. */
export function Refused({ text }: { text: string | undefined }) {
  if (text === undefined) return null;
  return (
    <p role="alert" className={styles['refused']}>
      {text}
    </p>
  );
}
