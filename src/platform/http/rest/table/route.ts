import type { FastifyReply } from 'fastify';
import type { JobKind } from '../../../jobs/job.model';
import type { Attachments } from '../../../scope/attachments';
import type { RequestScope } from '../../../scope/request-scope';

/** Methods that routes use. */
export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** How one query parameter becomes part of the operation's variables. */
export interface QueryParameter {
  /** Dotted path of the variable, e.g. `filter.platforms`; a list variable takes repeated values, which are ORed. */
  variable: string;
  description: string;
  /** Said in the documentation; the operation itself has the default. */
  default?: unknown;
  /** Smallest and largest value of a whole number, refused before the operation runs. */
  range?: readonly [min: number, max: number];
  /** Of a list of objects: the fields whose texts stand in one value, separated by `|`; the last is never left out. */
  parts?: readonly string[];
  /** Also takes a name, whose value another operation knows. */
  lookup?: Lookup;
  /** Words that it takes in place of a value, each with the boolean variable that it sets. */
  words?: Readonly<Record<string, string>>;
  /** What a month must look like, where the transport checks it itself: the operation knows nothing of the words. */
  accepted?: string;
  /** Half of a month that stands in `months`; its type, for the documentation. */
  half?: 'String' | 'Int';
}

/** Where the value of a name stands, e.g. the index of the month labelled `May-25`. */
export interface Lookup {
  operation: string;
  /** Variables that it shares with the route's own operation. */
  variables: readonly string[];
  /** The list in its result, the field that holds the name, and the field that holds the value. */
  at: string;
  name: string;
  value: string;
  /** The name as it is listed, from another spelling of it. */
  spelled?(text: string): string;
}

/** A query parameter that shapes the answer and not the operation, e.g. `format`. */
export interface OwnParameter {
  description: string;
  /** The values accepted. */
  values: readonly string[];
  default?: string;
}

/** What a field of the body becomes: a whole input variable, or one variable per field. */
export type BodySource =
  | { input: string; except?: readonly string[] }
  | { fields: Readonly<Record<string, string>>; required?: readonly string[] };

/** A month that REST takes as name and year (`report_month`, `report_year`) and the operation as one value. */
export interface MonthPair {
  in: 'query' | 'body';
  /** REST name of the month’s name; a text that names the year too needs no year. */
  month: string;
  /** REST name of its year. */
  year: string;
  /** The year is a field of its own as well, and names no month where it stands alone. */
  sharesYear?: boolean;
  /** REST name of the month’s first day, which may stand in place of both. */
  start?: string;
  description: string;
}

/** Where the object stands that a body is compared with when it sends read-only fields back. */
export interface CurrentObject {
  operation: string;
  /** Where the object stands in its result; of a list, the item with the `id` sent, else the first. */
  at: string;
  /** Variables of that operation (dotted), from the path parameter or body field of this REST name. */
  variables: Readonly<Record<string, string>>;
}

/** How the operation's result becomes the body. `at` is a dotted path into the result. */
export type Answer =
  /** A connection (`nodes`, `totalCount`) or a plain list, as `{data, pagination}`. */
  | { kind: 'list'; at: string }
  /** The object itself; null is 404. `also`: fields beside it in the payload, e.g. warnings, that follow its own. */
  | { kind: 'object'; at: string; also?: readonly string[] }
  /** 201 with the object and its Location; `{name}` stands for a field of the object. */
  | { kind: 'created'; at: string; also?: readonly string[]; location: string }
  /** The payload of a bulk operation without `userErrors`. */
  | { kind: 'result'; at: string }
  /** A shape of its own, from the whole result; `schema` documents it. */
  | { kind: 'shaped'; shape: (data: never, request: ReadRequest) => unknown; schema: object }
  /** Writes the answer itself: streams, files, other media types. `content`: the schema of each. */
  | {
      kind: 'sent';
      send: (exchange: Exchange) => Promise<FastifyReply> | FastifyReply;
      content: Readonly<Record<string, object>>;
    };

/** One REST endpoint: nothing but how HTTP becomes a persisted operation and back. */
export interface Route {
  method: Method;
  /** Below `/api/v2`, with Fastify's `:name` parameters. */
  path: string;
  /** Persisted operation. */
  operation: string;
  summary: string;
  /** Largest JSON body, where it is not the usual one. */
  bodyBytes?: number;
  /** Group in the documentation. */
  tag: string;
  /** Path parameter → variable; absent = the same name. */
  params?: Readonly<Record<string, string>>;
  query?: Readonly<Record<string, QueryParameter>>;
  /** Query parameters that the answer itself reads; no variable of the operation. */
  own?: Readonly<Record<string, OwnParameter>>;
  body?: BodySource;
  /** Months given as name and year, by the variable (dotted) that they become. */
  months?: Readonly<Record<string, MonthPair>>;
  /** Lets a body send read-only fields back unchanged. */
  current?: CurrentObject;
  /** Takes a multipart field `file`. */
  upload?: boolean;
  /** Runs as a job: answers 202 after `wait_s` seconds. The kind of the job. */
  job?: JobKind;
  answer: Answer;
  /** Variables that follow from the parameters. */
  derived?: (request: ReadRequest) => Record<string, unknown>;
  /** Variables that never change. */
  fixed?: Readonly<Record<string, unknown>>;
  /** What travels beside the operation. */
  attachments?: (request: ReadRequest) => Attachments;
  /** Test that exercises it: `file: name`. */
  test: string;
}

/** A request whose parameters have been read. */
export interface ReadRequest {
  variables: Record<string, unknown>;
  /** The query parameters as given, each as a list. */
  query: Readonly<Record<string, readonly string[]>>;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Path and query, as received. */
  url: string;
  /** Where clients reach this server: `https://host`, without a slash at the end. */
  origin: string;
}

/** What a route that answers by itself works with. */
export interface Exchange {
  request: ReadRequest;
  reply: FastifyReply;
  scope: RequestScope;
  data: Record<string, unknown>;
}

/** Below which every route lies. */
export const API_ROOT = '/api/v2';
