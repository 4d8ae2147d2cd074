import type { ColumnType, TableColumn, TextRow } from '../tables/report.model';

/** Text that stands for itself as a JSON number and as the shortest one: at most 15 significant digits. */
const SHORT = 16;

/** Without these a text only needs its quotes. */
const NEEDS_ESCAPES = /["\\\u0000-\u001f\ud800-\udfff]/;

/** An exact decimal as JSON text: the nearest double, exactly what JSON.stringify would write. */
export function numberJson(text: string | null): string {
  if (text === null) return 'null';
  return text.length <= SHORT ? text : String(Number(text));
}

/** One cell as JSON text. Numbers are the nearest doubles: exactly what JSON.stringify would write. */
function cellJson(type: ColumnType, text: string | null): string {
  if (text === null) return 'null';
  if (type === 'integer') return text;
  if (type === 'decimal') return numberJson(text);
  if (type === 'boolean') return text === 't' ? 'true' : 'false';
  return NEEDS_ESCAPES.test(text) ? JSON.stringify(text) : `"${text}"`;
}

/** A row as a JSON list. */
export function rowJson(columns: readonly TableColumn[], row: TextRow): string {
  let json = '[';
  for (let at = 0; at < columns.length; at += 1) {
    if (at > 0) json += ',';
    json += cellJson(columns[at]?.type ?? 'text', row[at] ?? null);
  }
  return `${json}]`;
}

/** Writes rows as JSON objects; the names are encoded once. */
export function objectWriter(columns: readonly TableColumn[]): (row: TextRow) => string {
  const keys = columns.map(({ name }, at) => `${at === 0 ? '{' : ','}${JSON.stringify(name)}:`);
  return (row) => {
    let json = '';
    for (let at = 0; at < columns.length; at += 1)
      json += `${keys[at] ?? ''}${cellJson(columns[at]?.type ?? 'text', row[at] ?? null)}`;
    return `${json === '' ? '{' : json}}`;
  };
}
