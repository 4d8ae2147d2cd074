/** What a Power Query script is made from. */
export interface PowerQueryParts {
  /** Constant part of every address, e.g. `https://host/api/v2/reports`. */
  baseUrl: string;
  /** Path below it, e.g. `powerbi/monthly-summary`. */
  path: string;
  title: string;
  /** Query parameters that never change. */
  query: Readonly<Record<string, readonly string[]>>;
  /** Bounds the rows by RangeStart and RangeEnd: names of the parameters that take them. */
  incremental?: { from: string; to: string } | undefined;
}

/** Minutes that Power BI waits for a table; its own default of 100 s is short for large ones. */
const TIMEOUT_MINUTES = 10;

/**
 * A ready script: one constant base address (a computed one breaks refresh in the Service), everything else in
 * RelativePath and Query, the key by ApiKeyName, and column types from the report's own schema, read in en-US.
 */
export function powerQueryScript(parts: PowerQueryParts): string {
  return `${comment(parts)}let
    Source = Json.Document(
        Web.Contents(
            ${text(parts.baseUrl)},
            [
                RelativePath = ${text(parts.path)},
                Query = [${queryFields(parts).join(', ')}],
                ApiKeyName = "api_key",
                Timeout = #duration(0, 0, ${TIMEOUT_MINUTES}, 0)
            ]
        )
    ),
    Table = Table.FromRows(Source[rows], Source[columns]),
    TypeOf = (name as text) as type =>
        Record.FieldOrDefault(
            [
                text = type nullable text,
                integer = Int64.Type,
                decimal = type nullable number,
                date = type nullable date,
                boolean = type nullable logical
            ],
            name,
            type any
        ),
    Types = List.Transform(Source[schema], each {[name], TypeOf([#"type"])}),
    Typed = Table.TransformColumnTypes(Table, Types, "en-US")
in
    Typed
`;
}

function comment({ title, incremental, baseUrl, path }: PowerQueryParts): string {
  const lines = [
    `// ${title}: paste into a blank query (Advanced Editor), sign in with "Web API" and your key.`,
    ...(incremental
      ? [
          '// Incremental refresh: first create the Date/Time parameters RangeStart and RangeEnd, exactly so named.',
        ]
      : []),
    `// Source: GET ${baseUrl}/${path}`,
  ];
  return `${lines.join('\n')}\n`;
}

function queryFields({ query, incremental }: PowerQueryParts): string[] {
  const fixed = Object.entries(query).map(([name, values]) => {
    const list = values.map(text).join(', ');
    return `${field(name)} = ${values.length === 1 ? list : `{${list}}`}`;
  });
  if (!incremental) return fixed;
  const bound = (name: string, parameter: string): string =>
    `${field(name)} = Date.ToText(DateTime.Date(${parameter}), [Format = "yyyy-MM-dd", Culture = "en-US"])`;
  return [...fixed, bound(incremental.from, 'RangeStart'), bound(incremental.to, 'RangeEnd')];
}

/** A text literal of M: quotes doubled, and "#(" escaped, which would start an escape sequence. */
function text(value: string): string {
  return `"${value.replaceAll('#(', '#(#)(').replaceAll('"', '""')}"`;
}

function field(name: string): string {
  return /^[a-z_]+$/.test(name) ? name : `#${text(name)}`;
}

/** The connection file of one table; Power BI asks for the credentials itself. */
export function connectionFile(url: string): string {
  const connection = {
    details: { protocol: 'http', address: { url } },
    options: {},
    mode: 'Import',
  };
  return `${JSON.stringify({ version: '0.1', connections: [connection] }, null, 2)}\n`;
}
