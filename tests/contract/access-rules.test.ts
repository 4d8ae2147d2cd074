import { ACCESS_RULES } from '../../src/app/access-rules';
import { buildSchema } from '../../src/app/schema';

const schema = buildSchema();
const rootFields = [schema.getQueryType(), schema.getMutationType()].flatMap((type) =>
  Object.keys(type?.getFields() ?? {}),
);

it('has an access rule for every root field of the schema', () => {
  expect(rootFields.filter((field) => !(field in ACCESS_RULES))).toEqual([]);
});

it('has no access rule for a field that does not exist', () => {
  expect(Object.keys(ACCESS_RULES).filter((field) => !rootFields.includes(field))).toEqual([]);
});

it('lets no mutation through for viewers', () => {
  const mutations = Object.keys(schema.getMutationType()?.getFields() ?? {});
  expect(mutations.filter((field) => ACCESS_RULES[field]?.role === 'viewer')).toEqual([]);
});
