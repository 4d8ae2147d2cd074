import { OPTION_ENTRIES } from './plan-options.preset';

/** The fragment with which stored operations select the options of a plan. */
export function optionsFragment(): string {
  const fields = OPTION_ENTRIES.map(([name, { kind }]) =>
    kind === 'priorities'
      ? `  ${name} {\n    mainLob\n    state\n    caseType\n    weight\n  }`
      : `  ${name}`,
  );
  return `fragment PlanOptionsFields on AllocationPlanOptions {\n${fields.join('\n')}\n}\n`;
}
