import type { WriteWarning } from '../../../domain/writing';
import type { Issue } from '../../../domain/errors';
import { decimal, plain, roundHalfUp } from '../../../domain/rounding';
import { textKey } from '../../../domain/text-key';

/** What of a file's row decides about its CPH; `targetCph` null = the file has none. */
export interface CphRow {
  row: number;
  mainLob: string;
  caseType: string;
  targetCph: string | null;
}

/** The configured CPH of a LOB and case type. */
export interface ConfiguredCph {
  mainLob: string;
  caseType: string;
  targetCph: string;
}

/** What a file's CPHs mean. */
export interface FileCphs {
  /** By position of the row: its CPH, and what deserves a look about it. */
  rows: { targetCph: string | null; warnings: Issue[] }[];
  /** Pairs whose rows agree: what the configuration becomes. */
  agreed: ConfiguredCph[];
  /** One remark per pair whose rows disagree, or whose integers were taken as the configured value. */
  warnings: WriteWarning[];
}

/** One key per LOB and case type whatever the spelling. */
export function cphKey({ mainLob, caseType }: { mainLob: string; caseType: string }): string {
  return JSON.stringify([textKey(mainLob), textKey(caseType)]);
}

interface Pair {
  mainLob: string;
  caseType: string;
  configured: string | undefined;
  /** Rows by the CPH they set. */
  given: Map<string, number[]>;
  /** Rows by the integer that was taken as the configured value. */
  rounded: Map<string, number[]>;
}

/**
 * A row sets its own CPH; without one it takes the configured value; an integer that equals the configured value rounded is
 * that value, since spreadsheets of the client show CPHs without decimals.
 */
export function readFileCphs(rows: readonly CphRow[], configured: readonly ConfiguredCph[]): FileCphs {
  const known = new Map(configured.map((pair) => [cphKey(pair), plain(decimal(pair.targetCph))]));
  const pairs = new Map<string, Pair>();
  const read = rows.map((row) => {
    const key = cphKey(row);
    const { mainLob, caseType } = row;
    const pair = pairs.get(key) ?? {
      mainLob,
      caseType,
      configured: known.get(key),
      given: new Map<string, number[]>(),
      rounded: new Map<string, number[]>(),
    };
    pairs.set(key, pair);
    return readRow(row, pair);
  });
  const agreed = [...pairs.values()].flatMap(agreedOf);
  const warnings = [...pairs.values()].flatMap((pair) => [...roundedRemarks(pair), ...conflictRemark(pair)]);
  return { rows: read, agreed, warnings };
}

function readRow(row: CphRow, pair: Pair): FileCphs['rows'][number] {
  const { targetCph } = row;
  const { configured } = pair;
  if (targetCph === null && configured === undefined) {
    const message =
      'neither the file nor the configuration has a target CPH; capacity is unknown until one is set';
    return { targetCph: null, warnings: [{ path: 'targetCph', message, value: null, code: 'NO_CPH' }] };
  }
  if (targetCph === null) return { targetCph: configured ?? null, warnings: [] };
  if (configured === undefined || !isRounded(targetCph, configured)) {
    note(pair.given, targetCph, row.row);
    return { targetCph, warnings: [] };
  }
  note(pair.given, configured, row.row);
  note(pair.rounded, targetCph, row.row);
  const message = `${targetCph} is taken as the configured ${configured}, which it is when rounded`;
  return {
    targetCph: configured,
    warnings: [{ path: 'targetCph', message, value: targetCph, code: 'CPH_ROUNDED' }],
  };
}

/** An integer that is the configured value rounded half up, but not the configured value itself. */
function isRounded(given: string, configured: string): boolean {
  const exact = decimal(configured);
  return !exact.eq(given) && roundHalfUp(exact, 0).eq(given);
}

function note(rows: Map<string, number[]>, cph: string, row: number): void {
  const noted = rows.get(cph);
  if (noted) noted.push(row);
  else rows.set(cph, [row]);
}

function agreedOf(pair: Pair): ConfiguredCph[] {
  const [cph] = pair.given.keys();
  if (cph === undefined || pair.given.size > 1) return [];
  return [{ mainLob: pair.mainLob, caseType: pair.caseType, targetCph: cph }];
}

function roundedRemarks({ mainLob, caseType, configured, rounded }: Pair): WriteWarning[] {
  return [...rounded].map(([given, rows]) => ({
    code: 'CPH_ROUNDED',
    message: `${mainLob} / ${caseType}: the target CPH ${given} is taken as the configured ${configured} (${rowList(rows)})`,
  }));
}

function conflictRemark({ mainLob, caseType, configured, given }: Pair): WriteWarning[] {
  if (given.size < 2) return [];
  const values = [...given].map(([cph, rows]) => `${cph} (${rowList(rows)})`).join(', ');
  const kept = configured === undefined ? 'none is configured' : `the configured value stays ${configured}`;
  const message = `${mainLob} / ${caseType}: the rows have different target CPHs, ${values}; ${kept}`;
  return [{ code: 'CPHS_DIFFER', message }];
}

const ROWS_NAMED = 5;

function rowList(rows: readonly number[]): string {
  const named = rows.slice(0, ROWS_NAMED).join(', ');
  const more = rows.length > ROWS_NAMED ? ` and ${rows.length - ROWS_NAMED} more` : '';
  return `${rows.length === 1 ? 'row' : 'rows'} ${named}${more}`;
}
