import { invalid } from '../../../domain/errors';
import type { WorkType } from '../../../domain/demand/lob';
import { cleanFilter, idPath, narrowingFilter } from './tree-path.rules';
import { LEVELS, type Level, type NodePath, type Tree, type TreeFilter, type TreeNode } from './tree.model';

/** What an id contains. */
export interface NodeCoordinates {
  level: Level;
  reportYear: number;
  reportMonth: string;
  forecastMonthIndex: number;
  byCategory: boolean;
  path: NodePath;
  filter: TreeFilter;
}

const FILTERS = ['mainLobs', 'states', 'caseTypes', 'platforms', 'markets', 'localities'] as const;

/** The global, stable id of a node: its coordinates, opaque to clients. */
export function nodeId({ tree, level, path }: Pick<TreeNode, 'level' | 'path'> & { tree: Tree }): string {
  const { platform, locality, mainLob, state, caseType } = idPath(level, path);
  const filter = narrowingFilter(level, path, tree.filter);
  const coordinates = [
    level,
    tree.reportYear,
    tree.reportMonth,
    tree.month.forecastMonthIndex,
    level === 'total' && tree.byCategory,
    [platform, locality, mainLob, state, caseType],
    FILTERS.map((name) => filter[name] ?? null),
  ];
  return Buffer.from(JSON.stringify(coordinates)).toString('base64url');
}

/** Reads an id that `nodeId` has made; anything else is refused. */
export function readNodeId(id: string): NodeCoordinates {
  try {
    return readCoordinates(JSON.parse(Buffer.from(id, 'base64url').toString('utf8')));
  } catch {
    throw invalid('id', id, 'the id of a node that a capacity tree has given');
  }
}

function readCoordinates(value: unknown): NodeCoordinates {
  const [level, year, month, index, byCategory, path, filters] = list(value, 7);
  const [platform, locality, mainLob, state, caseType] = list(path, 5).map(textOrNull);
  const values = list(filters, FILTERS.length).map((one) => (one === null ? null : texts(one)));
  if (!LEVELS.includes(level as Level) || typeof byCategory !== 'boolean') throw new TypeError('level');
  return {
    level: level as Level,
    reportYear: integer(year),
    reportMonth: text(month),
    forecastMonthIndex: integer(index),
    byCategory,
    path: {
      platform: platform ?? null,
      locality: (locality ?? null) as WorkType | null,
      mainLob: mainLob ?? null,
      state: state ?? null,
      caseType: caseType ?? null,
    },
    filter: cleanFilter(Object.fromEntries(FILTERS.map((name, n) => [name, values[n]]))),
  };
}

function list(value: unknown, length: number): unknown[] {
  if (Array.isArray(value) && value.length === length) return value as unknown[];
  throw new TypeError('list');
}

function text(value: unknown): string {
  if (typeof value === 'string' && !value.includes('\u0000')) return value;
  throw new TypeError('text');
}

function texts(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(text);
  throw new TypeError('texts');
}

function textOrNull(value: unknown): string | null {
  return value === null ? null : text(value);
}

function integer(value: unknown): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 9999) return value;
  throw new TypeError('integer');
}
