import type { ColumnType, TableColumn } from '../tables/report.model';

/** What a Power Query script is made from. */
export interface PowerQueryParts {
  /** Constant part of every address: `https://host/api/v2/reports/powerbi`. */
  baseUrl: string;
  /** Path below it: `monthly-summary`. */
  path: string;
  title: string;
  /** Query parameters that the author has chosen. */
  filters: Readonly<Record<string, readonly string[]>>;
  columns: readonly TableColumn[];
  /** Bounds the rows by RangeStart and RangeEnd: names of the parameters that take them. */
  incremental?: { from: string; to: string } | undefined;
  /** Without a key in the address: credentials of the kind Basic are sent in a header. */
  isBasic: boolean;
}

/** Minutes that Power BI waits for a table; its own default of 100 s is short for large ones. */
const TIMEOUT_MINUTES = 10;

/** Refusals whose own words are shown; 401 and 403 stay with Power BI, which asks for credentials then. */
const SPOKEN_STATUSES = [400, 404, 409, 413] as const;

/** What the script always asks for: exact decimals, and texts as they are stored. */
export const SCRIPT_FORMAT: Readonly<Record<string, string>> = { format: 'csv', formulas: 'keep' };

const TYPES: Readonly<Record<ColumnType, string>> = {
  text: 'text',
  integer: 'Int64.Type',
  decimal: 'number',
  date: 'date',
  datetime: 'datetimezone',
  boolean: 'logical',
};

/**
 * A ready script: a view over one constant base address (a computed one breaks refresh in the Service), everything else in
 * RelativePath and Query. Power Query asks the view for the first rows, for columns or for the count, and the server answers
 * no more than that. The columns are named with their types: what the server lacks is null, what it has more is left out.
 */
export function powerQueryScript(parts: PowerQueryParts): string {
  return `${comment(parts)}let
    Filters = [${filterFields(parts).join(', ')}],
    Columns = type table [
${parts.columns.map(typedField).join(',\n')}
    ],
    Nullable = {${parts.columns
      .filter(({ nullable }) => nullable)
      .map(nameText)
      .join(', ')}},
    Empty = #table(Columns, {}),
    Fields = Type.RecordFields(Type.TableRow(Columns)),
${getter(parts)}${VIEW}in
    View([limit = null, names = null])
`;
}

/**
 * When the figures of a period were last computed: Power BI keeps the answer for each partition, and reads the partition anew
 * when it is another one. A week counts to the month of its Thursday: a period of weeks needs the months that begin up to
 * `ahead` days after its end.
 */
export function changeScript(parts: Pick<PowerQueryParts, 'baseUrl' | 'isBasic'>, ahead: number): string {
  const range = [bound('from', 'RangeStart'), bound('to', 'RangeEnd', ahead)];
  return `let
    Filters = [report = "live", ${range.join(', ')}],
${getter({ ...parts, path: 'about' })}    Answer = Csv.Document(Get([columns = "computed_at"]), [Delimiter = ",", Encoding = 65001, QuoteStyle = QuoteStyle.Csv])
in
    DateTimeZone.RemoveZone(DateTimeZone.FromText(Answer{1}[Column1], "en-US"))
`;
}

/** The one request that everything comes from. */
function getter({ baseUrl, path, isBasic }: Pick<PowerQueryParts, 'baseUrl' | 'path' | 'isBasic'>): string {
  return `    Get = (options as record) as binary =>
        let
            Response = Web.Contents(
                ${text(baseUrl)},
                [
                    RelativePath = ${text(path)},
                    Query = Filters & [${fixedFields()}] & options,
${isBasic ? '' : '                    ApiKeyName = "api_key",\n'}                    Timeout = #duration(0, 0, ${TIMEOUT_MINUTES}, 0),
                    ManualStatusHandling = {${SPOKEN_STATUSES.join(', ')}}
                ]
            ),
            Status = Value.Metadata(Response)[Response.Status],
            Problem = try Json.Document(Response) otherwise [],
            Answer =
                if List.Contains({${SPOKEN_STATUSES.join(', ')}}, Status) then
                    error Error.Record(
                        "Headroom",
                        Record.FieldOrDefault(Problem, "detail", "The server answered " & Text.From(Status)),
                        Record.FieldOrDefault(Problem, "errors", null)
                    )
                else
                    Response
        in
            Answer,
`;
}

