import 'reflect-metadata';
import { Max, Validate, ValidatorConstraint } from 'class-validator';
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

let checks = 0;
@ValidatorConstraint()
class Counted {
  validate(): boolean {
    checks += 1;
    return true;
  }
}
class Choice {
  @Validate(Counted)
  first = 5;
}

test('equal arguments of many parents are checked once, also while the first check still runs; others by themselves', async () => {
  const data = { info: infoOf({}, {}) };
  const other = Object.assign(new Choice(), { first: 6 });
  await Promise.all(
    [new Choice(), new Choice(), other, new Choice()].map(async (one) => validateInput(one, Choice, data)),
  );
  expect(checks).toBe(2);
});
