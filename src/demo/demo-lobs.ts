import { STATE_NAMES } from '../domain/demand/states';

/** A line of business with its case types, their target CPH (cases per hour), and its states if it is split by them. */
export interface DemoLob {
  readonly name: string;
  readonly caseTypes: readonly (readonly [name: string, cph: number])[];
  readonly states?: readonly string[];
}

const DOMESTIC_STATES = 'NH GA PA IA FL MI MS DE IN OH TX AZ WA MO NM LA OK'.split(' ');
const GLOBAL_STATES = 'NV KS IL NC AR NE WI SC OR'.split(' ');

/** The fifty states and DC, for demand beyond what one real site has. */
export const USA_STATES = Object.keys(STATE_NAMES).slice(0, 51);

const MEDICAID = [
  ['FTC-Basic/Non MMP', 12],
  ['ADJ-Basic/NON MMP', 8],
  ['FTC-COB NON MMP', 12],
  ['ADJ-COB NON MMP', 8],
  ['COR-Basic/NON MMP', 8],
  ['COR-COB NON MMP', 8],
  ['OMN-Basic/NON MMP', 8],
  ['OMN-COB NON MMP', 8],
  ['APP-BASIC/NON MMP', 5],
  ['APP-COB NON MMP', 5],
] as const;

const MMP = (['MCARE', 'MCAID'] as const).flatMap((market) => [
  [`FTC ${market}`, 12] as const,
  [`ADJ ${market}`, 8] as const,
  [`COR ${market}`, 8] as const,
  [`OMN ${market}`, 8] as const,
  [`APP ${market}`, 5] as const,
]);

const XCELYS = [
  ['FTC', 15],
  ['ADJ', 8],
  ['Projects', 5],
  ['Corr', 8],
] as const;

/** One CPH for several case types. */
function all(cph: number, ...names: string[]): [string, number][] {
  return names.map((name) => [name, cph]);
}

/** Lines of business as claims operations name them: 95 pairs of LOB and case type. */
export const DEMO_LOBS: readonly DemoLob[] = [
  { name: 'Amisys Medicaid DOMESTIC', caseTypes: MEDICAID, states: DOMESTIC_STATES },
  { name: 'Amisys Medicaid GLOBAL', caseTypes: MEDICAID, states: GLOBAL_STATES },
  { name: 'Amisys MMP DOMESTIC', caseTypes: MMP },
  { name: 'Amisys MMP GLOBAL', caseTypes: MMP },
  { name: 'Amisys Medicare', caseTypes: [['FTC', 12], ...all(8, 'ADJ', 'COR', 'OMN'), ['APP', 5]] },
  {
    name: 'Amisys Marketplace',
    caseTypes: [...all(12, 'FTC Basic', 'FTC COB'), ['ADJ', 8], ...all(10, 'COR', 'OMN', 'APP')],
  },
  { name: 'Amisys High Dollar', caseTypes: all(3, 'Medicaid', 'Medicare', 'Marketplace') },
  { name: 'Amisys Projects- Global', caseTypes: all(10, 'Medicaid', 'Medicare', 'Marketplace') },
  { name: 'Amisys Projects- Domestic', caseTypes: all(10, 'Medicaid', 'Medicare', 'Marketplace') },
  { name: 'Facets Medicare', caseTypes: all(13.8, 'FTC', 'ADJ/COR/APP', 'Salesforce', 'Prepay') },
  {
    name: 'Facets Medicaid',
    caseTypes: all(
      13.8,
      ...[
        'FTC Non COB',
        'FTC COB',
        'COR',
        'XC Claims',
        'APP',
        'ADJ COB',
        'Corrected Claims - CenPas',
        'SALESFORCE',
      ],
    ),
  },
  { name: 'Xcelys Medicare (Domestic)', caseTypes: XCELYS },
  { name: 'Xcelys Medicaid (Domestic)', caseTypes: XCELYS },
  { name: 'Xcelys Medicaid (Global)', caseTypes: XCELYS },
  { name: 'Xcelys Medicare (Global)', caseTypes: [...XCELYS, ['Auth Report/Spreadsheet', 5]] },
  {
    name: 'Amisys OIC Volumes',
    caseTypes: all(4, 'OMNI Prod Domestic', 'OMNI Prod GLOBAL', 'CenPAS Domestic', 'CenPAS GLOBAL'),
  },
  {
    name: 'Xcelys OIC Volumes',
    caseTypes: [
      ['Domestic', 17],
      ['Global', 13],
    ],
  },
];
