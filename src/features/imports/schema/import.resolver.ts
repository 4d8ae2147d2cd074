import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { DomainError } from '../../../domain/errors';
import { formatIsoWeek } from '../../../domain/time/iso-week';
import { answerPayload } from '../../../platform/graphql/schema/mutate';
import { WritePayload, WriteResult } from '../../../platform/graphql/writing/write-result.type';
import { JsonScalar } from '../../../platform/graphql/schema/scalars';
import type { RequestScope } from '../../../platform/scope/request-scope';
import { importFile, importRows } from '../run/import-file.service';
import { recogniseFile } from '../kinds/recognise-file.service';
import type { UploadedFile } from '../../../platform/scope/attachments';
import { withGivenFile } from '../run/given-file.service';
import { ImportFileInput, ImportKindEnum, ImportOptionsInput } from './import.input';
import { RecogniseFilePayload } from './recognised-file.type';
import type { ImportKind, ImportOptions, OnImportProgress } from '../answer/import.model';

const FILE = 'The file itself; absent where it was uploaded by REST.';

/** Mutations that import files and rows. */
@Resolver()
export class ImportResolver {
  @Mutation(() => WritePayload, {
    description:
      'Imports a file in one transaction: its bytes as `file`, up to the limit of a request; larger ones by multipart upload to `POST /api/v2/…/bulk-import`. Rows as JSON go to importRows.',
  })
  importFile(
    @Ctx() scope: RequestScope,
    @Arg('kind', () => ImportKindEnum, { description: 'What the file holds.' }) kind: ImportKind,
    @Arg('options', () => ImportOptionsInput, { nullable: true, description: 'How to import.' })
    options?: ImportOptionsInput | null,
    @Arg('file', () => ImportFileInput, { nullable: true, description: FILE }) file?: ImportFileInput | null,
  ) {
    return answerPayload(() =>
      withFile(scope, file, async (upload) => {
        const request = { kind, ...upload, options: readOptions(options), progress: jobProgress(scope) };
        const result = await importFile(scope, request);
        scope.attachments.job?.answer({ __typename: WriteResult.name, ...result });
        return { result };
      }),
    );
  }

  @Mutation(() => RecogniseFilePayload, {
    description:
      'Says which kinds of import a file fits: its bytes as `file`, or by multipart upload to `POST /api/v2/imports/recognise`. Reads its first rows only and saves nothing.',
  })
  recogniseFile(
    @Ctx() scope: RequestScope,
    @Arg('file', () => ImportFileInput, { nullable: true, description: FILE }) file?: ImportFileInput | null,
  ) {
    return answerPayload(() => withFile(scope, file, (upload) => recogniseFile(scope, upload)));
  }

  @Mutation(() => WritePayload, {
    description: 'Imports rows given as objects whose names are the columns of the file, in one transaction.',
  })
  importRows(
    @Ctx() scope: RequestScope,
    @Arg('kind', () => ImportKindEnum, { description: 'What the rows hold.' }) kind: ImportKind,
    @Arg('rows', () => [JsonScalar], {
      description: 'Objects such as `{"cn": "AA000001", "location": "Global"}`; at most 100,000.',
    })
    rows: unknown[],
    @Arg('options', () => ImportOptionsInput, { nullable: true, description: 'How to import.' })
    options?: ImportOptionsInput | null,
  ) {
    return answerPayload(async () => ({
      result: await importRows(scope, { kind, rows, options: readOptions(options) }),
    }));
  }
}

/** Percent done at each stage: how many rows are to come is not known while they are read. */
const PERCENT = { reading: 10, saving: 40, done: 100 } as const;

/** Tells the job, if the import runs as one, how far it is; a cancelled import stops here. */
function jobProgress({ attachments: { job } }: RequestScope): OnImportProgress | undefined {
  if (!job) return undefined;
  return ({ stage, rows }) => {
    if (stage !== 'done') job.signal.throwIfAborted();
    job.progress(PERCENT[stage], stage, { rows });
  };
}

function readOptions(given: ImportOptionsInput | null | undefined): ImportOptions {
  const { since, deallocateFrom, ...options } = given ?? {};
  return {
    ...options,
    since: since && formatIsoWeek(since),
    deallocateFrom: deallocateFrom && formatIsoWeek(deallocateFrom),
  };
}

/** The file that stands in the request, or the one that was uploaded with it. */
function withFile<T>(
  { attachments: { upload }, settings }: RequestScope,
  given: ImportFileInput | null | undefined,
  use: (file: UploadedFile) => Promise<T>,
): Promise<T> {
  if (given) return withGivenFile(given, settings.fileLimits, use);
  if (!upload) throw withoutFile();
  return use(upload);
}

function withoutFile(): DomainError {
  const message =
    'no file came with the request; give its bytes as `file`, or send it by REST multipart upload to POST /api/v2/{resources, forecasts, ' +
    'month-config, target-cph, assignments, holidays}/bulk-import with the field `file`; rows as JSON go to importRows';
  return new DomainError('VALIDATION', message, [{ path: 'file', message }]);
}
