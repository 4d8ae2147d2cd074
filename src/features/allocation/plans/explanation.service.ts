import { setImmediate as nextTurn } from 'node:timers/promises';
import { normaliseCn } from '../../../domain/demand/cn';
import { demandKey, type Demand } from '../../../domain/demand/demand-key';
import type { ErrorCode } from '../../../domain/codes';
import { DomainError, invalid } from '../../../domain/errors';
import {
  compareWeeks,
  formatIsoWeek,
  weekOfDate,
  weeksOfMonth,
  type IsoWeek,
} from '../../../domain/time/iso-week';
import { parseMonthLabel } from '../../../domain/time/month';
import type { RequestScope } from '../../../platform/scope/request-scope';
import { resolveDemands } from '../../demand';
import { resourceByCn } from '../../resource';
import type { Question } from '../options/allocation.model';
import { explanationIn } from './explanation.loaders';

const MAX_HIRING = 1_000;

/** Why somebody has no assignment in a week, as stored now. */
export function explainPerson(scope: RequestScope, cn: string, week: IsoWeek): Promise<unknown> {
  return ask(scope, personQuestion(scope, cn, week));
}

async function personQuestion(scope: RequestScope, given: string, week: IsoWeek): Promise<Question> {
  const cn = normaliseCn(given, 'resourceCn');
  // Planning takes seconds: not for nobody.
  if (!(await scope.loader(resourceByCn).load(cn))) {
    const message = `there is no resource ${cn}`;
    throw new DomainError('NOT_FOUND', message, [{ path: 'resourceCn', message, value: cn }]);
  }
  return { ask: 'whyNotAssigned', cn, week: formatIsoWeek(week) };
}

/** Why a demand is short in a month, as stored now. */
export function explainDemand(scope: RequestScope, chosen: Promise<Demand>, month: string): Promise<unknown> {
  return ask(scope, demandQuestion(scope, chosen, month));
}

async function demandQuestion(
  scope: RequestScope,
  chosen: Promise<Demand>,
  month: string,
): Promise<Question> {
  const demand = await chosen;
  if (!month.endsWith('-01')) throw invalid('month', month, 'the first day of a month such as 2025-05-01');
  const [found] = await resolveDemands(scope, [{ ...demand, monthStart: month }]);
  if (!found?.ok) {
    const message = found?.message ?? `there is no demand ${demandKey(demand)}`;
    throw new DomainError('NOT_FOUND', message, [{ path: 'demand', message, value: demand }]);
  }
  const { mainLob, state, caseType } = found;
  return { ask: 'whyShort', demand: { mainLob, state, caseType }, month: month.slice(0, 7) };
}

/** Which kind of person, hired for a month, adds the most cases. */
export function listHiringValues(scope: RequestScope, top: number, month?: string | null): Promise<unknown> {
  if (!(top >= 1 && top <= MAX_HIRING)) throw invalid('top', top, `a whole number from 1 to ${MAX_HIRING}`);
  const weeks = month ? weeksLeft(scope, month) : undefined;
  return ask(scope, Promise.resolve({ ask: 'hiringValue', top }), weeks);
}

/** The weeks of a month that have not ended. */
function weeksLeft(scope: RequestScope, month: string): { fromWeek: string; toWeek: string } {
  const parsed = parseMonthLabel(month);
  const today = weekOfDate(scope.clock.today());
  const weeks = parsed ? weeksOfMonth(parsed).filter((week) => compareWeeks(week, today) >= 0) : [];
  const [first] = weeks;
  const last = weeks.at(-1);
  if (!first || !last) throw invalid('month', month, 'a month that is not over');
  return { fromWeek: formatIsoWeek(first), toWeek: formatIsoWeek(last) };
}

/** Questions of a request whose names are being looked up. */
const lookups = new WeakMap<RequestScope, Promise<unknown>[]>();

/** The fields of a request begin together: the first whose names are known waits for the others, and all are asked at once. */
async function ask(
  scope: RequestScope,
  question: Promise<Question>,
  weeks?: { fromWeek: string; toWeek: string },
): Promise<unknown> {
  const begun = lookups.get(scope) ?? [];
  lookups.set(scope, begun);
  begun.push(question.catch(() => undefined));
  await nextTurn();
  await Promise.all(begun);
  // Weeks that have ended are not planned any more, so nothing is said of them that a plan would change.
  const fromWeek = formatIsoWeek(weekOfDate(scope.clock.today()));
  const explained = await scope.loader(explanationIn(weeks ?? { fromWeek })).load(await question);
  if ('answer' in explained) return explained.answer;
  const { code, message, issues } = explained.refused;
  throw new DomainError(code as ErrorCode, message, issues);
}
