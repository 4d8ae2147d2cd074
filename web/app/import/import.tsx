import { EmptyState } from '../ui/states';

/** The section Import. */
export function Import() {
  return (
    <EmptyState title="Import has no view of its own yet">
      <p>
        The interface has its figures: <a href="/api/v2/docs">/api/v2/docs</a>.
      </p>
    </EmptyState>
  );
}
