import type { ColumnSpec, FileSpec } from '../reading/header.rules';

/** The columns of V1's production roster and of the proposal's own names; `text` columns are ids taken as they are. */
const COLUMNS = [
  {
    field: 'cn',
    label: 'CN',
    aliases: ['CN#', 'resource_cn', 'CN Number', 'CN No'],
    required: true,
    about: 'Contractor number, which names the person',
    example: 'AA000001',
  },
  { field: 'first_name', label: 'FirstName', about: 'First name', example: 'Ann' },
  { field: 'last_name', label: 'LastName', about: 'Last name', example: 'Example' },
  { field: 'opid', label: 'OPID', about: 'Id in the platform', example: 'OP0001', text: true },
  {
    field: 'primary_platform',
    label: 'PrimaryPlatform',
    aliases: ['Platform'],
    about: 'Amisys, Facets or Xcelys as the first word; a new person needs it',
    example: 'Amisys',
  },
  {
    field: 'location',
    label: 'Location',
    about: 'Domestic or Global (Onshore, Offshore); a new person needs it',
    example: 'Domestic',
  },
  {
    field: 'state_list',
    label: 'State',
    aliases: ['States'],
    about: 'USPS codes or full names, separated by | / , ; or spaces; ALL; N/A for none',
    example: 'FL|GA',
  },
  {
    field: 'skills',
    label: 'Skills',
    about: 'Case types, separated by , ; | / or line breaks',
    example: 'FTC-Basic/Non MMP',
  },
  {
    field: 'new_work_type',
    alternative: true,
    label: 'NewWorkType',
    aliases: ['NewWorkTypes'],
    about: 'Instead of Skills: known case types, separated by spaces',
    example: 'FTC-Basic/Non MMP',
  },
  {
    field: 'part_of_production',
    alternative: true,
    label: 'PartofProduction',
    about: 'Production and Ramp are active, all else is not',
    example: 'Production',
  },
  {
    field: 'is_active',
    label: 'Active',
    about: 'Yes or No, TRUE or FALSE, 1 or 0; holds before PartofProduction',
    example: true,
  },
  {
    field: 'production_percentage',
    label: 'ProductionPercentage',
    aliases: ['Production%'],
    about: 'Share: 0.75, 75% or 75; Training, Ramp, BOT',
    example: 1,
  },
  {
    field: 'ramp',
    alternative: true,
    label: 'Ramp',
    about: 'Instead of ProductionPercentage',
    example: 0.5,
  },
  {
    field: 'hire_date',
    label: 'Hire Date',
    about: 'Date: 2025-05-26, 26-May-2025, May 26, 2025',
    example: '2024-05-06',
  },
] as const satisfies readonly (ColumnSpec<string> & { text?: true })[];

/** The fields of a roster. */
export type RosterField = (typeof COLUMNS)[number]['field'];

type Camel<Name extends string> = Name extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<Camel<Tail>>}`
  : Name;
type TextField = Extract<(typeof COLUMNS)[number], { text: true }>['field'];

/** What the `text` columns say about a person, by property; null where the cell is blank. */
export type RosterTexts = { [Field in TextField as Camel<Field>]?: string | null };

/** The `text` columns with the property that each sets. */
export const ROSTER_TEXTS = COLUMNS.filter(
  (column): column is Extract<(typeof COLUMNS)[number], { text: true }> => 'text' in column,
).map(({ field }) => ({
  field,
  property: field.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase()) as keyof RosterTexts,
}));

/** How a roster is read. */
export const ROSTER: FileSpec<RosterField> = {
  what: 'roster',
  keys: ['cn'],
  columns: COLUMNS,
  ignored: [
    'ZIPCode',
    'City',
    'BeelineTitle',
    'Beeline Job Title',
    'Title',
    'Status',
    'PrimaryMarket',
    'LOB',
    'Worktype',
    'Worktype(FTC/ADJ/COB)',
    'SupervisorFullName',
    "Supervisor'sFullName",
    'SupervisorCNNo',
    'UserStatus',
  ],
  ignoredPattern: /mail/,
};
