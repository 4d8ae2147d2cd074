import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  Kind,
  OperationTypeNode,
  parse,
  print,
  visit,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
} from 'graphql';
import type { Manifest, PersistedOperation } from '../../persisted/manifest';
import { onlyOperation } from './operation-shape';

/** Where documents lie. */
export interface DocumentFolders {
  /** Documents of REST and Power BI, one `NAME.graphql` each; their fragments are in `fragments/`. */
  operations: string;
  /** Documents and fragments of the page, in any folder below; absent = none. */
  page?: string;
}

interface SourceDocument {
  file: string;
  document: DocumentNode;
}

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** Builds the manifest. The page keeps answers in a normalised cache: its documents ask for `__typename` everywhere. */
export function buildManifest({ operations: directory, page }: DocumentFolders): Manifest {
  const plain = withFragments(documentsIn(directory), documentsIn(path.join(directory, 'fragments')));
  const ofPage = page === undefined ? [] : pageDocuments(page);
  const operations = [...plain, ...ofPage];
  operations.sort((a, b) => (a.name < b.name ? -1 : 1));
  const twice = operations.find(({ name }, i) => operations[i + 1]?.name === name);
  if (twice) throw new Error(`Two operations are called ${twice.name}: give one of them another name`);
  return { format: 'apollo-persisted-query-manifest', version: 1, operations };
}

/** The persisted operations of the page alone. */
export function pageDocuments(page: string): PersistedOperation[] {
  const files = filesBelow(page).map(({ file, document }) => ({ file, document: withTypenames(document) }));
  const isOperation = ({ document }: SourceDocument): boolean =>
    document.definitions.some(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  return withFragments(
    files.filter(isOperation),
    files.filter((file) => !isOperation(file)),
  );
}

function withFragments(
  documents: readonly SourceDocument[],
  fragmentFiles: readonly SourceDocument[],
): PersistedOperation[] {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const { document } of fragmentFiles) {
    for (const node of document.definitions)
      if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  }
  return documents.map(({ file, document }) => persist(file, document, fragments));
}

function documentsIn(directory: string): SourceDocument[] {
  return readdirSync(directory)
    .filter((file) => file.endsWith('.graphql'))
    .sort()
    .map((file) => ({ file, document: parse(readFileSync(path.join(directory, file), 'utf8')) }));
}

function filesBelow(directory: string): SourceDocument[] {
  const folders = readdirSync(directory, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  folders.sort((a, b) => (a.name < b.name ? -1 : 1));
  return [
    ...documentsIn(directory),
    ...folders.flatMap(({ name }) => filesBelow(path.join(directory, name))),
  ];
}

/** Adds `__typename` to every object, as normalising clients do; the root has none. */
function withTypenames(document: DocumentNode): DocumentNode {
  const typename: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };
  return visit(document, {
    SelectionSet(node, _key, parent) {
      const isRoot =
        parent !== undefined && !Array.isArray(parent) && 'kind' in parent
          ? parent.kind === Kind.OPERATION_DEFINITION
          : false;
      return isRoot ? undefined : { ...node, selections: [...node.selections, typename] };
    },
  });
}

function persist(file: string, document: DocumentNode, fragments: Fragments): PersistedOperation {
  const operation = onlyOperation(document);
  const name = operation.name?.value ?? '';
  if (`${name}.graphql` !== file)
    throw new Error(`${file} holds the operation ${name}: name the file after it`);
  const own = new Set(
    document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [node.name.value] : [])),
  );
  const used = new Map<string, FragmentDefinitionNode>();
  const gather = (node: DocumentNode | FragmentDefinitionNode): void => {
    visit(node, {
      FragmentSpread({ name: { value } }) {
        if (own.has(value) || used.has(value)) return;
        const fragment = fragments.get(value);
        if (!fragment)
          throw new Error(`${file} uses the fragment ${value}, which stands neither in it nor in fragments/`);
        used.set(value, fragment);
        gather(fragment);
      },
    });
  };
  gather(document);
  const body = print({ kind: Kind.DOCUMENT, definitions: [...document.definitions, ...used.values()] });
  const id = createHash('sha256').update(body).digest('hex');
  return { id, name, type: operation.operation === OperationTypeNode.MUTATION ? 'mutation' : 'query', body };
}
