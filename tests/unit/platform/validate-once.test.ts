import 'reflect-metadata';
import { Max } from 'class-validator';
import type { GraphQLResolveInfo } from 'graphql';
import { validateInput } from '../../../src/platform/graphql/schema/validate-input';

class Page {
  @Max(10)
  first = 5;
}
class Span {
  @Max(10)
  weeks = 11;
}

const infoOf = (variableValues: object, node: object) =>
  ({ variableValues, fieldNodes: [node] }) as unknown as GraphQLResolveInfo;

test('what was right for one parent of a field is right for the next; what was wrong is wrong again', async () => {
  const data = { info: infoOf({}, {}) };
  await expect(validateInput(new Page(), Page, data)).resolves.toBeUndefined();
  await expect(validateInput(new Span(), Span, data)).rejects.toThrow('weeks must not be greater than 10');
  await expect(validateInput(new Page(), Page, data)).resolves.toBeUndefined();
  await expect(validateInput(new Span(), Span, data)).rejects.toThrow('weeks must not be greater than 10');
});

test('another request and another field are checked by themselves', async () => {
  const variables = {};
  await validateInput(new Page(), Page, { info: infoOf(variables, {}) });
  const wrong = Object.assign(new Page(), { first: 11 });
  await expect(validateInput(wrong, Page, { info: infoOf(variables, {}) })).rejects.toThrow('first');
  await expect(validateInput(wrong, Page, { info: infoOf({}, {}) })).rejects.toThrow('first');
});
