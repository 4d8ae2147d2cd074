import { sql } from '../../../platform/database/sql';
import { column, nullable, flatTable } from './report-columns.sql';
import type { ReportContext, ReportStatement, SelectedColumn } from './report.model';

/** How many warnings the row quotes. */
const MAX_QUOTED = 5;

/** One row: how fresh the figures are and what to know before trusting them. */
export function aboutStatement({ facts }: ReportContext): ReportStatement {
  const { report = null, as_of = null, computed_at = null, data_version = 0, warnings = [] } = facts ?? {};
  const quoted = warnings.filter((_, at) => at < MAX_QUOTED).join('\n');
  return flatTable({
    columns: ABOUT_COLUMNS,
    from: sql`FROM (SELECT ${report}::text AS report, ${as_of}::timestamptz AS as_of,
    ${computed_at}::timestamptz AS computed_at, ${data_version}::integer AS data_version,
    ${warnings.length}::integer AS warning_count, ${quoted}::text AS warnings) x`,
    orderBy: sql`x.data_version`,
  });
}

const ABOUT_COLUMNS: readonly SelectedColumn[] = [
  nullable(
    'report',
    'text',
    sql`x.report`,
    'Report month, e.g. 2025-04, or live; null before the first import.',
  ),
  column('as_of', 'datetime', sql`x.as_of`, 'When the tables were read (UTC).'),
  column('computed_at', 'datetime', sql`x.computed_at`, 'When their figures were last computed (UTC).'),
  column('data_version', 'integer', sql`x.data_version`, 'Raised by every write.'),
  column('warning_count', 'integer', sql`x.warning_count`, 'How many warnings there are.'),
  column('warnings', 'text', sql`x.warnings`, `The first ${MAX_QUOTED} warnings, a line each; empty = none.`),
];

/** A row per login and line of business that it may see. */
export function accessStatement({ grants }: ReportContext): ReportStatement {
  const logins = grants.map(({ login }) => login);
  const lobs = grants.map(({ mainLob }) => mainLob);
  return flatTable({
    columns: ACCESS_COLUMNS,
    from: sql`FROM unnest(${logins}::text[], ${lobs}::text[]) AS x (login, main_lob)`,
    orderBy: sql`x.login, x.main_lob`,
  });
}

const ACCESS_COLUMNS: readonly SelectedColumn[] = [
  column('login', 'text', sql`x.login`, 'Name under which somebody signs in, or name of an API key.'),
  column('main_lob', 'text', sql`x.main_lob`, 'Line of business that the login may see.'),
];
