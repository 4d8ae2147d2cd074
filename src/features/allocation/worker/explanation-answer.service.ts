import type { Demand } from '../../../domain/demand/demand-key';
import type { Question } from '../options/allocation.model';
import type { Explainer, WhyNotAssigned, WhyShort } from '../engine/explainer';
import type { AllocationDemand } from '../engine/contract/types';
import { hiringRow } from './plan-document.service';

/** Answers a question about the stored assignments as clients read it: demands by name, the reason in words. */
export function explanationAnswer(
  explainer: Explainer,
  demands: readonly AllocationDemand[],
  question: Question,
): unknown {
  const named = (key: string | null | undefined): Demand | null => {
    const demand = demands.find((known) => known.key === key);
    return demand ? { mainLob: demand.mainLob, state: demand.state, caseType: demand.caseType } : null;
  };
  if (question.ask === 'hiringValue') return explainer.hiringValue(question.top).map(hiringRow);
  if (question.ask === 'whyNotAssigned')
    return notAssigned(explainer.whyNotAssigned(question.cn, question.week), question.cn, named);
  const { mainLob, state, caseType } = question.demand;
  return short(explainer.whyShort(`${mainLob} / ${state} / ${caseType}`, question.month), named);
}

type Named = (key: string | null | undefined) => Demand | null;

function notAssigned(why: WhyNotAssigned, cn: string, named: Named): object {
  if (why.assigned !== null) return { ...why, assigned: named(why.assigned) };
  const bestDemand = named(why.bestDemand);
  const message =
    why.reason === 'NOT_PLANNED' && bestDemand
      ? `not planned yet: a plan would assign ${cn} to ${textOf(bestDemand)}, +${why.casesForgone ?? 0} cases`
      : undefined;
  return { ...why, assigned: null, bestDemand, ...(message !== undefined && { message }) };
}

function short(why: WhyShort, named: Named): object {
  const { candidate, casesPlanned, onePersonMore } = why;
  const who = candidate && `would assign ${candidate.cn} in ${candidate.week}`;
  const message =
    why.reason === 'NOT_PLANNED'
      ? `not planned yet: a plan ${who ?? 'would move people here'}, +${casesPlanned ?? 0} cases`
      : undefined;
  return {
    ...why,
    ...(message !== undefined && { message }),
    candidate: candidate ? { ...candidate, from: named(candidate.from) } : null,
    onePersonMore: onePersonMore === undefined ? null : hiringRow(onePersonMore),
  };
}

function textOf({ mainLob, state, caseType }: Demand): string {
  return `${mainLob} / ${state} / ${caseType}`;
}
