import type { ImportKind } from '../generated/graphql';
import { errorText } from '../data/errors';
import { ProblemError } from '../data/rest';
import { ErrorState } from '../ui/states';
import { kindOf } from './kinds';

/** Why the file as a whole cannot be read, with a template to compare it with. */
export function Problem({ error, kind }: { error: unknown; kind: ImportKind | undefined }) {
  // Only what the server says of the file is about what stands in it.
  const found = error instanceof ProblemError ? kindOf(kind) : undefined;
  return (
    <div>
      <ErrorState what="The file cannot be imported as it is" error={new Error(errorText(error))} />
      {found && (
        <p className="soft">
          Compare it with the{' '}
          <a href={`/api/v2/templates/${found.template}.xlsx`} download>
            template
          </a>{' '}
          of a {found.title.toLowerCase()}.
        </p>
      )}
    </div>
  );
}
