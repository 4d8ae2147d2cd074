import { textKey } from '../../../../domain/text-key';
import type { Eligibility } from './problem';
import type { AllocationDemand, AllocationPerson } from '../contract/types';

/** Spelling → matching key, computed once per spelling. */
class TextKeys {
  private readonly known = new Map<string, string>();

  of(text: string): string {
    let key = this.known.get(text);
    if (key === undefined) {
      key = textKey(text);
      this.known.set(text, key);
    }
    return key;
  }
}

interface DemandSlot {
  demand: number;
  state: string;
}

/** Groups people by the demands they can do (product rules; the week-dependent hire date is not part of it). */
export function compileEligibility(
  people: readonly AllocationPerson[],
  demands: readonly AllocationDemand[],
): Eligibility {
  const keys = new TextKeys();
  const slots = slotsByWork(demands, keys);
  const bySignature = new Map<string, number>();
  const byList = new Map<string, number>();
  const lists: number[][] = [];
  const classOf = new Int32Array(people.length);
  people.forEach((person, p) => {
    const signature = signatureOf(person, keys);
    let k = bySignature.get(signature);
    if (k === undefined) {
      const list = eligibleDemands(person, slots, keys);
      const listKey = list.join(',');
      k = byList.get(listKey) ?? lists.push(list) - 1;
      byList.set(listKey, k);
      bySignature.set(signature, k);
    }
    classOf[p] = k;
  });
  return buildArcs(lists, classOf, demands.length);
}

function signatureOf(person: AllocationPerson, keys: TextKeys): string {
  const part = (values: readonly string[]) => values.map((value) => keys.of(value)).sort();
  const { isActive, platform, location, states, skills } = person;
  if (!isActive) return '';
  return JSON.stringify([keys.of(platform), location, part(states), part(skills)]);
}

function slotsByWork(demands: readonly AllocationDemand[], keys: TextKeys): Map<string, DemandSlot[]> {
  const slots = new Map<string, DemandSlot[]>();
  demands.forEach(({ platform, locality, caseType, state }, demand) => {
    const work = JSON.stringify([keys.of(platform), locality, keys.of(caseType)]);
    const slot = { demand, state: keys.of(state) };
    const known = slots.get(work);
    if (known === undefined) slots.set(work, [slot]);
    else known.push(slot);
  });
  return slots;
}

function eligibleDemands(
  person: AllocationPerson,
  slots: ReadonlyMap<string, readonly DemandSlot[]>,
  keys: TextKeys,
): number[] {
  if (!person.isActive) return [];
  const states = new Set(person.states.map((state) => keys.of(state)));
  const anyState = states.has('all');
  const found = new Set<number>();
  for (const skill of person.skills) {
    const work = JSON.stringify([keys.of(person.platform), person.location, keys.of(skill)]);
    for (const { demand, state } of slots.get(work) ?? []) {
      if (anyState || state === 'n/a' || states.has(state)) found.add(demand);
    }
  }
  return [...found].sort((a, b) => a - b);
}

function buildArcs(
  lists: readonly (readonly number[])[],
  classOf: Int32Array,
  demandCount: number,
): Eligibility {
  const classCount = lists.length;
  const classStart = new Int32Array(classCount + 1);
  lists.forEach((list, k) => {
    classStart[k + 1] = (classStart[k] ?? 0) + list.length;
  });
  const arcCount = classStart[classCount] ?? 0;
  const arcDemand = Int32Array.from(lists.flat());
  const arcClass = new Int32Array(arcCount);
  lists.forEach((list, k) => arcClass.fill(k, classStart[k], (classStart[k] ?? 0) + list.length));
  const degree = (k: number) => lists[k]?.length ?? 0;
  const order = Array.from({ length: classCount }, (_, k) => k).sort(
    (a, b) => degree(a) - degree(b) || a - b,
  );
  const byFlexibility = order.flatMap((k) => lists[k]?.map((_, i) => (classStart[k] ?? 0) + i) ?? []);
  const demandArcs = groupBy(byFlexibility, (arc) => arcDemand[arc] ?? 0, demandCount);
  const members = groupBy(
    Array.from(classOf, (_, p) => p),
    (p) => classOf[p] ?? 0,
    classCount,
  );
  return {
    classCount,
    arcCount,
    classStart,
    arcDemand,
    arcClass,
    demandStart: demandArcs.start,
    demandArc: demandArcs.items,
    demandClass: demandArcs.items.map((arc) => arcClass[arc] as number),
    memberStart: members.start,
    memberPerson: members.items,
    classOf,
  };
}

/** Items grouped by a small integer, order inside a group kept. */
export function groupBy(
  items: readonly number[] | Int32Array,
  groupOf: (item: number) => number,
  groups: number,
): { start: Int32Array; items: Int32Array } {
  const start = new Int32Array(groups + 1);
  for (const item of items) {
    const g = groupOf(item) + 1;
    start[g] = (start[g] ?? 0) + 1;
  }
  for (let g = 0; g < groups; g += 1) start[g + 1] = (start[g + 1] ?? 0) + (start[g] ?? 0);
  const next = start.slice();
  const grouped = new Int32Array(items.length);
  for (const item of items) {
    const g = groupOf(item);
    const at = next[g] ?? 0;
    grouped[at] = item;
    next[g] = at + 1;
  }
  return { start, items: grouped };
}

/** The arc of class k to demand d, −1 when its people cannot do it. */
export function findArc({ classStart, arcDemand }: Eligibility, k: number, d: number): number {
  let low = classStart[k] as number;
  let high = (classStart[k + 1] as number) - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = arcDemand[middle] as number;
    if (found === d) return middle;
    if (found < d) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
