import { EmptyState } from '../ui/states';

/** The section Calendar. */
export function Calendar() {
  return (
    <EmptyState title="Calendar has no view of its own yet">
      <p>
        The interface has its figures: <a href="/api/v2/week-configs">/api/v2/week-configs</a>.
      </p>
    </EmptyState>
  );
}
