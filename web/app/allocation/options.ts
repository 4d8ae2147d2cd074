import type { AllocationOptionsInput } from '../generated/graphql';
import type { Choice } from '../ui/select';

/** An option of a plan in plain words. */
export interface PlanOption {
  name: keyof AllocationOptionsInput;
  label: string;
  hint: string;
  /** What holds when nothing is set. */
  usual: string;
  kind: 'number' | 'week' | 'choice' | 'switch' | 'names';
  group: GroupId;
  choices?: readonly Choice[];
}

/** Groups of options, in their order. */
export const GROUPS = [
  { id: 'scope', title: 'What may change' },
  { id: 'goal', title: 'What counts' },
  { id: 'calm', title: 'How much may move' },
  { id: 'search', title: 'How long to search' },
] as const;

type GroupId = (typeof GROUPS)[number]['id'];

/** Every option with its default as docs/allocation-options.md has it, but weights of demands, which have a form of their own. */
export const OPTIONS: readonly PlanOption[] = [
  {
    name: 'fromWeek',
    kind: 'week',
    group: 'scope',
    label: 'From week',
    hint: 'First week that may change, such as 2027-W05',
    usual: 'first that has not ended',
  },
  {
    name: 'toWeek',
    kind: 'week',
    group: 'scope',
    label: 'To week',
    hint: 'Last week that may change',
    usual: 'last of the report',
  },
  {
    name: 'mainLobs',
    kind: 'names',
    group: 'scope',
    label: 'Lines of business',
    hint: 'Only their demands',
    usual: 'all',
  },
  {
    name: 'platforms',
    kind: 'names',
    group: 'scope',
    label: 'Platforms',
    hint: 'Only their people and demands',
    usual: 'all',
  },
  {
    name: 'releaseManual',
    kind: 'switch',
    group: 'scope',
    label: 'Assignments made by hand',
    hint: 'Pinned ones never move',
    usual: 'stay where they are',
    choices: [
      { id: '', text: 'stay where they are (usual)' },
      { id: 'true', text: 'may be moved too' },
    ],
  },
  {
    name: 'fairness',
    kind: 'number',
    group: 'goal',
    label: 'Fairness',
    hint: '0: every case counts the same. 2: the first cases of a demand count up to three times its last',
    usual: '2',
  },
  {
    name: 'fairnessTolerancePct',
    kind: 'number',
    group: 'goal',
    label: 'Or: fairness may cost, %',
    hint: 'Instead of the above: the most fairness that costs at most this share of the forecast',
    usual: 'not used',
  },
  {
    name: 'profileWeight',
    kind: 'number',
    group: 'goal',
    label: 'Weekly timing',
    hint: 'Weight of meeting each week’s target, not only the month’s',
    usual: '0.05',
  },
  {
    name: 'bench',
    kind: 'choice',
    group: 'goal',
    label: 'People whom no demand needs',
    hint: '',
    usual: 'stay free',
    choices: [
      { id: '', text: 'stay free (usual)' },
      { id: 'PROPORTIONAL', text: 'are spread as bench by FTE required' },
    ],
  },
  {
    name: 'minStintWeeks',
    kind: 'number',
    group: 'calm',
    label: 'Shortest stint, weeks',
    hint: 'A person stays on a demand at least so long',
    usual: '2',
  },
  {
    name: 'maxSwitchesPerPerson',
    kind: 'number',
    group: 'calm',
    label: 'Most switches a person',
    hint: 'Changes of demand between two worked weeks',
    usual: 'no limit',
  },
  {
    name: 'switchCost',
    kind: 'number',
    group: 'calm',
    label: 'A switch must bring, cases',
    hint: 'Each change of demand of a person',
    usual: '5',
  },
  {
    name: 'changeCostPrimary',
    kind: 'number',
    group: 'calm',
    label: 'Leaving a primary week must bring, cases',
    hint: 'Each person-week taken off the demand it is stored on',
    usual: '60',
  },
  {
    name: 'changeCostBench',
    kind: 'number',
    group: 'calm',
    label: 'Leaving a bench week must bring, cases',
    hint: 'Bench: beyond the forecast',
    usual: '5',
  },
  {
    name: 'effort',
    kind: 'choice',
    group: 'search',
    label: 'Effort',
    hint: 'More finds a little more and takes longer',
    usual: 'by size',
    choices: [
      { id: '', text: 'by size (usual)' },
      { id: 'FAST', text: 'fast: filling and smoothing' },
      { id: 'STD', text: 'standard: exchanges too' },
      { id: 'THOROUGH', text: 'thorough: chains of exchanges too' },
    ],
  },
  {
    name: 'deadlineSeconds',
    kind: 'number',
    group: 'search',
    label: 'Deadline, seconds',
    hint: 'Then the best plan so far is taken',
    usual: 'none',
  },
  {
    name: 'hiringTop',
    kind: 'number',
    group: 'search',
    label: 'Length of the hiring list',
    hint: 'Whom to hire for the most cases',
    usual: '20',
  },
];

/** Options as the address has them. */
export function readOptions(search: URLSearchParams): AllocationOptionsInput {
  const options: Record<string, unknown> = {};
  for (const { name, kind } of OPTIONS) {
    const values = search.getAll(name);
    const [value] = values;
    if (value === undefined) continue;
    if (kind === 'names') options[name] = values;
    else if (kind === 'number') options[name] = Number(value.replace(',', '.'));
    else options[name] = kind === 'switch' ? value === 'true' : value;
  }
  const priorities = readWeights(search.getAll('weight'));
  return { ...options, ...(priorities.length > 0 && { priorities }) };
}

const WEEK = /^\d{4}-W\d{2}$/;

/** Options that cannot be sent as they are typed, each with what is accepted. */
export function wrongOptions(search: URLSearchParams): ReadonlyMap<string, string> {
  const wrong = new Map<string, string>();
  for (const { name, kind } of OPTIONS) {
    const value = search.get(name);
    if (value === null) continue;
    if (kind === 'number' && !Number.isFinite(Number(value.replace(',', '.'))))
      wrong.set(name, `“${value}” is no number`);
    if (kind === 'week' && !WEEK.test(value)) wrong.set(name, `“${value}” is no week such as 2027-W05`);
  }
  return wrong;
}

/** A line of business whose cases count more or less than others. */
export interface Weight {
  mainLob: string;
  weight: number;
}

const SEPARATOR = '|';

/** `Amisys Marketplace|2`, the way addresses spell a weight. */
export const weightKey = ({ mainLob, weight }: Weight): string => `${mainLob}${SEPARATOR}${weight}`;

/** Reads what `weightKey` wrote. */
export function readWeights(keys: readonly string[]): Weight[] {
  return keys.flatMap((key) => {
    const [mainLob = '', weight = ''] = key.split(SEPARATOR);
    return mainLob !== '' && Number.isFinite(Number(weight)) ? [{ mainLob, weight: Number(weight) }] : [];
  });
}
