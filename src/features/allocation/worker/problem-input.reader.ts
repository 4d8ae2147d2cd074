import { DomainError } from '../../../domain/errors';
import { formatIsoWeek, weekEnd } from '../../../domain/time/iso-week';
import type { WorkType } from '../../../domain/demand/lob';
import { textKey } from '../../../domain/text-key';
import type { PriorityRule } from '../options/plan-option.model';
import type {
  AllocationDemand,
  AllocationInput,
  AllocationPerson,
  AllocationWeek,
  AssignmentType,
  DemandMonth,
  ExistingAssignment,
} from '../engine/contract/types';
import type { TextRow, ToWorker } from './worker-protocol.model';

const TYPES: Readonly<Record<string, AssignmentType>> = { p: 'primary', b: 'bench', m: 'manual' };

/** Id, first day, LOB, state, case type, platform, locality, forecast and CPH of a forecast row. */
type DemandText = readonly [string, string, string, string, string, string, string, string, string | null];

interface ReadDemand extends AllocationDemand {
  months: DemandMonth[];
}

/** Builds the engine's input from rows as the database writes them; runs in the planning thread. */
export class ProblemReader {
  /** Forecast row of a demand (by engine key) in a month `2025-05`. */
  readonly forecastIds = new Map<string, Map<string, number>>();
  /** Calendar month `2025-05` of each week key. */
  readonly monthOfWeek = new Map<string, string>();
  private readonly demands = new Map<string, ReadDemand>();
  private readonly demandOfForecast = new Map<number, string>();
  private readonly people: AllocationPerson[] = [];
  private readonly assignments: ExistingAssignment[] = [];
  private weeks: AllocationWeek[] = [];
  private weekNumbers: number[] = [];
  private weekKeys = new Map<number, string>();
  private closedMonths: string[] = [];
  private tiers: AllocationInput['tiers'] = [];

  /** Weeks `[2025, 18, 2025-05, Domestic hours, Global hours]`, tiers `[percentage, active]`, closed months. */
  readCalendar({ weeks, tiers, closedMonths }: Extract<ToWorker, { say: 'calendar' }>): void {
    const hours = (text: string | null | undefined) => (text ? Number(text) : null);
    this.weeks = weeks.map(([year, number, month, domestic, global]) => {
      const week = { year: Number(year), week: Number(number) };
      const key = formatIsoWeek(week);
      this.weekKeys.set(week.year * 100 + week.week, key);
      this.monthOfWeek.set(key, month ?? '');
      const endsOn = weekEnd(week);
      return { key, month: month ?? '', endsOn, hours: { Domestic: hours(domestic), Global: hours(global) } };
    });
    this.weekNumbers = [...this.weekKeys.keys()];
    this.tiers = tiers.map(([percentage, active]) => ({
      percentage: Number(percentage),
      isActive: active === 'true',
    }));
    this.closedMonths = closedMonths;
  }

  readDemands(rows: readonly TextRow[]): void {
    for (const row of rows) {
      const [id, start, mainLob, state, caseType, platform, locality, forecast, cph] = row as DemandText;
      const key = `${mainLob} / ${state} / ${caseType}`;
      const month = start.slice(0, 7);
      const demand = this.demands.get(key) ?? {
        key,
        mainLob,
        state,
        caseType,
        platform,
        locality: locality as WorkType,
        months: [],
      };
      const targetCph = cph === null ? null : Number(cph);
      demand.months.push({ month, forecast: Number(forecast), targetCph });
      this.demands.set(key, demand);
      const ids = this.forecastIds.get(key) ?? new Map<string, number>();
      this.forecastIds.set(key, ids.set(month, Number(id)));
      this.demandOfForecast.set(Number(id), key);
    }
  }

  readPeople(rows: readonly TextRow[]): void {
    for (const row of rows) {
      const [cn = '', platform, location, states, skills, active, hireDate, base, steps, exceptions, held] =
        row;
      this.people.push({
        cn: cn ?? '',
        platform: platform ?? '',
        location: location as WorkType,
        states: split(states, '|'),
        skills: split(skills, ','),
        isActive: active === 't',
        hireDate: hireDate ?? null,
        percentages: this.percentages(Number(base), split(steps, ';'), split(exceptions, ';')),
      });
      for (const token of split(held, ';'))
        this.assignments.push(this.assignment(cn ?? '', token.split(':')));
    }
  }

  /** The whole problem, once everything has been read. */
  input(): AllocationInput {
    return {
      people: this.people,
      weeks: this.weeks,
      demands: [...this.demands.values()],
      assignments: this.assignments,
      closedMonths: this.closedMonths,
      tiers: this.tiers,
    };
  }

  /** Weights by demand; a rule that fits no demand is refused. */
  priorities(rules: readonly PriorityRule[]): Record<string, number> {
    const weights: Record<string, number> = {};
    const fits = (rule: string | null, value: string) => rule === null || textKey(rule) === textKey(value);
    rules.forEach((rule, index) => {
      let found = false;
      for (const { key, mainLob, state, caseType } of this.demands.values()) {
        if (!fits(rule.mainLob, mainLob) || !fits(rule.state, state) || !fits(rule.caseType, caseType))
          continue;
        weights[key] = rule.weight;
        found = true;
      }
      if (!found) throw unknownPriority(rule, index);
    });
    return weights;
  }

  private percentages(base: number, steps: readonly string[], exceptions: readonly string[]): number[] {
    if (steps.length + exceptions.length === 0) return this.weekNumbers.map(() => base);
    const pairs = (texts: readonly string[]) => texts.map((text) => text.split(':').map(Number));
    const sorted = pairs(steps).sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
    const single = new Map(pairs(exceptions).map(([week = 0, percentage]) => [week, percentage]));
    return this.weekNumbers.map(
      (week) => single.get(week) ?? sorted.findLast((step) => (step[0] ?? 0) <= week)?.[1] ?? base,
    );
  }

  private assignment(cn: string, token: readonly string[]): ExistingAssignment {
    const [week, forecastId, id, type = '', pinned, percentage, tier] = token;
    return {
      id: Number(id),
      cn,
      week: this.weekKeys.get(Number(week)) ?? '',
      demand: this.demandOfForecast.get(Number(forecastId)) ?? '',
      type: TYPES[type] ?? 'manual',
      pinned: pinned === '1',
      percentage: Number(percentage),
      tierPercentage: Number(tier),
    };
  }
}

function split(text: string | null | undefined, separator: string): string[] {
  return text ? text.split(separator) : [];
}

function unknownPriority({ mainLob, state, caseType }: PriorityRule, index: number): DomainError {
  const name = [mainLob, state ?? 'any state', caseType ?? 'any case type'].join(' / ');
  const message = `no demand of the plan's months is ${name}; expected a LOB, state and case type of the current report`;
  return new DomainError('UNKNOWN_DEMAND', message, [
    { path: `options.priorities.${index}`, message, value: mainLob },
  ]);
}
