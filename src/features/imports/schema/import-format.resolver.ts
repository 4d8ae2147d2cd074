import { Arg, Query, Resolver } from 'type-graphql';
import type { ImportKind } from '../answer/import.model';
import { importFormat } from '../kinds/import-format.rules';
import { ImportFormat } from './import-format.type';
import { ImportKindEnum } from './import.input';

/** What files may hold. */
@Resolver()
export class ImportFormatResolver {
  @Query(() => ImportFormat, { description: 'The columns of a kind of file, with an example of each.' })
  importFormat(
    @Arg('kind', () => ImportKindEnum, { description: 'What the file holds.' }) kind: ImportKind,
  ): ImportFormat {
    return importFormat(kind);
  }
}
