import { EmptyState } from '../ui/states';

/** The section Overview. */
export function Overview() {
  return (
    <EmptyState title="Overview has no view of its own yet">
      <p>
        The interface has its figures: <a href="/graphiql/">/graphiql/</a>.
      </p>
    </EmptyState>
  );
}
