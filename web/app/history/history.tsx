import { EmptyState } from '../ui/states';

/** The section History. */
export function History() {
  return (
    <EmptyState title="History has no view of its own yet">
      <p>
        The interface has its figures: <a href="/graphiql/">/graphiql/</a>.
      </p>
    </EmptyState>
  );
}
