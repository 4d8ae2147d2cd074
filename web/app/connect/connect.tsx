import { EmptyState } from '../ui/states';

/** The section Connect. */
export function Connect() {
  return (
    <EmptyState title="Connect has no view of its own yet">
      <p>
        The interface has its figures: <a href="/api/v2/reports/powerbi">/api/v2/reports/powerbi</a>.
      </p>
    </EmptyState>
  );
}
