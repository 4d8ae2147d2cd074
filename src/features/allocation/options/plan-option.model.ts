import type { GivenDecimal } from '../../../domain/decimal-input';
import type { IsoWeek } from '../../../domain/time/iso-week';
import type { AllocationScope, RebalanceOptions } from '../engine/contract/types';

/** A weight of the cases of a LOB, narrowed to a state or case type when given. */
export interface PriorityRule {
  mainLob: string;
  state: string | null;
  caseType: string | null;
  weight: number;
}

/** A weight as callers give it. */
export interface GivenPriority {
  mainLob: string;
  state?: string | null;
  caseType?: string | null;
  weight: GivenDecimal;
}

/** What an option sets in the engine; grouped options set a part of their group. */
export type EngineSettings = Omit<Partial<RebalanceOptions>, 'changeCost' | 'scope'> & {
  changeCost?: Partial<NonNullable<RebalanceOptions['changeCost']>>;
  scope?: Partial<AllocationScope>;
};

interface OptionOf<Value> {
  /** What it does; shown in the schema, the REST reference and docs/allocation-options.md. */
  description: string;
  /** What holds when it is not given, in words, where no `default` states it. */
  otherwise?: string;
  /** Name over REST where it is not the name in snake_case, as of lists that are given one by one. */
  rest?: string;
  /** Only for rebalancing. */
  of?: 'rebalance';
  /** The option that this one takes the place of: both together are refused. */
  insteadOf?: string;
  /** What the engine takes. */
  engine: (value: Value) => EngineSettings;
}

/** How an option is given, checked and shown. */
export interface OptionKinds {
  week: OptionOf<string> & { kind: 'week' };
  names: OptionOf<string[]> & { kind: 'names' };
  decimal: OptionOf<number> & { kind: 'decimal'; max: number; default?: number };
  whole: OptionOf<number> & { kind: 'whole'; min: number; max: number; default?: number };
  flag: OptionOf<boolean> & { kind: 'flag' };
  choice: OptionOf<string> & {
    kind: 'choice';
    /** Its type in the schema. */
    type: { name: string; description: string };
    /** Accepted values with what each means. */
    choices: Readonly<Record<string, string>>;
    default?: string;
  };
  priorities: OptionOf<PriorityRule[]> & { kind: 'priorities' };
}

/** One option of a plan. */
export type PlanOption = OptionKinds[keyof OptionKinds];

type ChoiceOf<Option> = Option extends { choices: infer Choices } ? keyof Choices & string : never;

/** An option's value as it is kept with the plan. */
export type OptionValue<Option extends { kind: PlanOption['kind'] }> = {
  week: string;
  names: string[];
  decimal: number;
  whole: number;
  flag: boolean;
  choice: ChoiceOf<Option>;
  priorities: PriorityRule[];
}[Option['kind']];

/** An option's value as callers give it. */
export type GivenOption<Option extends { kind: PlanOption['kind'] }> = {
  week: IsoWeek;
  names: readonly string[];
  decimal: GivenDecimal;
  whole: number;
  flag: boolean;
  choice: ChoiceOf<Option>;
  priorities: readonly GivenPriority[];
}[Option['kind']];
