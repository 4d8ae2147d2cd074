import { Field, InputType, registerEnumType } from 'type-graphql';
import type { IsoWeek } from '../../../domain/time/iso-week';
import { IsoWeekScalar, YearMonthScalar } from '../../../platform/graphql/schema/scalars';
import { IsText } from '../../../platform/graphql/schema/validators';
import {
  OnConflictEnum,
  OnDuplicateEnum,
  OnErrorEnum,
} from '../../../platform/graphql/writing/write-options.enum';
import type { ImportKind } from '../answer/import.model';

/** GraphQL's spelling of what an import holds. */
export const ImportKindEnum = {
  ROSTER: 'ROSTER',
  FORECAST: 'FORECAST',
  MAPPING: 'MAPPING',
  MONTH_CONFIG: 'MONTH_CONFIG',
  TARGET_CPH: 'TARGET_CPH',
  HOLIDAYS: 'HOLIDAYS',
  ASSIGNMENTS: 'ASSIGNMENTS',
} as const satisfies Record<ImportKind, ImportKind>;

registerEnumType(ImportKindEnum, {
  name: 'ImportKind',
  description: 'What an import file holds.',
  valuesConfig: {
    ROSTER: { description: 'A production roster: people with skills, states and production percentages.' },
    FORECAST: { description: 'A forecast report: demands with the cases of six months.' },
    MAPPING: { description: 'An FTE allocation mapping: one row per person and forecast month.' },
    MONTH_CONFIG: { description: 'Working time of months by work type.' },
    TARGET_CPH: { description: 'Target CPH by LOB and case type.' },
    HOLIDAYS: { description: 'Holidays by date and work type.' },
    ASSIGNMENTS: { description: 'Assignments: one row per person and ISO week.' },
  },
});

/** GraphQL's spelling of the order of day and month; the values are REST's. */
export const DateOrderEnum = { MDY: 'mdy', DMY: 'dmy' } as const;

registerEnumType(DateOrderEnum, {
  name: 'DateOrder',
  description: 'Order of day and month in a date.',
  valuesConfig: {
    MDY: { description: 'The month comes first.' },
    DMY: { description: 'The day comes first.' },
  },
});

/** GraphQL's spelling of what a blank cell does; the values are REST's. */
export const OnBlankEnum = { KEEP: 'keep', CLEAR: 'clear' } as const;

registerEnumType(OnBlankEnum, {
  name: 'OnBlank',
  description: 'What a blank cell does to what is stored.',
  valuesConfig: {
    KEEP: { description: 'What is stored stays; a new record gets the default.' },
    CLEAR: { description: 'What is stored is cleared.' },
  },
});

/** How to import. */
@InputType({ description: 'How to import; everything has a default.' })
export class ImportOptionsInput {
  @Field(() => Boolean, {
    nullable: true,
    description: 'Does everything, answers, and saves nothing. Default false.',
  })
  dryRun?: boolean | null;

  @Field(() => OnConflictEnum, { nullable: true, description: 'Default REPLACE; ERROR for assignments.' })
  onConflict?: (typeof OnConflictEnum)[keyof typeof OnConflictEnum] | null;

  @Field(() => OnErrorEnum, { nullable: true, description: 'Default ABORT.' })
  onError?: (typeof OnErrorEnum)[keyof typeof OnErrorEnum] | null;

  @Field(() => OnDuplicateEnum, { nullable: true, description: 'Default ERROR.' })
  onDuplicate?: (typeof OnDuplicateEnum)[keyof typeof OnDuplicateEnum] | null;

  @Field(() => YearMonthScalar, {
    nullable: true,
    description: 'Report month of a forecast where the file name does not say it.',
  })
  reportMonth?: string | null;

  @Field(() => [YearMonthScalar], {
    nullable: true,
    description: 'Months of `month1` … `month6` of a tidy forecast; default: the six after the report month.',
  })
  months?: string[] | null;

  @Field(() => IsoWeekScalar, {
    nullable: true,
    description: 'Assignments of earlier ISO weeks are left out.',
  })
  since?: IsoWeek | null;

  @IsText({ max: 100 })
  @Field(() => String, {
    nullable: true,
    description: 'Sheet of a workbook; default: the first that holds the wanted columns.',
  })
  sheet?: string | null;

  @Field(() => DateOrderEnum, {
    nullable: true,
    description:
      'Order of day and month in dates such as `5/1/2025`; without it a date that can be read both ways is refused.',
  })
  dateOrder?: (typeof DateOrderEnum)[keyof typeof DateOrderEnum] | null;

  @Field(() => OnBlankEnum, {
    nullable: true,
    description: 'What a blank cell of a roster does to what is stored. Default KEEP.',
  })
  onBlank?: (typeof OnBlankEnum)[keyof typeof OnBlankEnum] | null;

  @Field(() => IsoWeekScalar, {
    nullable: true,
    description: 'First ISO week to free of people whom a roster makes inactive.',
  })
  deallocateFrom?: IsoWeek | null;
}

/** A file that stands in the request itself. */
@InputType({ description: 'A file that stands in the request itself.' })
export class ImportFileInput {
  @IsText({ min: 1, max: 255 })
  @Field(() => String, { description: 'Its name: the report month of a forecast may stand there.' })
  name: string;

  @Field(() => String, { description: 'Its bytes in base64.' })
  content: string;
}
