const QUOTE = 34;
const DOUBLED = /(["\\])\1/g;

/**
 * The fields of a row as PostgreSQL writes it as one text (`row::text`): `(BE01,"Case type 1",,"")` are a text, one with a
 * space, null and an empty text.
 */
export function recordFields(record: string): (string | null)[] {
  const end = record.length - 1;
  const fields: (string | null)[] = [];
  let at = 1;
  do {
    if (record.charCodeAt(at) === QUOTE) {
      const closing = closingQuote(record, at + 1);
      const text = record.slice(at + 1, closing);
      fields.push(text.includes('"') || text.includes('\\') ? text.replace(DOUBLED, '$1') : text);
      at = closing + 2;
    } else {
      const comma = record.indexOf(',', at);
      const stop = comma < 0 ? end : comma;
      fields.push(stop === at ? null : record.slice(at, stop));
      at = stop + 1;
    }
  } while (at <= end);
  return fields;
}

/** The first quote that is not one of two: within a field they are doubled. */
function closingQuote(record: string, from: number): number {
  let at = record.indexOf('"', from);
  while (record.charCodeAt(at + 1) === QUOTE) at = record.indexOf('"', at + 2);
  return at;
}
