import { invalid } from '../../../domain/errors';

/** How a flat report is written. */
export const FORMATS = ['json', 'csv', 'ndjson', 'xlsx'] as const;

/** One of them. */
export type ReportFormat = (typeof FORMATS)[number];

/** Media type of each format. */
export const MEDIA_TYPES: Readonly<Record<ReportFormat, string>> = {
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  ndjson: 'application/x-ndjson; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

const BY_MEDIA_TYPE: ReadonlyMap<string, ReportFormat> = new Map<string, ReportFormat>([
  ['application/json', 'json'],
  ['text/csv', 'csv'],
  ['application/csv', 'csv'],
  ['application/x-ndjson', 'ndjson'],
  ['application/ndjson', 'ndjson'],
  ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'xlsx'],
]);

/** The format asked for: the parameter wins, then the best known type of Accept, else JSON. */
export function chooseFormat(
  parameter: readonly string[] | undefined,
  accept: string | undefined,
): ReportFormat {
  if (parameter) {
    const [wanted] = parameter;
    const found = FORMATS.find((format) => format === wanted?.toLowerCase());
    if (!found || parameter.length > 1)
      throw invalid('format', parameter.length > 1 ? parameter : wanted, `one of ${FORMATS.join(', ')}`);
    return found;
  }
  return acceptedFormat(accept ?? '');
}

function acceptedFormat(accept: string): ReportFormat {
  const wishes = accept
    .split(',')
    .map((part) => {
      const [type = '', ...options] = part.split(';').map((piece) => piece.trim().toLowerCase());
      const quality = options.find((option) => option.startsWith('q='));
      return { format: BY_MEDIA_TYPE.get(type), quality: quality ? Number(quality.slice(2)) : 1 };
    })
    .filter(({ format, quality }) => format !== undefined && quality > 0)
    .sort((a, b) => b.quality - a.quality);
  return wishes[0]?.format ?? 'json';
}
