import type { Reason } from '../../../domain/codes';
import { describe } from '../../../domain/errors';
import { nearest } from '../../../domain/text-key';
import type { WriteWarning } from '../../../domain/writing';
import { type FileSpec, type Header, normaliseHeader } from './header.rules';
import type { TableFacts, TableRow } from './import-table.rules';
import type { NumberStyle } from './number-style.rules';
import { isTotalRow } from './total-row.rules';

const ROWS_NAMED = 10;

/** `row 5`, `rows 5, 9 and 3 more` */
export function rowsText(rows: readonly number[]): string {
  const named = rows.slice(0, ROWS_NAMED).join(', ');
  const more = rows.length > ROWS_NAMED ? ` and ${rows.length - ROWS_NAMED} more` : '';
  return `${rows.length === 1 ? 'row' : 'rows'} ${named}${more}`;
}

/** Gathers what there is to say about a file as a whole while its rows go by. */
export class FileRemarks {
  private readonly totals: number[] = [];
  private readonly hidden: number[] = [];
  private readonly values = new Map<string, { code: Reason; message: string; rows: number[] }>();

  constructor(
    private readonly header: TableRow,
    private readonly above: readonly TableRow[] = [],
  ) {}

  /** Whether the row is a total, which is left out; hidden rows are counted. */
  passesOver(row: TableRow, keys: readonly number[]): boolean {
    if (isTotalRow(row, keys)) {
      this.totals.push(row.row);
      return true;
    }
    if (row.hidden) this.hidden.push(row.row);
    return false;
  }

  /** Something about a value that several rows may have: one warning names them. */
  note(row: number, code: Reason, message: string): void {
    const key = `${code} ${message}`;
    const known = this.values.get(key) ?? { code, message, rows: [] };
    this.values.set(key, known);
    known.rows.push(row);
  }

  /** The warnings, once all rows are read. */
  warnings(facts: TableFacts = {}, numbers?: NumberStyle): WriteWarning[] {
    return [
      ...this.aboveHeader(),
      ...(this.totals.length === 0
        ? []
        : [
            warning(
              'TOTAL_ROWS',
              `left out as ${this.totals.length === 1 ? 'a total' : 'totals'}: ${rowsText(this.totals)}`,
            ),
          ]),
      ...(this.hidden.length === 0
        ? []
        : [
            warning(
              'HIDDEN_ROWS',
              `${this.hidden.length} hidden ${this.hidden.length === 1 ? 'row was' : 'rows were'} read: ${rowsText(this.hidden)}`,
            ),
          ]),
      ...this.mergedCells(facts),
      ...[...this.values.values()].map(({ code, message, rows }) =>
        warning(code, `${message} (${rowsText(rows)})`),
      ),
      ...decimalCommas(facts, numbers),
    ];
  }

  private aboveHeader(): WriteWarning[] {
    if (this.above.length === 0) return [];
    const rows = this.above.map(({ row }) => row);
    return [
      warning('ABOVE_HEADER', `the header is row ${this.header.row}; not read above it: ${rowsText(rows)}`),
    ];
  }

  private mergedCells({ merged }: TableFacts): WriteWarning[] {
    const below = (merged?.named ?? []).filter((range) => lastRow(range) > this.header.row);
    if (below.length === 0) return [];
    const named = below.slice(0, ROWS_NAMED).join(', ');
    return [
      warning(
        'MERGED_CELLS',
        `merged cells hold their value in the first cell only, the others count as blank: ${named}`,
      ),
    ];
  }
}

function warning(code: Reason, message: string): WriteWarning {
  return { code, message };
}

function lastRow(range: string): number {
  return Number(range.split(':').at(-1)?.replace(/\D+/g, '') ?? 0);
}

function decimalCommas({ delimiter }: TableFacts, numbers: NumberStyle | undefined): WriteWarning[] {
  const example = numbers?.commaExample;
  if (example === undefined) return [];
  const why = delimiter === ';' ? 'the cells are separated by semicolons' : 'no other reading fits';
  return [
    warning('DECIMAL_COMMA', `numbers such as ${describe(example)} are read with a decimal comma: ${why}`),
  ];
}

/** Headers that are not used but close to a known one that the file lacks, with the known name. */
export function closeHeaders<F extends string>(header: Header<F>, spec: FileSpec<F>): WriteWarning[] {
  return header.unknownColumns.flatMap((name) => {
    const known = closeName(name, header, spec);
    if (known === undefined) return [];
    return [
      warning(
        'CLOSE_HEADER',
        `the column ${describe(name)} is not used; rename it to ${describe(known)} if that is meant`,
      ),
    ];
  });
}

/** The label of the missing column that a header is close to: the same but for what stands in parentheses, or nearly. */
function closeName<F extends string>(
  name: string,
  { columns }: Header<F>,
  spec: FileSpec<F>,
): string | undefined {
  const missing = spec.columns.filter(({ field }) => !columns.has(field));
  const plain = normaliseHeader(name.replace(/\([^()]*\)/g, ''));
  const same = missing.find(({ field, label, aliases = [] }) =>
    [field, label, ...aliases].some((known) => normaliseHeader(known) === plain),
  );
  if (same) return same.label;
  if (plain.length < 4) return undefined;
  const near = nearest(
    plain,
    missing.map(({ label }) => normaliseHeader(label)),
  );
  return missing.find(({ label }) => normaliseHeader(label) === near)?.label;
}
