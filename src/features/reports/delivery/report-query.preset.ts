import type { MonthPair, QueryParameter, Route } from '../../../platform/http/rest/table/route';
import type { ReportParameter } from '../tables/report.model';

const MONTH = 'a report month such as 2025-04 or Apr-25';

/** A report's parameters as a route takes them. */
export function routeQuery(parameters: readonly ReportParameter[]): Pick<Route, 'query' | 'months'> {
  const query = Object.fromEntries(
    parameters.map((parameter) => [parameter.name, queryParameter(parameter)]),
  );
  const pair = monthPair(parameters);
  return { query, ...(pair && { months: { [pair.variable]: pair } }) };
}

function queryParameter({ variable, description, kind, words, half }: ReportParameter): QueryParameter {
  const taken = Object.keys(words ?? {});
  return {
    variable,
    description,
    ...(words && { words: Object.fromEntries(taken.map((word) => [word, word])) }),
    ...(kind === 'month' && { accepted: [MONTH, ...taken].join(', or ') }),
    ...(half && { half: half === 'month' ? 'String' : 'Int' }),
  };
}

/** The month that two of the parameters name together. */
function monthPair(parameters: readonly ReportParameter[]): (MonthPair & { variable: string }) | undefined {
  const month = parameters.find(({ half }) => half === 'month');
  const year = parameters.find(({ half }) => half === 'year');
  if (!month || !year) return undefined;
  const { variable, name, description } = month;
  return { variable, in: 'query', month: name, year: year.name, description };
}
