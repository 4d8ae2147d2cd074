import type { ImportKind } from '../answer/import.model';
import { normaliseHeader } from '../reading/header.rules';
import { FILE_SPECS } from './file-specs.rules';

/** A column of a kind of file as it is documented. */
export interface DocumentedColumn {
  name: string;
  otherNames: string[];
  required: boolean;
  alternative: boolean;
  about: string;
  example: string | number | boolean;
}

/** A kind of file with its columns: what the reader accepts, and the documentation and the templates show. */
export interface DocumentedFormat {
  kind: ImportKind;
  name: string;
  columns: DocumentedColumn[];
}

/** The columns of a kind of file, from the same list that its reader uses. */
export function importFormat(kind: ImportKind): DocumentedFormat {
  const { what, columns } = FILE_SPECS[kind];
  return {
    kind,
    name: what,
    columns: columns.map(
      ({ field, label, aliases = [], required = false, alternative = false, about, example }) => ({
        name: label,
        otherNames: distinct([field, ...aliases], label),
        required,
        alternative,
        about,
        example,
      }),
    ),
  };
}

/** Names that are not the label in another spelling. */
function distinct(names: readonly string[], label: string): string[] {
  const seen = new Set([normaliseHeader(label)]);
  return names.filter((name) => {
    const key = normaliseHeader(name);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** The tables of columns of every kind of file, as Markdown. */
export function formatTables(kinds: readonly ImportKind[]): string {
  return kinds.map((kind) => tableOf(importFormat(kind))).join('\n');
}

function tableOf({ name, columns }: DocumentedFormat): string {
  const lines = columns.map(({ name: column, otherNames, required, about, example }) =>
    row([column, otherNames.join(', '), required ? 'yes' : '', about, String(example)]),
  );
  const title = `### ${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  return [
    title,
    '',
    row(['column', 'also', 'required', 'holds', 'example']),
    '|---|---|---|---|---|',
    ...lines,
    '',
  ].join('\n');
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
