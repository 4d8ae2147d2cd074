import { SaxesParser } from 'saxes';
import { DomainError } from '../../../domain/errors';
import { badFile } from './file-errors';

/** No honest element of a workbook is longer; a document that feeds one endless token is cut here. */
const MAX_TOKEN_BYTES = 1_000_000;

/** Attributes of one element; the object has no prototype. */
export type XmlAttributes = Readonly<Record<string, string | undefined>>;

/** What a reader of one workbook part wants to hear about; element names come without prefix. */
export interface XmlHandlers {
  open?: (name: string, attributes: XmlAttributes) => void;
  text?: (text: string) => void;
  close?: (name: string) => void;
}

/**
 * Feeds XML to the handlers chunk by chunk and yields after each chunk, so that the caller can drain what they
 * gathered. Document types and entities are refused: workbooks never have them.
 */
export async function* xmlChunks(
  part: string,
  chunks: AsyncIterable<Buffer>,
  handlers: XmlHandlers,
): AsyncGenerator<void> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let sinceToken = 0;
  const parser = listen(part, handlers, () => (sinceToken = 0));
  try {
    for await (const chunk of chunks) {
      sinceToken += chunk.length;
      parser.write(decoder.decode(chunk, { stream: true }));
      if (sinceToken > MAX_TOKEN_BYTES)
        throw badFile(`${part} holds a single piece of more than ${MAX_TOKEN_BYTES} bytes`);
      yield;
    }
    parser.write(decoder.decode()).close();
    yield;
  } catch (error) {
    if (error instanceof DomainError) throw error;
    throw badFile(
      `${part} of the workbook is damaged: ${error instanceof Error ? error.message.slice(0, 160) : 'not XML'}`,
    );
  }
}

/** Reads a small part whole. */
export async function readXml(
  part: string,
  chunks: AsyncIterable<Buffer>,
  handlers: XmlHandlers,
): Promise<void> {
  const steps = xmlChunks(part, chunks, handlers);
  while (!(await steps.next()).done) continue;
}

function listen(part: string, handlers: XmlHandlers, onToken: () => void): SaxesParser {
  const parser = new SaxesParser({ xmlns: false, position: true });
  const { open, text, close } = handlers;
  parser.on('opentag', (tag) => {
    onToken();
    open?.(localName(tag.name), tag.attributes);
  });
  parser.on('closetag', (tag) => {
    onToken();
    close?.(localName(tag.name));
  });
  const onText = (value: string): void => {
    onToken();
    text?.(value);
  };
  parser.on('text', onText);
  parser.on('cdata', onText);
  parser.on('doctype', () => {
    throw badFile(
      `${part} of the workbook declares a document type (DTD); workbooks have none, so it is refused`,
    );
  });
  return parser;
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}
