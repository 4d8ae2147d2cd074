import path from 'node:path';
import ts from 'typescript';
import type { SourceFile } from './source-files';

/** Folders with more files directly in them than allowed: `folder has 17 files`. */
export function crowdedFolders(
  files: readonly SourceFile[],
  most: number,
): { folder: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { folder } of files) counts.set(folder, (counts.get(folder) ?? 0) + 1);
  return [...counts].flatMap(([folder, count]) => (count > most ? [{ folder, count }] : []));
}

/** Imports that lead from one folder of the project to another. */
function folderImports(files: readonly SourceFile[]): Map<string, string[]> {
  const known = new Set(files.map(({ name }) => name));
  const edges = new Map<string, string[]>();
  for (const { name, folder, text } of files) {
    for (const { fileName } of ts.preProcessFile(text, true, true).importedFiles) {
      const target = resolveImport(folder, fileName, known);
      if (target === undefined || path.posix.dirname(target) === folder) continue;
      const edge = `${folder} > ${path.posix.dirname(target)}`;
      edges.set(edge, [...(edges.get(edge) ?? []), `${name} imports ${target}`]);
    }
  }
  return edges;
}

function resolveImport(folder: string, specifier: string, known: ReadonlySet<string>): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  const base = path.posix.join(folder, specifier);
  return [`${base}.ts`, `${base}/index.ts`].find((name) => known.has(name));
}

/** Pairs of folders that import each other, types included, with one import of each direction. */
export function mutualFolders(files: readonly SourceFile[]): string[] {
  const edges = folderImports(files);
  return [...edges].flatMap(([edge, [there]]) => {
    const [from = '', to = ''] = edge.split(' > ');
    const back = from < to ? edges.get(`${to} > ${from}`) : undefined;
    return back ? [`${from} and ${to} import each other: ${there}; ${back[0]}`] : [];
  });
}

/** Which features use which, types included: `tier` → `history`. */
export function featureEdges(files: readonly SourceFile[]): Map<string, Set<string>> {
  const featureOf = (folder: string): string | undefined => /^src\/features\/([^/]+)/.exec(folder)?.[1];
  const edges = new Map<string, Set<string>>();
  for (const edge of folderImports(files).keys()) {
    const [from, to] = edge.split(' > ').map(featureOf);
    if (from === undefined || to === undefined) continue;
    const used = edges.get(from) ?? new Set();
    edges.set(from, from === to ? used : used.add(to));
  }
  return edges;
}
