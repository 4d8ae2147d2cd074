import type { ColumnType, TableColumn } from '../tables/report.model';
import type { Measure, Model, ModelTable, ProjectFiles, RefreshPolicy, Relation } from './project.model';

/** Compatibility level that refresh policies with an offset and Power BI's data sources need. */
const LEVEL = 1600;
const DATA_TYPES: Readonly<Record<ColumnType, string>> = {
  text: 'string',
  integer: 'int64',
  decimal: 'double',
  date: 'dateTime',
  datetime: 'dateTime',
  boolean: 'boolean',
};
const FORMATS: Partial<Record<ColumnType, string>> = {
  date: 'yyyy-mm-dd',
  datetime: 'yyyy-mm-dd hh:nn:ss',
  integer: '0',
};

/** The model's definition, a file each as Power BI Desktop writes them. Nesting is by tabs. */
export function tmdlFiles(model: Model): ProjectFiles {
  const roles = rolesOf(model.lobs);
  return {
    'database.tmdl': `database\n\tcompatibilityLevel: ${LEVEL}\n`,
    'model.tmdl': modelFile(model, Object.keys(roles)),
    'expressions.tmdl': expressions(model.range),
    'relationships.tmdl': model.relations.map(relationship).join('\n'),
    ...Object.fromEntries(
      model.tables.map((table) => [
        `tables/${table.name}.tmdl`,
        tableFile(
          table,
          model.measures.filter((measure) => measure.table === table.name),
        ),
      ]),
    ),
    ...Object.fromEntries(
      Object.entries(roles).map(([name, text], at) => [`roles/${fileName(name, at)}.tmdl`, text]),
    ),
  };
}

function modelFile({ tables }: Model, roles: readonly string[]): string {
  return `model Model
\tculture: en-US
\tdefaultPowerBIDataSourceVersion: powerBI_V3
\tsourceQueryCulture: en-US

annotation __PBI_TimeIntelligenceEnabled = 0

${tables.map(({ name }) => `ref table ${quoted(name)}`).join('\n')}

${roles.map((name) => `ref role ${quoted(name)}`).join('\n')}
`;
}

/** The parameters that Power BI sets for each partition; in Desktop they bound what is loaded there. */
function expressions([from, to]: Model['range']): string {
  const parameter = (name: string, date: string): string => {
    const [year, month, day] = date.split('-').map(Number);
    return `expression ${name} = #datetime(${year}, ${month}, ${day}, 0, 0, 0) meta [IsParameterQuery=true, Type="DateTime", IsParameterQueryRequired=true]\n`;
  };
  return `${parameter('RangeStart', from)}\n${parameter('RangeEnd', to)}`;
}

function relationship({ from, to }: Relation): string {
  const name = `${from.join('.')} to ${to[0]}`;
  return `relationship ${quoted(name)}
\tfromColumn: ${from.map(quoted).join('.')}
\ttoColumn: ${to.map(quoted).join('.')}
`;
}

function tableFile(table: ModelTable, measures: readonly Measure[]): string {
  const parts = [
    `${described(table.description, 0)}table ${quoted(table.name)}${table.dateColumn ? '\n\tdataCategory: Time' : ''}`,
    ...(table.policy ? [policy(table.policy, table)] : []),
    ...measures.map(measureText),
    ...table.columns.map((column) => columnText(table, column)),
    ...(table.hierarchies ?? []).map(({ name, columns }) => hierarchy(name, columns)),
    `\tpartition ${quoted(table.name)} = m\n\t\tmode: import\n\t\tsource =\n${block(table.source, 4)}`,
  ];
  return `${parts.join('\n\n')}\n`;
}

/** The window's head lies `ahead` months after this one; a policy made in Desktop would end today. */
function policy({ years, months, ahead }: RefreshPolicy, { source, polling = '' }: ModelTable): string {
  return `\trefreshPolicy
\t\tpolicyType: basic
\t\trollingWindowGranularity: year
\t\trollingWindowPeriods: ${years}
\t\tincrementalGranularity: month
\t\tincrementalPeriods: ${months}
\t\tincrementalPeriodsOffset: ${ahead}
\t\tpollingExpression =
${block(polling, 4)}
\t\tsourceExpression =
${block(source, 4)}`;
}

function measureText({ name, dax, format, description }: Measure): string {
  return `${described(description, 1)}\tmeasure ${quoted(name)} = ${dax}\n\t\tformatString: ${format}`;
}

function columnText(table: ModelTable, { name, type, description }: TableColumn): string {
  const sorting = table.sortBy?.[name];
  const lines = [
    `dataType: ${DATA_TYPES[type]}`,
    ...(table.dateColumn === name ? ['isKey'] : []),
    ...(table.hidden?.includes(name) ? ['isHidden'] : []),
    ...(FORMATS[type] ? [`formatString: ${FORMATS[type]}`] : []),
    `summarizeBy: ${table.sums?.includes(name) ? 'sum' : 'none'}`,
    `sourceColumn: ${name}`,
    ...(sorting ? [`sortByColumn: ${quoted(sorting)}`] : []),
  ];
  return `${described(description, 1)}\tcolumn ${quoted(name)}\n${lines.map((line) => `\t\t${line}`).join('\n')}`;
}

function hierarchy(name: string, columns: readonly string[]): string {
  const levels = columns.map((column) => `\t\tlevel ${quoted(column)}\n\t\t\tcolumn: ${quoted(column)}`);
  return `\thierarchy ${quoted(name)}\n\n${levels.join('\n\n')}`;
}

/** Who signs in sees what the table access grants; a role for each LOB is for the others. Filters reach facts by relations. */
function rolesOf(lobs: readonly string[]): Record<string, string> {
  const granted = `[main_lob] IN SELECTCOLUMNS(FILTER(access, access[login] = USERPRINCIPALNAME()), "main_lob", access[main_lob])`;
  const role = (name: string, permissions: readonly [string, string][]): [string, string] => [
    name,
    `role ${quoted(name)}\n\tmodelPermission: read\n\n${permissions.map(([table, filter]) => `\ttablePermission ${quoted(table)} = ${filter}`).join('\n\n')}\n`,
  ];
  const none: [string, string] = ['access', 'FALSE()'];
  return Object.fromEntries([
    role('LOBs of the login', [
      ['demands', granted],
      ['access', '[login] = USERPRINCIPALNAME()'],
    ]),
    ...lobs.map((lob) => role(`LOB ${lob}`, [['demands', `[main_lob] = ${daxText(lob)}`], none])),
  ]);
}

function daxText(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

/** A name as TMDL writes it. */
export function quoted(name: string): string {
  return /^\w+$/.test(name) ? name : `'${name.replaceAll("'", "''")}'`;
}

function described(text: string, depth: number): string {
  return text === '' ? '' : `${'\t'.repeat(depth)}/// ${text.replace(/\s+/g, ' ')}\n`;
}

/** Lines of M, deeper than the property that they belong to. */
function block(text: string, depth: number): string {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => (line === '' ? '' : `${'\t'.repeat(depth)}${line}`))
    .join('\n');
}

/** Names of files have no characters that a file system refuses; the number keeps them apart. */
function fileName(name: string, at: number): string {
  return `${at} ${name.replace(/[^\w .-]+/g, '_')}`.slice(0, 80);
}
