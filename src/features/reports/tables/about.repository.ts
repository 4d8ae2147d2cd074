import { column, nullable, flatTable } from './report-columns.rules';
import type { ReportContext, ReportStatement, SelectedColumn } from './report.model';
import { SqlParams } from './sql-params.rules';

/** How many warnings the row quotes. */
const MAX_QUOTED = 5;

/** One row: how fresh the figures are and what to know before trusting them. */
export function aboutStatement({ facts }: ReportContext): ReportStatement {
  const params = new SqlParams();
  const { report = null, as_of = null, computed_at = null, data_version = 0, warnings = [] } = facts ?? {};
  return flatTable({
    columns: ABOUT_COLUMNS,
    from: `FROM (SELECT ${params.use(report, 'text')} AS report, ${params.use(as_of, 'timestamptz')} AS as_of,
    ${params.use(computed_at, 'timestamptz')} AS computed_at, ${params.use(data_version, 'integer')} AS data_version,
    ${params.use(warnings.length, 'integer')} AS warning_count,
    ${params.use(warnings.filter((_, at) => at < MAX_QUOTED).join('\n'), 'text')} AS warnings) x`,
    orderBy: 'x.data_version',
    params: params.values,
  });
}

const ABOUT_COLUMNS: readonly SelectedColumn[] = [
  nullable(
    'report',
    'text',
    'x.report',
    'Report month, e.g. 2025-04, or live; null before the first import.',
  ),
  column('as_of', 'datetime', 'x.as_of', 'When the tables were read (UTC).'),
  column('computed_at', 'datetime', 'x.computed_at', 'When their figures were last computed (UTC).'),
  column('data_version', 'integer', 'x.data_version', 'Raised by every write.'),
  column('warning_count', 'integer', 'x.warning_count', 'How many warnings there are.'),
  column('warnings', 'text', 'x.warnings', `The first ${MAX_QUOTED} warnings, a line each; empty = none.`),
];

/** A row per login and line of business that it may see. */
export function accessStatement({ grants }: ReportContext): ReportStatement {
  const params = new SqlParams();
  const logins = params.use(
    grants.map(({ login }) => login),
    'text[]',
  );
  const lobs = params.use(
    grants.map(({ mainLob }) => mainLob),
    'text[]',
  );
  return flatTable({
    columns: ACCESS_COLUMNS,
    from: `FROM unnest(${logins}, ${lobs}) AS x (login, main_lob)`,
    orderBy: 'x.login, x.main_lob',
    params: params.values,
  });
}

const ACCESS_COLUMNS: readonly SelectedColumn[] = [
  column('login', 'text', 'x.login', 'Name under which somebody signs in, or name of an API key.'),
  column('main_lob', 'text', 'x.main_lob', 'Line of business that the login may see.'),
];
