import { Field, ObjectType } from 'type-graphql';
import { UserError } from '../../../platform/graphql/schema/user-error.type';
import type { ImportKind } from '../answer/import.model';
import type { RecognisedFile } from '../kinds/recognise-file.service';
import type { RecognisedKind } from '../kinds/recognise-file.rules';
import { ImportKindEnum } from './import.input';

/** A kind that a file may be of. */
@ObjectType('RecognisedKind', {
  description: 'A kind of import that a file may be for, and what speaks for it.',
  simpleResolvers: true,
})
export class RecognisedKindType implements RecognisedKind {
  @Field(() => ImportKindEnum, { description: 'What the file may hold.' })
  kind: ImportKind;

  @Field(() => String, {
    nullable: true,
    description: 'Sheet that holds the columns; null for a text file.',
  })
  sheet: string | null;

  @Field(() => [String], { description: 'Columns of the kind that the file has.' })
  found: string[];

  @Field(() => [String], {
    description: 'Required columns that it lacks; empty = it can be imported as this.',
  })
  missing: string[];
}

/** Answer of recogniseFile. */
@ObjectType({ description: 'Answer of recogniseFile.' })
export class RecogniseFilePayload implements Partial<RecognisedFile> {
  @Field(() => [RecognisedKindType], {
    nullable: true,
    description: 'What the file may be, the likeliest first; null when it could not be read.',
  })
  kinds?: RecognisedKindType[];

  @Field(() => [String], {
    nullable: true,
    description: 'Sheets of a workbook that hold anything; empty for a text file.',
  })
  sheets?: string[];

  @Field(() => [UserError], { description: 'Why the file could not be read; empty on success.' })
  userErrors: UserError[];
}
