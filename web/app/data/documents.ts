import type { TypedDocumentNode } from '@apollo/client';
import { parse } from 'graphql/language/parser';
import type { TypedDocumentString } from '../generated/graphql';

const parsed = new WeakMap<object, TypedDocumentNode>();

/** The document that Apollo works with, parsed once. */
export function documentOf<Data, Variables>(
  text: TypedDocumentString<Data, Variables>,
): TypedDocumentNode<Data, Variables> {
  let document = parsed.get(text);
  if (!document) {
    document = parse(text.toString(), { noLocation: true }) as TypedDocumentNode;
    parsed.set(text, document);
  }
  return document as unknown as TypedDocumentNode<Data, Variables>;
}
