import ts from 'typescript';
import type { SourceFile } from './source-files';

/** A statement in the text of a file that changes rows of a table. */
export interface TableWrite {
  file: string;
  line: number;
  /** Without its schema, or the expression that makes it up at run time: `${table}`. */
  table: string;
}

const WRITES =
  /\b(?:INSERT\s+INTO|(?<!\bFOR\s)(?<!\bFOR\s+NO\s+KEY\s)(?<!\bDO\s)UPDATE(?:\s+ONLY)?|DELETE\s+FROM(?:\s+ONLY)?|MERGE\s+INTO(?:\s+ONLY)?|TRUNCATE(?:\s+TABLE)?(?:\s+ONLY)?|COPY)\s+(\$\{[^}]*\}|(?:"?\w+"?\s*\.\s*)?"?\w+"?)/gi;
/** `copyRows(db, 'table (columns)', …)`: the target of a COPY that the helper puts together. */
const COPY_HELPERS = new Set(['copyRows', 'copyText']);
const COMMENTS = /--[^\n]*|\/\*[\s\S]*?\*\//g;

/** Every write in the SQL texts of a file; prose that reads like one is told apart by the names of the tables. */
export function listTableWrites(file: SourceFile): TableWrite[] {
  const source = ts.createSourceFile(file.name, file.text, ts.ScriptTarget.ES2022, true);
  const writes: TableWrite[] = [];
  const add = (node: ts.Node, table: string): void => {
    const { line } = source.getLineAndCharacterOfPosition(node.getStart());
    writes.push({ file: file.name, line: line + 1, table: bareName(table) });
  };
  const visit = (node: ts.Node): void => {
    if (isText(node)) {
      for (const [, table = ''] of node.getText().replace(COMMENTS, ' ').matchAll(WRITES)) add(node, table);
      // A template within a template is part of the text around it only where it is looked at by itself.
      if (!ts.isTemplateExpression(node)) return;
    }
    if (ts.isCallExpression(node) && COPY_HELPERS.has(node.expression.getText())) {
      const target = node.arguments[1];
      if (target) add(node, ts.isStringLiteralLike(target) ? target.text : `\${${target.getText()}}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return writes;
}

function isText(node: ts.Node): boolean {
  return ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);
}

function bareName(target: string): string {
  if (target.startsWith('${')) return target;
  const [name = ''] = target.trim().split(/[\s(]/);
  return (name.split('.').pop() ?? name).replaceAll('"', '').toLowerCase();
}

/** Tables that the migrations create, and which of them they drop again is not asked: names are never used twice. */
export function listCreatedTables(files: readonly SourceFile[], kind: 'lasting' | 'temporary'): Set<string> {
  const pattern =
    kind === 'temporary'
      ? /\bCREATE\s+TEMP(?:ORARY)?\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?(\w+)/gi
      : /\bCREATE\s+(?:UNLOGGED\s+)?TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?(?:\w+\.)?"?(\w+)"?/gi;
  return new Set(
    files.flatMap(({ text }) => [...text.matchAll(pattern)].map(([, name = '']) => name.toLowerCase())),
  );
}
