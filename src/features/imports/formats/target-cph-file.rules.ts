import { CPH } from '../../../domain/decimal-input';
import { textKey } from '../../../domain/text-key';
import type { FileSpec } from '../reading/header.rules';
import type { ParseOptions, ParsedFile, TableRow } from '../reading/import-table.rules';
import type { RowReader } from '../reading/row-reader.rules';
import { parseTidyFile } from '../reading/tidy-file.rules';

/** The configured cases per hour of a LOB and case type; an exact decimal string. */
export interface TargetCphRecord {
  row: number;
  mainLob: string;
  caseType: string;
  targetCph: string;
}

type TargetCphField = 'main_lob' | 'case_type' | 'target_cph';

/** The columns of target CPHs. */
export const TARGET_CPH: FileSpec<TargetCphField> = {
  what: 'target CPH',
  keys: ['main_lob', 'case_type'],
  columns: [
    {
      field: 'main_lob',
      label: 'Main LOB',
      aliases: ['LOB', 'Line of Business'],
      required: true,
      about: 'Line of business',
      example: 'Amisys Medicaid DOMESTIC',
    },
    {
      field: 'case_type',
      label: 'Case type',
      required: true,
      about: 'Case type',
      example: 'FTC-Basic/Non MMP',
    },
    {
      field: 'target_cph',
      label: 'Target CPH',
      aliases: ['CPH'],
      required: true,
      about: 'Cases per hour, 0 to 9999.9999, at most 4 decimal places',
      example: 12.5,
    },
  ],
};

/** Reads target CPHs, one row per LOB and case type. */
export function parseTargetCphFile(
  rows: AsyncIterable<TableRow>,
  options: ParseOptions = {},
): Promise<ParsedFile<TargetCphRecord>> {
  const keyOf = ({ mainLob, caseType }: TargetCphRecord): string =>
    JSON.stringify([textKey(mainLob), textKey(caseType)]);
  return parseTidyFile(rows, { spec: TARGET_CPH, read: readRow, keyOf }, options);
}

function readRow(reader: RowReader<TargetCphField>): TargetCphRecord | undefined {
  reader.key = `${reader.text('main_lob')} / ${reader.text('case_type')}`;
  const mainLob = reader.name('main_lob');
  const caseType = reader.name('case_type');
  const targetCph = reader.requiredDecimal('target_cph', CPH);
  return targetCph === undefined ? undefined : { row: reader.row, mainLob, caseType, targetCph };
}
