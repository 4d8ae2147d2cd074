import { registerEnumType } from 'type-graphql';

/** Registers an enum whose names are the stored texts, from texts with their meaning. */
export function textEnum<Name extends string>(
  name: string,
  description: string,
  meanings: Readonly<Record<Name, string>>,
): { [N in Name]: N } {
  const names = Object.keys(meanings) as Name[];
  const values = Object.fromEntries(names.map((each) => [each, each])) as { [N in Name]: N };
  const valuesConfig = Object.fromEntries(
    names.map((each) => [each, { description: meanings[each] }]),
  ) as Record<Name, { description: string }>;
  registerEnumType(values, { name, description, valuesConfig });
  return values;
}
