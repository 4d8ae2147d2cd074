import { Refusal, refused } from '../language/refusal.rules';

/** How much an answer states about itself. */
export type MetadataLevel = 'none' | 'minimal' | 'full';

/** How JSON is written. */
export interface JsonFormat {
  metadata: MetadataLevel;
  /** Numbers that a double may not hold exactly are sent as texts. */
  numbersAsText: boolean;
}

type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

const FORMATS = 'json, or application/json with odata.metadata=none, minimal or full';
const LEVELS: readonly string[] = ['none', 'minimal', 'full'];

function headerText(headers: Headers, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' || value === undefined ? value : value.join(', ');
}

/** What some clients say of themselves behind the version is no part of it: `4.0;NetFx`. */
function versionOf(headers: Headers, name: string): string | undefined {
  return headerText(headers, name)?.split(';')[0]?.trim();
}

/** Refuses clients that speak no version of OData that is answered here. */
export function checkVersions(headers: Headers): void {
  const given = versionOf(headers, 'odata-version');
  if (given !== undefined && given !== '4.0' && given !== '4.01')
    throw refused('OData-Version', `OData-Version ${given} is not accepted; expected 4.0`);
  const most = versionOf(headers, 'odata-maxversion');
  if (most !== undefined && !(Number(most) >= 4))
    throw refused(
      'OData-MaxVersion',
      `OData-MaxVersion ${most} is not possible: every answer is of version 4.0`,
    );
}

/** The JSON asked for: $format wins, then the best type of Accept; refuses what is no JSON. */
export function jsonFormat(format: string | undefined, headers: Headers): JsonFormat {
  if (format !== undefined) {
    const wanted = format.toLowerCase() === 'json' ? 'application/json' : format;
    const found = readType(wanted);
    if (found) return found;
    throw new Refusal(406, `$format=${format} is not possible; accepted are ${FORMATS}`, '$format');
  }
  const accept = headerText(headers, 'accept');
  if (accept === undefined || accept.trim() === '') return { metadata: 'minimal', numbersAsText: false };
  const [best] = accept
    .split(',')
    .map((part) => ({ type: readType(part), quality: qualityOf(part) }))
    .filter(({ type, quality }) => type !== undefined && quality > 0)
    .sort((a, b) => b.quality - a.quality);
  if (best?.type) return best.type;
  throw new Refusal(406, `Accept: ${accept} is not possible; accepted are ${FORMATS}`, 'Accept');
}

function qualityOf(part: string): number {
  const quality = /;\s*q=([\d.]+)/i.exec(part)?.[1];
  return quality === undefined ? 1 : Number(quality);
}

function readType(text: string): JsonFormat | undefined {
  const [type = '', ...rest] = text.split(';').map((piece) => piece.trim().toLowerCase());
  if (!['application/json', 'application/*', '*/*'].includes(type)) return undefined;
  const parameter = (...names: string[]): string | undefined =>
    rest.find((piece) => names.some((name) => piece.startsWith(`${name}=`)))?.split('=')[1];
  const metadata = parameter('odata.metadata', 'metadata') ?? 'minimal';
  if (!LEVELS.includes(metadata)) return undefined;
  return {
    metadata: metadata as MetadataLevel,
    numbersAsText: parameter('ieee754compatible') === 'true',
  };
}

/** The media type of an answer. */
export function mediaType({ metadata, numbersAsText }: JsonFormat): string {
  return `application/json;odata.metadata=${metadata};IEEE754Compatible=${numbersAsText};charset=utf-8`;
}

/** Rows of a page, unless fewer are asked for: as many as a client reads without asking twice for most tables. */
export const MAX_PAGE = 100_000;

/** The page size that the client prefers; undefined if it names none that could be one. */
export function preferredPage(headers: Headers): number | undefined {
  const text = headerText(headers, 'prefer') ?? '';
  const size = Number(/(?:^|[,;\s])(?:odata\.)?maxpagesize\s*=\s*"?(\d{1,9})"?/i.exec(text)?.[1] ?? 0);
  return size > 0 ? Math.min(size, MAX_PAGE) : undefined;
}
