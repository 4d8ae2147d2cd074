import type { ReportDefinition } from '../registry/definition.model';
import { argumentsOf } from '../registry/report-parameters.rules';
import type { ParameterKind } from '../tables/report.model';

const GRAPHQL_TYPES: Readonly<Record<ParameterKind, string>> = {
  text: 'String',
  month: 'YearMonth',
  workType: 'WorkType',
  integer: 'Int',
  boolean: 'Boolean',
  layout: 'ReportLayout',
  mode: 'ComparisonMode',
};

/** Name of a report's persisted operation. */
export function operationName({ field }: Pick<ReportDefinition, 'field'>): string {
  return `${field.charAt(0).toUpperCase()}${field.slice(1)}`;
}

/** A report's persisted document, as it lies in operations/. */
export function operationDocument(definition: ReportDefinition): string {
  const { field } = definition;
  const parameters = argumentsOf(definition.parameters);
  const variables = parameters.map(({ variable, kind, list }) => {
    const type = GRAPHQL_TYPES[kind];
    return `  $${variable}: ${list ? `[${type}!]` : type}`;
  });
  const args = parameters.map(({ variable }) => `    ${variable}: $${variable}`);
  const [declared, given] =
    parameters.length > 0 ? [`(\n${variables.join('\n')}\n)`, `(\n${args.join('\n')}\n  )`] : ['', ''];
  return `query ${operationName(definition)}${declared} {
  ${field}${given} {
    columns
    rows
    schema {
      name
      type
      nullable
      description
    }
    document
    meta {
      report
      asOf
      computedAt
      rowCount
      dataVersion
      warnings
    }
  }
}
`;
}
