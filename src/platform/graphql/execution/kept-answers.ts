import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { Kind, type OperationDefinitionNode } from 'graphql';
import { ByteCache, type Weighed } from '../../cache/byte-cache';
import { requestDataVersion } from '../../scope/data-version';
import { observe } from '../../observation/observed';
import type { RequestScope } from '../../scope/request-scope';
import type { OperationHooks } from '../hooks/operation-hooks';

/** Root fields whose answers are decided by the data, the caller’s access and the date, however deep they are asked. */
const REPEATABLE: ReadonlySet<string> = new Set([
  'capacityTree',
  'capacityNode',
  'monthlySummaries',
  'capacityCharts',
]);
/** Smaller bodies are sent as they are. */
const COMPRESSED_FROM = 2_048;
const BROTLI_QUALITY = 5;

const compressors = {
  br: (body: Buffer) =>
    promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } }),
  gzip: (body: Buffer) => promisify(gzip)(body),
} as const;
type Encoding = keyof typeof compressors;

/** A whole answer as it was sent. */
export interface KeptAnswer extends Weighed {
  contentType: string;
  body: Buffer;
  readonly compressed: Map<Encoding, Promise<Buffer>>;
}

/** What an answer is found by, besides the data version. */
interface AnswerQuestion {
  /** Everything of the request that decides its answer. */
  request: unknown;
  scope: RequestScope;
}

/** Known by their attachments: Apollo copies the scope itself. */
const repeatable = new WeakSet<RequestScope['attachments']>();

/** Whole answers of one data version, by request, access and date, within a budget of bytes. */
export class KeptAnswers {
  private readonly answers: ByteCache<KeptAnswer>;
  private version = -1;

  constructor(private readonly budget: number) {
    this.answers = new ByteCache(budget);
  }

  /** The key of a question, if its answer may be kept: undefined while the database is away. */
  async keyOf({ request, scope }: AnswerQuestion): Promise<string | undefined> {
    if (this.budget === 0) return undefined;
    const version = await scope
      .loader(requestDataVersion)
      .load('all')
      .catch(() => undefined);
    if (version === undefined || version < this.version) return undefined;
    if (version > this.version) this.answers.clear();
    this.version = version;
    const { name, role, lobScope } = scope.actor;
    const access = [role, lobScope, lobScope && name];
    const date = scope.clock.now().toISOString().slice(0, 10);
    return createHash('sha256')
      .update(JSON.stringify([version, date, access, request]))
      .digest('base64');
  }

  find(key: string): KeptAnswer | undefined {
    const answer = this.answers.get(key);
    observe('cache', { cache: 'answers', outcome: answer ? 'hit' : 'miss' });
    return answer;
  }

  /** Keeps the answer of a request whose operation allows it. */
  keep(
    key: string,
    scope: RequestScope,
    { contentType, body }: Pick<KeptAnswer, 'contentType' | 'body'>,
  ): void {
    if (!repeatable.has(scope.attachments)) return;
    // Compressed forms come later; together they are smaller than the body.
    this.answers.set(key, { contentType, body, bytes: 2 * body.length, compressed: new Map() });
  }
}

/** The form of an answer that a client accepts best. */
export async function encoded(
  { body, compressed }: KeptAnswer,
  accepted: string | undefined,
): Promise<{ body: Buffer; encoding: Encoding | undefined }> {
  const encoding = body.length < COMPRESSED_FROM ? undefined : acceptedEncoding(accepted);
  if (!encoding) return { body, encoding: undefined };
  const making = compressed.get(encoding) ?? compressors[encoding](body);
  compressed.set(encoding, making);
  return { body: await making, encoding };
}

/** Of what a client lists without weights; anything more refined is left to the server’s compression. */
function acceptedEncoding(accepted = ''): Encoding | undefined {
  const listed = accepted.split(',').map((one) => one.trim());
  return (['br', 'gzip'] as const).find((encoding) => listed.includes(encoding));
}

/** Marks requests whose answer may be kept. */
export const repeatableAnswers: OperationHooks = {
  willSendResponse({ operation, contextValue, response: { body } }) {
    const isWhole = body?.kind === 'single' && body.singleResult.errors === undefined;
    if (isWhole && operation && isRepeatable(operation)) repeatable.add(contextValue.attachments);
  },
};

function isRepeatable({ operation, selectionSet }: OperationDefinitionNode): boolean {
  return (
    String(operation) === 'query' &&
    selectionSet.selections.every((node) => node.kind === Kind.FIELD && REPEATABLE.has(node.name.value))
  );
}
