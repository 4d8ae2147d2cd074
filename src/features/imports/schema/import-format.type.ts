import { Field, ObjectType } from 'type-graphql';
import { JsonScalar } from '../../../platform/graphql/schema/scalars';
import type { ImportKind } from '../answer/import.model';
import { ImportKindEnum } from './import.input';
import type { DocumentedColumn, DocumentedFormat } from '../kinds/import-format.rules';

/** One column that a kind of file may have. */
@ObjectType({ description: 'One column that a kind of file may have.', simpleResolvers: true })
export class ImportColumn implements Omit<DocumentedColumn, 'example'> {
  @Field(() => String, { description: 'Its usual header.' })
  name: string;

  @Field(() => [String], {
    description: 'Other headers that are accepted; case, spaces and signs do not matter.',
  })
  otherNames: string[];

  @Field(() => Boolean, { description: 'A file without it is refused.' })
  required: boolean;

  @Field(() => Boolean, { description: 'Takes the place of other columns; templates leave it out.' })
  alternative: boolean;

  @Field(() => String, { description: 'What it holds.' })
  about: string;

  @Field(() => JsonScalar, { description: 'An example of a cell.' })
  example: unknown;
}

/** The columns of a kind of file. */
@ObjectType({ description: 'The columns of a kind of file.', simpleResolvers: true })
export class ImportFormat implements Omit<DocumentedFormat, 'columns'> {
  @Field(() => ImportKindEnum, { description: 'What the file holds.' })
  kind: ImportKind;

  @Field(() => String, { description: 'What the file is called, e.g. `roster`.' })
  name: string;

  @Field(() => [ImportColumn], { description: 'Its columns; the order does not matter.' })
  columns: ImportColumn[];
}
