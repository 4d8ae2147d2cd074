import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { apiDocuments } from '../../src/app/api-documents';
import type { TestServer } from './http';

/** An answer of the REST API. */
export interface RestAnswer {
  status: number;
  headers: Headers;
  text: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests read answers freely and assert on them
  body: any;
}

type Json = Record<string, unknown>;

/** Talks REST to a test server; every answer is checked against the OpenAPI description, nothing beyond it allowed. */
export class RestClient {
  constructor(private readonly server: Pick<TestServer, 'url'>) {}

  get(path: string, headers?: Record<string, string>): Promise<RestAnswer> {
    return this.send('GET', path, undefined, headers);
  }

  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<RestAnswer> {
    return this.send('POST', path, body, headers);
  }

  put(path: string, body: unknown, headers?: Record<string, string>): Promise<RestAnswer> {
    return this.send('PUT', path, body, headers);
  }

  delete(path: string, headers?: Record<string, string>): Promise<RestAnswer> {
    return this.send('DELETE', path, undefined, headers);
  }

  /** Uploads text as the multipart field `file`. */
  upload(path: string, fileName: string, content: string | Uint8Array, headers?: Record<string, string>) {
    const form = new FormData();
    form.set('file', new Blob([content]), fileName);
    return this.exchange('POST', path, { body: form, ...(headers && { headers }) });
  }

  send(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<RestAnswer> {
    const json: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return this.exchange(method, path, {
      headers: { ...json, ...headers },
      ...(body !== undefined && { body: text }),
    });
  }

  private async exchange(method: string, path: string, init: RequestInit): Promise<RestAnswer> {
    const response = await fetch(`${this.server.url}/api/v2${path}`, { method, ...init });
    const text = await response.text();
    const type = response.headers.get('content-type') ?? '';
    const body: unknown = /json/.test(type) ? JSON.parse(text) : undefined;
    if (body !== undefined) conforms(method, path, response.status, body);
    return { status: response.status, headers: response.headers, text, body };
  }
}

let description: { document: Json; ajv: Ajv2020 } | undefined;
const validators = new Map<string, ValidateFunction | undefined>();

function load(): { document: Json; ajv: Ajv2020 } {
  if (description) return description;
  const document = JSON.parse(apiDocuments().openApi) as Json;
  closeObjects(document);
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats(ajv);
  ajv.addSchema(document, 'api');
  description = { document, ajv };
  return description;
}

/** Our own answers may hold nothing that is not described. */
function closeObjects(node: unknown): void {
  if (typeof node !== 'object' || node === null) return;
  const schema = node as Json;
  const isProblem =
    'properties' in schema &&
    'title' in (schema['properties'] as Json) &&
    'errors' in (schema['properties'] as Json);
  if (
    schema['type'] === 'object' &&
    schema['properties'] &&
    !isProblem &&
    !('additionalProperties' in schema)
  )
    schema['additionalProperties'] = false;
  for (const value of Object.values(schema)) closeObjects(value);
}

function conforms(method: string, path: string, status: number, body: unknown): void {
  const { document, ajv } = load();
  const plain = `/api/v2${path.split('?')[0] ?? ''}`;
  const paths = document['paths'] as Record<string, Record<string, Json>>;
  const matches = Object.keys(paths).filter((template) =>
    new RegExp(`^${template.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '[^/]+')}$`).test(plain),
  );
  const template = matches.sort((a, b) => a.split('{').length - b.split('{').length)[0];
  const operation = template && paths[template]?.[method.toLowerCase()];
  if (!template || !operation) return;
  const responses = operation['responses'] as Record<string, { content?: Json }>;
  const key = String(status) in responses ? String(status) : 'default';
  const media = Object.keys(responses[key]?.content ?? {}).find((name) => /json/.test(name));
  if (!media) return;
  const pointer = ['paths', template, method.toLowerCase(), 'responses', key, 'content', media, 'schema'];
  const ref = `api#/${pointer.map((part) => encodeURIComponent(part.replace(/~/g, '~0').replace(/\//g, '~1'))).join('/')}`;
  const validate = validators.get(ref) ?? ajv.compile({ $ref: ref });
  validators.set(ref, validate);
  if (!validate(body)) {
    throw new Error(
      `${method} ${path} → ${status} does not match openapi.json: ${ajv.errorsText(validate.errors)}\n${JSON.stringify(body)}`,
    );
  }
}
