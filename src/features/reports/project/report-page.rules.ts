import type { ProjectFiles } from './project.model';

const SCHEMAS = 'https://developer.microsoft.com/json-schemas/fabric/item/report/definition';
const PAGE = 'capacity';
const WIDTH = 1280;
const HEIGHT = 720;

/** A field of the model in a visual. */
type Field = { table: string; column: string } | { table: string; measure: string };

interface Visual {
  name: string;
  type: string;
  title: string;
  at: readonly [x: number, y: number, width: number, height: number];
  roles: Readonly<Record<string, readonly Field[]>>;
  sort?: readonly [field: Field, direction: 'Ascending' | 'Descending'];
}

const column = (table: string, name: string): Field => ({ table, column: name });
const measure = (name: string, table = 'monthly_summary'): Field => ({ table, measure: name });
const card = (name: string, x: number, field: Field): Visual => ({
  name: `card-${name.toLowerCase()}`,
  type: 'card',
  title: name,
  at: [x, 16, 196, 96],
  roles: { Values: [field] },
});
const LOB = column('demands', 'main_lob');
const MONTH = column('calendar_months', 'month');
const MONTH_START = column('calendar_months', 'month_start');

/** The one page: figures on top, their course by month, the gap by LOB, state and month, and how fresh all of it is. */
const VISUALS: readonly Visual[] = [
  card('Forecast', 16, measure('Forecast')),
  card('Capacity', 224, measure('Capacity')),
  card('Gap', 432, measure('Gap')),
  card('Coverage', 640, measure('Coverage')),
  card('Heads', 848, measure('Heads', 'resource_assignments')),
  {
    name: 'choose-lob',
    type: 'slicer',
    title: 'Line of business',
    at: [1056, 16, 208, 200],
    roles: { Values: [LOB] },
  },
  {
    name: 'choose-month',
    type: 'slicer',
    title: 'Month',
    at: [1056, 232, 208, 208],
    roles: { Values: [MONTH] },
    sort: [MONTH, 'Ascending'],
  },
  {
    name: 'course',
    type: 'lineChart',
    title: 'Forecast and capacity by month',
    at: [16, 128, 512, 312],
    roles: { Category: [MONTH_START], Y: [measure('Forecast'), measure('Capacity')] },
    sort: [MONTH_START, 'Ascending'],
  },
  {
    name: 'gap-by-lob',
    type: 'clusteredBarChart',
    title: 'Gap by line of business',
    at: [544, 128, 496, 312],
    roles: { Category: [LOB], Y: [measure('Gap')] },
    sort: [measure('Gap'), 'Ascending'],
  },
  {
    name: 'gap-matrix',
    type: 'pivotTable',
    title: 'Gap by LOB, state and case type',
    at: [16, 456, 1024, 248],
    roles: {
      Rows: [LOB, column('demands', 'state'), column('demands', 'case_type')],
      Columns: [MONTH],
      Values: [measure('Gap')],
    },
  },
  {
    name: 'about',
    type: 'tableEx',
    title: 'How fresh',
    at: [1056, 456, 208, 248],
    roles: {
      Values: ['as_of', 'computed_at', 'warning_count', 'warnings'].map((name) => column('about', name)),
    },
  },
];

/** The report's definition (PBIR), a file each. */
export function reportFiles(): ProjectFiles {
  return {
    'version.json': json({ $schema: schema('versionMetadata', '1.0.0'), version: '2.0.0' }),
    'report.json': json({
      $schema: schema('report', '2.0.0'),
      themeCollection: {
        baseTheme: { name: 'CY24SU10', reportVersionAtImport: '5.61', type: 'SharedResources' },
      },
      settings: { useStylableVisualContainerHeader: true, exportDataMode: 'AllowSummarized' },
    }),
    'pages/pages.json': json({
      $schema: schema('pagesMetadata', '1.0.0'),
      pageOrder: [PAGE],
      activePageName: PAGE,
    }),
    [`pages/${PAGE}/page.json`]: json({
      $schema: schema('page', '2.0.0'),
      name: PAGE,
      displayName: 'Capacity',
      displayOption: 'FitToPage',
      height: HEIGHT,
      width: WIDTH,
    }),
    ...Object.fromEntries(
      VISUALS.map((visual, at) => [
        `pages/${PAGE}/visuals/${visual.name}/visual.json`,
        json(visualOf(visual, at)),
      ]),
    ),
  };
}

function schema(part: string, version: string): string {
  return `${SCHEMAS}/${part}/${version}/schema.json`;
}

/** JSON as the files of a project have it. */
export function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function visualOf(
  { name, type, title, at: [x, y, width, height], roles, sort }: Visual,
  order: number,
): object {
  const queryState = Object.fromEntries(
    Object.entries(roles).map(([role, fields]) => [role, { projections: fields.map(projection) }]),
  );
  const sortDefinition = sort && {
    sort: [{ field: fieldOf(sort[0]), direction: sort[1] }],
    isDefaultSort: false,
  };
  return {
    $schema: schema('visualContainer', '2.0.0'),
    name,
    position: { x, y, z: order, height, width, tabOrder: order },
    visual: {
      visualType: type,
      query: { queryState, ...(sortDefinition && { sortDefinition }) },
      visualContainerObjects: {
        title: [{ properties: { show: literal('true'), text: literal(`'${title.replaceAll("'", "''")}'`) } }],
      },
      drillFilterOtherVisuals: true,
    },
  };
}

function literal(value: string): object {
  return { expr: { Literal: { Value: value } } };
}

function projection(field: Field): object {
  const name = 'column' in field ? field.column : field.measure;
  return { field: fieldOf(field), queryRef: `${field.table}.${name}`, nativeQueryRef: name };
}

function fieldOf(field: Field): object {
  const Expression = { SourceRef: { Entity: field.table } };
  return 'column' in field
    ? { Column: { Expression, Property: field.column } }
    : { Measure: { Expression, Property: field.measure } };
}
