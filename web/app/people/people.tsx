import { EmptyState } from '../ui/states';

/** The section People. */
export function People() {
  return (
    <EmptyState title="People has no view of its own yet">
      <p>
        The interface has its figures: <a href="/api/v2/resources">/api/v2/resources</a>.
      </p>
    </EmptyState>
  );
}
