import { Readable } from 'node:stream';
import type { ColumnType, OpenTable, TableColumn, TextRow } from '../../../../platform/scope/attachments';
import { EDM_TYPES, typeName } from './metadata.rules';
import type { JsonFormat } from './preferences.rules';

/** How rows of a set are written. */
export interface RowFormat extends JsonFormat {
  set: string;
  /** Address of the service, with a slash at its end. */
  root: string;
  selected: readonly TableColumn[];
  /** Columns of the statement, hidden ones too. */
  columns: readonly TableColumn[];
  key: readonly string[];
}

/** A page: its rows and what stands around them. */
export interface PageFormat extends RowFormat {
  context: string;
  /** Rows that this page holds at most; a further one in the table shows that there is a next page. */
  size: number;
  /** Address of the page after this row. */
  next: (last: TextRow) => string;
}

/** Pieces kept ready for a slow reader; more would only be memory. */
const FEW = { highWaterMark: 2 };

/** A page of rows, written as fast as it is read. */
export function pageBody(table: OpenTable, format: PageFormat): Readable {
  return Readable.from(pageJson(table, format), FEW);
}

async function* pageJson({ batches, total }: OpenTable, format: PageFormat): AsyncGenerator<string> {
  const write = rowWriter(format);
  const head = [
    ...(format.metadata === 'none' ? [] : [`"@odata.context":${JSON.stringify(format.context)}`]),
    ...(total === undefined ? [] : [`"@odata.count":${numberJson(String(total), format)}`]),
  ];
  yield `{${head.map((member) => `${member},`).join('')}"value":[`;
  let count = 0;
  let last: TextRow | undefined;
  for await (const batch of batches) {
    const shown = batch.slice(0, format.size - count);
    if (shown.length > 0) yield `${count === 0 ? '\n' : ',\n'}${shown.map(write).join(',\n')}`;
    count += shown.length;
    last = shown.at(-1) ?? last;
    if (shown.length < batch.length && last) {
      yield `\n],"@odata.nextLink":${JSON.stringify(format.next(last))}}`;
      return;
    }
  }
  yield '\n]}';
}

/** One row as a document of its own. */
export function entityJson(row: TextRow, format: RowFormat & { context: string }): string {
  const json = rowWriter(format)(row);
  if (format.metadata === 'none') return json;
  return `{"@odata.context":${JSON.stringify(format.context)},${json.slice(1)}`;
}

/** Writes rows as objects; what is alike in all of them is encoded once. */
function rowWriter(format: RowFormat): (row: TextRow) => string {
  const names = format.selected.map(
    ({ name, type }) => `${annotation(name, type, format)}${JSON.stringify(name)}:`,
  );
  return (row) => {
    const members = format.selected.map(
      ({ type }, at) => `${names[at] ?? ''}${cellJson(type, row[at] ?? null, format)}`,
    );
    return `{${[...identity(row, format), ...members].join(',')}}`;
  };
}

/** Types that JSON does not show by itself are named beside the value when everything is asked for. */
function annotation(name: string, type: ColumnType, { metadata }: JsonFormat): string {
  if (metadata !== 'full' || type === 'text' || type === 'boolean') return '';
  return `${JSON.stringify(`${name}@odata.type`)}:"#${EDM_TYPES[type].slice('Edm.'.length)}",`;
}

function identity(row: TextRow, format: RowFormat): string[] {
  const { metadata, set, root, key, columns } = format;
  if (metadata !== 'full') return [];
  const type = `"@odata.type":"#${typeName(set)}"`;
  if (key.length === 0) return [type];
  const values = key.map((name) => {
    const at = columns.findIndex((column) => column.name === name);
    const literal = keyLiteral(columns[at]?.type ?? 'text', row[at] ?? '');
    return key.length === 1 ? literal : `${name}=${literal}`;
  });
  return [type, `"@odata.id":${JSON.stringify(`${root}${set}(${values.join(',')})`)}`];
}

function keyLiteral(type: ColumnType, text: string): string {
  if (type === 'boolean') return text === 't' ? 'true' : 'false';
  return type === 'text' ? `'${encodeURIComponent(text.replaceAll("'", "''"))}'` : text;
}

function numberJson(text: string, { numbersAsText }: JsonFormat): string {
  return numbersAsText ? `"${text}"` : text;
}

/** A cell as JSON; decimals keep every digit. */
function cellJson(type: ColumnType, text: string | null, format: JsonFormat): string {
  if (text === null) return 'null';
  switch (type) {
    case 'integer':
    case 'decimal':
      return numberJson(text, format);
    case 'boolean':
      return text === 't' ? 'true' : 'false';
    case 'text':
    case 'date':
    case 'datetime':
      return JSON.stringify(text);
  }
}
