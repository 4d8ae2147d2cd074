import { registerEnumType } from 'type-graphql';

/** GraphQL's spelling of what is done with a key that is stored already; shared by every write of many rows. */
export const OnConflictEnum = { ERROR: 'ERROR', SKIP: 'SKIP', REPLACE: 'REPLACE' } as const;

registerEnumType(OnConflictEnum, {
  name: 'OnConflict',
  description: 'What is done with a key that is stored already.',
  valuesConfig: {
    ERROR: { description: 'The row is refused.' },
    SKIP: { description: 'What is stored stays.' },
    REPLACE: { description: 'The row takes the place of what is stored.' },
  },
});

/** GraphQL's spelling of what is done when a row is refused; the values are REST's. */
export const OnErrorEnum = { ABORT: 'abort', SKIP: 'skip' } as const;

registerEnumType(OnErrorEnum, {
  name: 'OnError',
  description: 'What is done when a row is refused.',
  valuesConfig: {
    ABORT: { description: 'Nothing is saved.' },
    SKIP: { description: 'The good rows are saved.' },
  },
});

/** GraphQL's spelling of what is done with a key that the input holds twice; the values are REST's. */
export const OnDuplicateEnum = { ERROR: 'error', LAST: 'last' } as const;

registerEnumType(OnDuplicateEnum, {
  name: 'OnDuplicate',
  description: 'What is done with a key that the input holds twice.',
  valuesConfig: {
    ERROR: { description: 'The later row is refused.' },
    LAST: { description: 'The last row counts.' },
  },
});
