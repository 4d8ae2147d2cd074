import { registerEnumType } from 'type-graphql';

/** GraphQL's spelling of a report's layouts. */
export const ReportLayoutEnum = { FLAT: 'flat', NESTED: 'nested' } as const;

registerEnumType(ReportLayoutEnum, {
  name: 'ReportLayout',
  description: 'Shape of a report’s answer.',
  valuesConfig: {
    FLAT: { description: 'Columns and rows.' },
    NESTED: { description: 'One document.' },
  },
});

/** GraphQL's spelling of what is compared. */
export const ComparisonModeEnum = { REPORT: 'report', MONTH: 'month' } as const;

registerEnumType(ComparisonModeEnum, {
  name: 'ComparisonMode',
  description: 'What the two sides of a comparison are.',
  valuesConfig: {
    REPORT: { description: 'A report and an older one, on the same calendar months.' },
    MONTH: { description: 'Each month of a report and the month before it.' },
  },
});
