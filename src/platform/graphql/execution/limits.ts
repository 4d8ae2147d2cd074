import {
  GraphQLError,
  Kind,
  type ASTVisitor,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';
import type { Issue } from '../../../domain/errors';

/** How large one operation may be; introspection may nest deeper because tools send it so. */
export const LIMITS = {
  /** What the parser reads before it gives up. */
  tokens: 3_000,
  depth: 12,
  introspectionDepth: 20,
  aliases: 15,
  directives: 9,
  rootFields: 20,
  fields: 1_000,
} as const;

interface Size {
  depth: number;
  aliases: number;
  directives: number;
  fields: number;
}

const NOTHING: Size = { depth: 0, aliases: 0, directives: 0, fields: 0 };

function deeper(a: Size, b: Size): Size {
  return {
    depth: a.depth > b.depth ? a.depth : b.depth,
    aliases: a.aliases + b.aliases,
    directives: a.directives + b.directives,
    fields: a.fields + b.fields,
  };
}

/** Measures selections with every fragment expanded, each fragment once. */
class Measure {
  private readonly fragments = new Map<string, Size>();

  constructor(private readonly find: (name: string) => FragmentDefinitionNode | null | undefined) {}

  selectionSet(set: SelectionSetNode | undefined): Size {
    let size = NOTHING;
    for (const node of set?.selections ?? []) {
      const directives = node.directives?.length ?? 0;
      if (node.kind === Kind.FIELD) {
        const inner = this.selectionSet(node.selectionSet);
        size = deeper(size, {
          depth: inner.depth + 1,
          aliases: inner.aliases + (node.alias ? 1 : 0),
          directives: inner.directives + directives,
          fields: inner.fields + 1,
        });
      } else {
        const inner =
          node.kind === Kind.INLINE_FRAGMENT
            ? this.selectionSet(node.selectionSet)
            : this.fragment(node.name.value);
        size = deeper(size, { ...inner, directives: inner.directives + directives });
      }
    }
    return size;
  }

  private fragment(name: string): Size {
    const known = this.fragments.get(name);
    if (known) return known;
    this.fragments.set(name, NOTHING);
    const size = this.selectionSet(this.find(name)?.selectionSet);
    this.fragments.set(name, size);
    return size;
  }
}

/** The code of every refusal for size. */
export const TOO_LARGE = 'OPERATION_TOO_LARGE';

function tooLarge(
  what: string,
  { seen, most }: { seen: number; most: number },
  node: OperationDefinitionNode,
): GraphQLError {
  const message = `The operation has ${seen} ${what}; at most ${most} are accepted`;
  const extensions = { code: TOO_LARGE, issues: [{ path: 'query', message, value: seen }] };
  return new GraphQLError(message, { nodes: [node], extensions });
}

/** What the parser's own refusal of a long document means to a client; undefined if it is another mistake. */
export function tooManyTokens(message: string): { message: string; issues: Issue[] } | undefined {
  if (!/more tha[nt] \d+ tokens/.test(message)) return undefined;
  const text = `The document has more than ${LIMITS.tokens} tokens; at most ${LIMITS.tokens} are accepted`;
  return { message: text, issues: [{ path: 'query', message: text, value: LIMITS.tokens + 1 }] };
}

function isIntrospection(operation: OperationDefinitionNode): boolean {
  return operation.selectionSet.selections.every(
    (node) => node.kind === Kind.FIELD && node.name.value.startsWith('__'),
  );
}

/** Refuses operations that are too deep, too wide or of a kind that the schema does not have. */
export const limitsRule: ValidationRule = (context: ValidationContext): ASTVisitor => {
  const measure = new Measure((name) => context.getFragment(name));
  const refuse = (node: OperationDefinitionNode, what: string, seen: number, most: number): void => {
    if (seen <= most) return;
    context.reportError(tooLarge(what, { seen, most }, node));
  };
  return {
    OperationDefinition(node) {
      if (!context.getSchema().getRootType(node.operation)) {
        context.reportError(
          new GraphQLError(`This API has no ${node.operation} operations`, { nodes: [node] }),
        );
        return;
      }
      const size = measure.selectionSet(node.selectionSet);
      refuse(
        node,
        'levels of nesting',
        size.depth,
        isIntrospection(node) ? LIMITS.introspectionDepth : LIMITS.depth,
      );
      refuse(node, 'aliases', size.aliases, LIMITS.aliases);
      refuse(node, 'directives', size.directives, LIMITS.directives);
      refuse(node, 'root fields', node.selectionSet.selections.length, LIMITS.rootFields);
      refuse(node, 'fields', size.fields, LIMITS.fields);
    },
  };
};
