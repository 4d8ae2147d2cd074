import { Kind, OperationTypeNode, type OperationDefinitionNode } from 'graphql';
import { requestDataVersion } from '../../scope/data-version';
import type { RequestScope } from '../../scope/request-scope';
import type { OperationHooks } from './operation-hooks';

/**
 * Every answer has its data version in `extensions.dataVersion`. A query reads it before its figures, which are therefore
 * at least as new; a mutation after its write, unless its transport sends no extensions: that would be a statement that
 * nobody reads.
 */
export const dataVersionExtension: OperationHooks = {
  async didResolveOperation({ operation, contextValue }) {
    if (operation?.operation === OperationTypeNode.QUERY && readsData(operation))
      await versionOf(contextValue);
  },
  async willSendResponse({ operation, contextValue, response: { body } }) {
    if (body?.kind !== 'single' || !operation || !readsData(operation) || !body.singleResult.data) return;
    if (contextValue.attachments.isInner) return;
    const dataVersion = await versionOf(contextValue);
    if (dataVersion === undefined) return;
    body.singleResult.extensions = { ...body.singleResult.extensions, dataVersion };
  },
};

/** What an operation remarked without refusing it stands in `extensions.warnings`; absent where there is nothing. */
export const warningsExtension: OperationHooks = {
  willSendResponse({ contextValue, response: { body } }) {
    const { warnings = [] } = contextValue.attachments;
    if (body?.kind === 'single' && warnings.length > 0)
      body.singleResult.extensions = { ...body.singleResult.extensions, warnings };
  },
};

/** Undefined while the database is away: the operation itself then reports it. */
function versionOf(scope: RequestScope): Promise<number | undefined> {
  return scope
    .loader(requestDataVersion)
    .load('all')
    .catch(() => undefined);
}

/** Introspection needs no database. */
function readsData({ selectionSet }: OperationDefinitionNode): boolean {
  return selectionSet.selections.some(
    (node) => node.kind !== Kind.FIELD || !node.name.value.startsWith('__'),
  );
}
