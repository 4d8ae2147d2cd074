import { Field, Int, registerEnumType, type ClassType } from 'type-graphql';
import { DecimalScalar, IsoWeekScalar } from '../../../platform/graphql/schema/scalars';
import type { PlanOption } from '../options/plan-option.model';
import { defaultText, OPTION_ENTRIES } from '../options/plan-options.preset';
import { mayBeNull } from '../options/plan-options.service';

/** Values of an enum by their names in the schema, which are the values in upper case. */
type EnumValues = Record<string, string>;

/** An enum whose names are its values in upper case. */
export function namedEnum<Value extends string>(
  name: string,
  description: string,
  values: Readonly<Record<Value, string>>,
): Record<string, Value> {
  const names = Object.keys(values) as Value[];
  const members = Object.fromEntries(names.map((value) => [value.toUpperCase(), value])) as Record<
    string,
    Value
  >;
  const valuesConfig = Object.fromEntries(
    names.map((value) => [value.toUpperCase(), { description: values[value] }]),
  );
  registerEnumType(members, { name, description, valuesConfig });
  return members;
}

/** The enums of options that are chosen from a list, by the name of their type. */
const CHOICE_ENUMS: ReadonlyMap<string, EnumValues> = new Map(
  OPTION_ENTRIES.flatMap(([, option]) =>
    option.kind === 'choice'
      ? [[option.type.name, namedEnum(option.type.name, option.type.description, option.choices)] as const]
      : [],
  ),
);

/** The enum of a chosen option. */
export function choiceEnum(name: string): EnumValues {
  const found = CHOICE_ENUMS.get(name);
  if (!found) throw new Error(`no option is chosen from ${name}`);
  return found;
}

function typeOf(option: PlanOption, priority: ClassType): object | [object] {
  switch (option.kind) {
    case 'week':
      return IsoWeekScalar;
    case 'names':
      return [String];
    case 'decimal':
      return DecimalScalar;
    case 'whole':
      return Int;
    case 'flag':
      return Boolean;
    case 'choice':
      return choiceEnum(option.type.name);
    case 'priorities':
      return [priority];
  }
}

function limitsOf(option: PlanOption): string {
  if (option.kind === 'decimal') return `0 to ${option.max}. `;
  return option.kind === 'whole' ? `${option.min} to ${option.max}. ` : '';
}

/** Gives an input type the options of planning, or those of rebalancing only. */
export function declareOptionInputs(target: ClassType, priority: ClassType, of?: 'rebalance'): void {
  for (const [name, option] of OPTION_ENTRIES) {
    if (option.of !== of) continue;
    const description = `${option.description} ${limitsOf(option)}Default: ${defaultText(option)}.`;
    Field(() => typeOf(option, priority) as never, { nullable: true, description })(target.prototype, name);
  }
}

/** Gives a type every option as a plan was made with. */
export function declareShownOptions(target: ClassType, priority: ClassType): void {
  for (const [name, option] of OPTION_ENTRIES) {
    const nullable = mayBeNull(option);
    const none =
      option.of === 'rebalance' ? 'no rebalance' : (option.otherwise ?? 'replaced by another option');
    const description = nullable ? `${option.description} Null: ${none}.` : option.description;
    Field(() => typeOf(option, priority) as never, { nullable, description })(target.prototype, name);
  }
}
