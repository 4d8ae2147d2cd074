/** Values of a scalar that leave as they are, a decimal’s text as its nearest double; `t` stands for the value. */
const FAST: Readonly<Record<string, string>> = {
  StringSerializer: 'typeof t === "string"',
  DateSerializer: 'typeof t === "string"',
  IntSerializer: '(t | 0) === t',
  BooleanSerializer: 't === true || t === false',
  DecimalSerializer: 'typeof t === "string" && (t = +t) === t',
};
const LEAF = '__context.rt.check';
const VARIABLE = '__leaf';

/** Runs `compile` with the compiler’s code made faster: it builds that with `Function`, the only place to step in. */
export function withFastLeaves<T>(compile: () => T): T {
  const original = globalThis.Function;
  globalThis.Function = new Proxy(original, {
    construct(target, parameters: unknown[]): object {
      const [body] = parameters;
      const isOperation =
        parameters.length === 1 && typeof body === 'string' && body.startsWith('return function');
      return Reflect.construct(target, isOperation ? [fastLeaves(body)] : parameters) as object;
    },
  });
  try {
    return compile();
  } finally {
    globalThis.Function = original;
  }
}

/**
 * The compiler’s code makes the path and the place of every leaf value in case it turns out wrong: more garbage than the
 * values. Here the usual values are taken first; whatever else comes goes the compiler’s own way. `source` is the body of
 * a compiled operation.
 */
export function fastLeaves(source: string): string {
  let result = '';
  let from = 0;
  for (let at = source.indexOf(LEAF); at >= 0; at = source.indexOf(LEAF, from)) {
    const call = readCall(source, at);
    const fast = call && faster(source.slice(at, call.end), call.args);
    const end = call?.end ?? at + LEAF.length;
    result += source.slice(from, at) + (fast ?? source.slice(at, end));
    from = end;
  }
  return `let ${VARIABLE}; ${result}${source.slice(from)}`;
}

function faster(call: string, args: readonly string[]): string | undefined {
  const isNullable = call.startsWith(`${LEAF}NullableLeaf(`);
  const value = args[1];
  const serializer = args[isNullable ? 6 : 7];
  if (value === undefined || serializer === undefined) return undefined;
  const test = FAST[serializer.trim().replace('__context.serializers.', '')]?.replaceAll(/\bt\b/g, VARIABLE);
  if (test === undefined) return undefined;
  const absent = isNullable ? `${VARIABLE} == null ? null : ` : '';
  return `(${VARIABLE} = ${value.trim()}, ${absent}${test} ? ${VARIABLE} : ${call})`;
}

/** The arguments of the call that starts at `start`, and where it ends; undefined if it does not. */
function readCall(source: string, start: number): { args: string[]; end: number } | undefined {
  const args: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = source.indexOf('(', start); at < source.length; at += 1) {
    const character = source[at] ?? '';
    if (character === '"') at = endOfText(source, at);
    else if ('([{'.includes(character)) {
      depth += 1;
      if (depth === 1) from = at + 1;
    } else if (')]}'.includes(character)) {
      depth -= 1;
      if (depth === 0) return { args: [...args, source.slice(from, at)], end: at + 1 };
    } else if (character === ',' && depth === 1) {
      args.push(source.slice(from, at));
      from = at + 1;
    }
  }
  return undefined;
}

function endOfText(source: string, start: number): number {
  let at = start + 1;
  while (at < source.length && source[at] !== '"') at += source[at] === '\\' ? 2 : 1;
  return at;
}
