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
  type FragmentDefinitionNode,
} from 'graphql';
import type { Manifest, PersistedOperation } from '../../persisted/manifest';
import { onlyOperation } from './operation-shape';

/** Builds the manifest from `directory/*.graphql`; fragments come from `directory/fragments/*.graphql`. */
export function buildManifest(directory: string): Manifest {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const { document } of documentsIn(path.join(directory, 'fragments'))) {
    for (const node of document.definitions)
      if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  }
  const operations = documentsIn(directory).map(({ file, document }) => persist(file, document, fragments));
  operations.sort((a, b) => (a.name < b.name ? -1 : 1));
  return { format: 'apollo-persisted-query-manifest', version: 1, operations };
}

function documentsIn(directory: string): { file: string; document: DocumentNode }[] {
  return readdirSync(directory)
    .filter((file) => file.endsWith('.graphql'))
    .sort()
    .map((file) => ({ file, document: parse(readFileSync(path.join(directory, file), 'utf8')) }));
}

function persist(
  file: string,
  document: DocumentNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): PersistedOperation {
  const operation = onlyOperation(document);
  const name = operation.name?.value ?? '';
  if (`${name}.graphql` !== file) throw new Error(`operations/${file} holds ${name}: name the file after it`);
  const used = new Map<string, FragmentDefinitionNode>();
  const gather = (node: DocumentNode | FragmentDefinitionNode): void => {
    visit(node, {
      FragmentSpread({ name: { value } }) {
        const fragment = fragments.get(value);
        if (!fragment) throw new Error(`operations/${file} uses the unknown fragment ${value}`);
        if (used.has(value)) return;
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