/** What Power Query asks of a table, and how an answer becomes typed rows. */
const VIEW = `    Read = (options as record) as table =>
        Table.PromoteHeaders(
            Csv.Document(Get(options), [Delimiter = ",", Encoding = 65001, QuoteStyle = QuoteStyle.Csv]),
            [PromoteAllScalars = true]
        ),
    Limit = (state as record) as record =>
        if state[limit] = null then [] else [limit = Number.ToText(state[limit], "0", "en-US")],
    Part = (state as record) as record =>
        if state[names] = null or List.IsEmpty(state[names]) then [] else [columns = Text.Combine(state[names], ",")],
    NamesOf = (state as record) as list => if state[names] = null then Table.ColumnNames(Empty) else state[names],
    Rows = (state as record) as table =>
        let
            Names = NamesOf(state),
            Selected = Table.SelectColumns(Read(Limit(state) & Part(state)), Names, MissingField.UseNull),
            Blanks = Table.ReplaceValue(Selected, "", null, Replacer.ReplaceValue, List.Intersect({Names, Nullable})),
            Typed = Table.TransformColumnTypes(
                Blanks,
                List.Transform(Names, each {_, Record.Field(Fields, _)[Type]}),
                "en-US"
            )
        in
            Typed,
    View = (state as record) as table =>
        Table.View(
            null,
            [
                GetType = () => Value.Type(Table.SelectColumns(Empty, NamesOf(state))),
                GetRows = () => Rows(state),
                GetRowCount = () => Number.From(Read(Limit(state) & [count = "true"]){0}[count]),
                OnTake = (count as number) =>
                    @View(state & [limit = if state[limit] = null then count else List.Min({count, state[limit]})]),
                OnSelectColumns = (columns as list) => @View(state & [names = columns])
            ]
        )
`;

function comment({ title, incremental, baseUrl, path, isBasic }: PowerQueryParts): string {
  const credentials = isBasic
    ? 'sign in with "Basic": the key\'s id as user name, its secret as password'
    : 'sign in with "Web API" and your key, or "Anonymous" where the server asks for none';
  const lines = [
    `// ${title}: paste into a blank query (Advanced Editor); ${credentials}.`,
    '// Filters: a parameter of yours may stand in place of a text, e.g. [state = State]; never the value of another query.',
    ...(incremental
      ? [
          '// Incremental refresh: first create the Date/Time parameters RangeStart and RangeEnd, exactly so named.',
        ]
      : []),
    `// Source: GET ${baseUrl}/${path}`,
  ];
  return `${lines.join('\n')}\n`;
}

function typedField({ name, type, nullable }: TableColumn): string {
  const isNullable = nullable && type !== 'integer';
  return `        ${field(name)} = ${isNullable ? 'nullable ' : ''}${TYPES[type]}`;
}

function nameText({ name }: TableColumn): string {
  return text(name);
}

function fixedFields(): string {
  return Object.entries(SCRIPT_FORMAT)
    .map(([name, value]) => `${field(name)} = ${text(value)}`)
    .join(', ');
}

function filterFields({ filters, incremental }: PowerQueryParts): string[] {
  const fixed = Object.entries(filters).map(([name, values]) => {
    const list = values.map(text).join(', ');
    return `${field(name)} = ${values.length === 1 ? list : `{${list}}`}`;
  });
  if (!incremental) return fixed;
  return [...fixed, bound(incremental.from, 'RangeStart'), bound(incremental.to, 'RangeEnd')];
}

/** A parameter of the request that is a bound of incremental refresh, or some days after it. */
function bound(name: string, parameter: 'RangeStart' | 'RangeEnd', days = 0): string {
  const date =
    days === 0 ? `DateTime.Date(${parameter})` : `Date.AddDays(DateTime.Date(${parameter}), ${days})`;
  return `${field(name)} = Date.ToText(${date}, [Format = "yyyy-MM-dd", Culture = "en-US"])`;
}

/** A text literal of M: quotes doubled, and "#(" escaped, which would start an escape sequence. */
function text(value: string): string {
  return `"${value.replaceAll('#(', '#(#)(').replaceAll('"', '""')}"`;
}

function field(name: string): string {
  return /^[a-z][a-z0-9_]*$/.test(name) ? name : `#${text(name)}`;
}

/** The connection file of one table, or of every table by OData; Power BI asks for the credentials itself. */
export function connectionFile(protocol: 'http' | 'odata', url: string): string {
  const connection = {
    details: { protocol, address: { url } },
    options: {},
    mode: 'Import',
  };
  return `${JSON.stringify({ version: '0.1', connections: [connection] }, null, 2)}\n`;
}
