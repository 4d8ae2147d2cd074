import { EmptyState } from '../ui/states';

/** The section Capacity. */
export function Capacity() {
  return (
    <EmptyState title="Capacity has no view of its own yet">
      <p>
        The interface has its figures: <a href="/graphiql/">/graphiql/</a>.
      </p>
    </EmptyState>
  );
}
