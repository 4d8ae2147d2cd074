import { readFileSync } from 'node:fs';
import { buildSchema, isInputObjectType, isObjectType, type GraphQLSchema } from 'graphql';
import { ResourceEntity } from '../../src/features/resource/person/resource.entity';
import { ROSTER_KEEPS } from '../../src/features/resource/roster/roster.model';
import { ROSTER } from '../../src/features/imports/formats/roster-columns.rules';
import { resourcesStatement } from '../../src/features/reports/tables/dimension.repository';
import { columnName } from '../../src/platform/database/pool/snake-naming';
import { table } from '../../src/platform/database/table';

// docs/recipes.md, “A column”: what a column of people must reach. The compiler notices the rest.
const columns = table(ResourceEntity).properties;
const kept: readonly string[] = ROSTER_KEEPS;
const given = columns.filter((property) => !kept.includes(property));
let schema: GraphQLSchema;
beforeAll(() => {
  schema = buildSchema(readFileSync('schema.graphql', 'utf8'));
});

function fieldsOf(name: string): string[] {
  const type = schema.getType(name);
  if (!isInputObjectType(type) && !isObjectType(type)) throw new Error(`${name} has no fields`);
  return Object.keys(type.getFields());
}

test('the schema shows every column of a person', () => {
  expect(fieldsOf('Resource')).toEqual(expect.arrayContaining([...columns]));
});

test('a new and a changed person take every column that is given; a new one is active', () => {
  expect(fieldsOf('UpdateResourceInput')).toEqual(expect.arrayContaining(given));
  const ofNew = given.filter((property) => property !== 'isActive');
  expect(fieldsOf('CreateResourceInput')).toEqual(expect.arrayContaining(ofNew));
});

test('REST shows every column of a person', () => {
  const shown = readFileSync('operations/fragments/ResourceFields.graphql', 'utf8').match(/\w+/g);
  expect(shown).toEqual(expect.arrayContaining([...columns]));
});

test('a roster reads every column that is given', () => {
  const fields = ROSTER.columns.map(({ field }) => field);
  expect(fields).toEqual(expect.arrayContaining(given.map(columnName)));
});

test('the report of people shows every column that is given', () => {
  const statement = resourcesStatement({ filter: {} } as Parameters<typeof resourcesStatement>[0]);
  const names = statement.columns.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(given.map(columnName)));
});
