import { EmptyState } from '../ui/states';

/** The section Allocation. */
export function Allocation() {
  return (
    <EmptyState title="Allocation has no view of its own yet">
      <p>
        The interface has its figures: <a href="/api/v2/docs">/api/v2/docs</a>.
      </p>
    </EmptyState>
  );
}
