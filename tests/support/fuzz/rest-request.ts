import type { Dice } from './dice';
import type { Roughness } from './graphql-operation';
import { HOSTILE, jsonText, plausible, type Known } from './values';

/** The parts of an OpenAPI document that requests are built from. */
export interface ApiDescription {
  paths: Record<string, Record<string, ApiOperation>>;
  components?: { schemas?: Record<string, ApiSchema> };
}

interface ApiOperation {
  parameters?: { name: string; in: string; required?: boolean; schema?: ApiSchema }[];
  requestBody?: { content: Record<string, { schema: ApiSchema }> };
}

interface ApiSchema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  items?: ApiSchema;
  properties?: Record<string, ApiSchema>;
  required?: string[];
  anyOf?: ApiSchema[];
}

/** One request as it is sent. */
export interface FuzzRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: string;
}

interface Builder {
  api: ApiDescription;
  known: Known;
  dice: Dice;
  rough: Roughness;
}

const BOUNDARY = 'fuzzboundary';
const FILES = [
  '',
  'cn,first_name\n',
  'cn,first_name,last_name,location,primary_platform\nFZ1,a,b,Mars,Amisys\n',
  'PK\u0003\u0004 not a zip',
  '__proto__,constructor\n1,2\n',
  'date,work_type,name\n2025-02-30,Domestic,x\n',
  '\u0000\u0001\u0002',
  'main_lob,case_type,target_cph\nAmisys Medicaid DOMESTIC,FTC-Basic/Non MMP,1e999\n',
];

/** Every method and path of a description. */
export function routesOf(api: ApiDescription): { method: string; template: string }[] {
  return Object.entries(api.paths).flatMap(([template, methods]) =>
    Object.keys(methods).map((method) => ({ method, template })),
  );
}

/** A random request of one route, mostly valid. */
export function fuzzRequest(
  builder: Builder,
  { method, template }: { method: string; template: string },
): FuzzRequest {
  const operation = builder.api.paths[template]?.[method];
  if (!operation) throw new Error(`No ${method} ${template}`);
  const { dice, rough } = builder;
  const query = new URLSearchParams();
  const headers: Record<string, string> = {};
  let path = template;
  for (const { name, in: place, required, schema } of operation.parameters ?? []) {
    const value = asText(valueOf(builder, name, schema ?? {}));
    if (place === 'path') path = path.replace(`{${name}}`, encoded(value === '' ? ' ' : value));
    else if (place === 'query' && (required || dice.chance(rough.given / 2))) query.append(name, value);
    else if (place === 'header' && dice.chance(0.05)) headers[name.toLowerCase()] = `fuzz-${dice.index(50)}`;
  }
  if (dice.chance(0.02)) query.append(dice.pick(['unknown', '__proto__', 'limit', 'year']), 'x');
  const search = query.size > 0 ? `?${query.toString()}` : '';
  const content = operation.requestBody?.content;
  const body = content && bodyOf(builder, content, headers);
  return {
    method: method.toUpperCase(),
    path: `${path}${search}`,
    headers,
    ...(body !== undefined && { body }),
  };
}

function bodyOf(
  builder: Builder,
  content: Record<string, { schema: ApiSchema }>,
  headers: Record<string, string>,
): string {
  const { dice } = builder;
  if (content['multipart/form-data']) {
    headers['content-type'] = `multipart/form-data; boundary=${BOUNDARY}`;
    const name = dice.pick(['file', 'file', 'file', 'other']);
    const file = dice.pick(['a.csv', 'a.xlsx', '../../a.csv', 'Forecast_March_2025.xlsx', '']);
    return `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"; filename="${file}"\r\n\r\n${dice.pick(FILES)}\r\n--${BOUNDARY}--\r\n`;
  }
  headers['content-type'] = dice.chance(0.02) ? 'text/plain' : 'application/json';
  if (dice.chance(0.02))
    return dice.pick(['', '{', '[]', 'null', '1', '"x"', '{"__proto__": 1}', '{"a":1,}']);
  return jsonText(valueOf(builder, 'body', Object.values(content)[0]?.schema ?? {}));
}

function valueOf(builder: Builder, name: string, schema: ApiSchema): unknown {
  const { api, dice, rough, known } = builder;
  if (schema.$ref)
    return valueOf(builder, name, api.components?.schemas?.[schema.$ref.split('/').at(-1) ?? ''] ?? {});
  if (schema.anyOf) return valueOf(builder, name, dice.pick(schema.anyOf));
  const types = [schema.type ?? 'string'].flat();
  if (types.includes('array')) {
    const length = dice.pick([1, 1, 2, 0]);
    return Array.from({ length }, () => valueOf(builder, name, schema.items ?? {}));
  }
  if (name !== 'body' && dice.chance(rough.hostile)) return dice.pick(HOSTILE);
  if (schema.enum) return dice.pick(schema.enum);
  if (!types.includes('object'))
    return plausible(name, types.includes('boolean') ? 'Boolean' : (types[0] ?? ''), known, dice);
  const given = Object.entries(schema.properties ?? {}).filter(
    ([property]) => (schema.required?.includes(property) && !dice.chance(0.02)) || dice.chance(rough.given),
  );
  const object: Record<string, unknown> = Object.fromEntries(
    given.map(([property, inner]) => [property, valueOf(builder, property, inner)]),
  );
  const demand = dice.pick(known.demands);
  for (const [part, text] of [
    ['main_lob', demand.mainLob],
    ['state', demand.state],
    ['case_type', demand.caseType],
  ] as const)
    if (typeof object[part] === 'string' && dice.chance(0.8)) object[part] = text;
  return object;
}

function asText(value: unknown): string {
  if (typeof value === 'string') return value.replace(/^@@bare:|@@$/g, '').slice(0, 4_000);
  return (JSON.stringify(value) ?? '').slice(0, 4_000);
}

/** Percent-encoding that lets lone surrogates through as the bytes of a broken client. */
function encoded(text: string): string {
  try {
    return encodeURIComponent(text).slice(0, 2_000);
  } catch {
    return '%ED%A0%80';
  }
}
