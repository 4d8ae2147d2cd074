import { Column, PrimaryGeneratedColumn } from 'typeorm';
import { compileSql, sql } from '../../../src/platform/database/sql';
import { table } from '../../../src/platform/database/table';

abstract class Versioned {
  @Column({ type: 'integer' })
  version: number;
}

class PersonEntity extends Versioned {
  @PrimaryGeneratedColumn('identity', { type: 'integer' })
  id: number;

  @Column({ type: 'text' })
  firstName: string;

  @Column({ type: 'numeric' })
  share: string;

  @Column({ type: 'timestamptz', nullable: true, name: 'left_at' })
  leftDatetime: Date | null;

  @Column({ type: 'jsonb', nullable: true })
  extra: unknown;
}

const PEOPLE = table(PersonEntity);
const STORED: PersonEntity = {
  id: 1,
  version: 2,
  firstName: 'Ada',
  share: '0.50',
  leftDatetime: new Date('2025-05-01T00:00:00Z'),
  extra: { a: [1] },
};

test('columns are named as the properties of the entity, inherited ones too', () => {
  expect(compileSql(PEOPLE.columns('p')).text).toBe(
    '"p"."version" AS "version", "p"."id" AS "id", "p"."first_name" AS "firstName", "p"."share" AS "share", ' +
      '"p"."left_at" AS "leftDatetime", "p"."extra" AS "extra"',
  );
  expect(compileSql(PEOPLE.columns('p', ['firstName'])).text).toBe('"p"."first_name" AS "firstName"');
  expect(compileSql(PEOPLE.column('leftDatetime', 'p')).text).toBe('"p"."left_at"');
});

test('an insert names the columns that have a value, null included', () => {
  const values = { firstName: 'Ada', leftDatetime: null, version: undefined };
  expect(compileSql(sql`INSERT INTO person ${PEOPLE.insert(values)}`)).toEqual({
    text: 'INSERT INTO person ("first_name", "left_at") VALUES ($1, $2)',
    values: ['Ada', null],
  });
});

test('an update sets the given columns; JSON goes as text', () => {
  expect(compileSql(sql`UPDATE person SET ${PEOPLE.set({ share: '1', extra: [1, 2] })}`)).toEqual({
    text: 'UPDATE person SET "share" = $1, "extra" = $2',
    values: ['1', '[1,2]'],
  });
});

test('many rows are one source with one parameter for each column', () => {
  const rows = [
    { firstName: 'Ada', share: '0.5' },
    { firstName: 'Bob', share: '1' },
  ];
  expect(compileSql(sql`SELECT * FROM ${PEOPLE.unnest('given', ['firstName', 'share'], rows)}`)).toEqual({
    text: 'SELECT * FROM unnest($1::text[], $2::numeric[]) AS "given" ("first_name", "share")',
    values: [
      ['Ada', 'Bob'],
      ['0.5', '1'],
    ],
  });
});

test('many rows as a query are numbered from 0', () => {
  const rows = [{ firstName: 'Ada' }, { firstName: 'Bob' }];
  expect(compileSql(PEOPLE.listed('g', ['firstName'], rows))).toEqual({
    text: expect.stringMatching(
      /^SELECT "g"."first_name",\s+"g".position - 1 AS position FROM unnest\(\$1::text\[\]\) WITH ORDINALITY AS "g" \("first_name", position\)$/,
    ) as unknown,
    values: [['Ada', 'Bob']],
  });
});

test('names are a list of columns, of a row or alone', () => {
  expect(compileSql(PEOPLE.names(['firstName', 'leftDatetime'])).text).toBe('"first_name", "left_at"');
  expect(compileSql(PEOPLE.names(['firstName', 'leftDatetime'], 'p')).text).toBe(
    '"p"."first_name", "p"."left_at"',
  );
});

test('changed keeps what differs: 0.5 is 0.50, equal instants and equal JSON are no change, absent is unchanged', () => {
  const same = {
    firstName: 'Ada',
    share: '0.5',
    leftDatetime: new Date('2025-05-01T00:00:00Z'),
    extra: { a: [1] },
  };
  expect(PEOPLE.changed(STORED, same)).toEqual({});
  expect(PEOPLE.changed(STORED, { ...same, firstName: undefined })).toEqual({});
  const other = { firstName: 'Eve', share: '0.51', leftDatetime: null, extra: { a: [2] } };
  expect(PEOPLE.changed(STORED, other)).toEqual(other);
  expect(PEOPLE.changed({ ...STORED, leftDatetime: null }, { leftDatetime: STORED.leftDatetime })).toEqual({
    leftDatetime: STORED.leftDatetime,
  });
});

test('a property without a column is an error that names it', () => {
  const values = { ...STORED, nickname: 'A' };
  expect(() => PEOPLE.set(values)).toThrow('PersonEntity has no column for the property "nickname"');
});
