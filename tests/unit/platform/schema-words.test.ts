import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  buildSchema,
  getNamedType,
  isInputObjectType,
  isLeafType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
} from 'graphql';

const schema = buildSchema(readFileSync(path.join(__dirname, '../../../schema.graphql'), 'utf8'));

interface Word {
  at: string;
  name: string;
  type: string;
  description: string;
}

function word(
  owner: string,
  { name, type, description }: GraphQLArgument | GraphQLField<unknown, unknown> | GraphQLInputField,
): Word {
  return {
    at: `${owner}.${name}`,
    name,
    type: getNamedType(type).name,
    description: description ?? '',
  };
}

/** Every argument, input field and output field that holds a scalar or enum. */
const words: readonly Word[] = Object.values(schema.getTypeMap())
  .filter((type) => !type.name.startsWith('__'))
  .flatMap((type) => {
    if (isInputObjectType(type))
      return Object.values(type.getFields()).map((field) => word(type.name, field));
    if (!isObjectType(type)) return [];
    return Object.values(type.getFields()).flatMap((field) => [
      word(type.name, field),
      ...field.args.map((arg) => word(`${type.name}.${field.name}`, arg)),
    ]);
  })
  .filter(({ type }) => isLeafType(schema.getType(type)));

const found = (wanted: (word: Word) => boolean): string[] =>
  words.filter(wanted).map(({ at, type }) => `${at}: ${type}`);

describe('one word, one type', () => {
  it('a month is a YearMonth, whether it is asked for or answered', () => {
    const isMonth = ({ name }: Word): boolean =>
      /^(month|months|\w+Month|\w+Months|skippedClosed)$/.test(name) || /^report$/.test(name);
    expect(words.filter(isMonth).length).toBeGreaterThan(40);
    expect(found((each) => isMonth(each) && each.type !== 'YearMonth')).toEqual([]);
  });

  it('no date stands for a month, and no name for one that has a year', () => {
    expect(
      found(({ type, description }) => type === 'Date' && /first day of|months?\b/i.test(description)),
    ).toEqual([]);
    expect(
      found(({ name, type }) => /MonthStart$|^monthStart$|^reportStart$/.test(name) && type === 'Date'),
    ).toEqual([]);
  });

  it('a week is an IsoWeek', () => {
    const isWeek = ({ name }: Word): boolean => /^(week|weeks|fromWeek|toWeek|toWeeks|startWeek)$/.test(name);
    expect(words.filter(isWeek).length).toBeGreaterThan(20);
    // The one exception is how many weeks a stage lasts.
    expect(found((each) => isWeek(each) && each.type !== 'IsoWeek')).toEqual(['RampStageInput.weeks: Int']);
  });
});
