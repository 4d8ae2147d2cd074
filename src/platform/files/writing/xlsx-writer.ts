import { Readable, type Writable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';

import { ZipFile } from 'yazl';

import {
  StyleTable,
  type SheetEntry,
  contentTypesXml,
  rootRelationshipsXml,
  sheetName,
  sheetPath,
  workbookRelationshipsXml,
  workbookXml,
} from './xlsx-package';
import { MAX_ROWS, type SheetResult, type SheetSpec, sheetXml } from './xlsx-sheet';

/** How a workbook is written. */
export interface XlsxOptions {
  /** Leading apostrophe on text that starts a formula. Default true; numbers are never touched. */
  neutraliseFormulas?: boolean;
  /** zlib level; 6 (default) costs a tenth more time than 1 for a file a quarter smaller. */
  compressionLevel?: number;
  /** Lines per sheet, headers included; the rest goes on in `name (2)`. Default and limit: Excel's 1,048,576. */
  maxRowsPerSheet?: number;
}

/** A workbook being streamed: add sheets one after another, then end it. */
export interface XlsxWorkbook {
  /** Writes one sheet; resolves when its rows are consumed, rejects if they or the output fail. */
  addSheet(spec: SheetSpec): Promise<void>;
  /** Writes the workbook's directory and ends the output; resolves when everything is flushed. */
  end(): Promise<void>;
}

type SheetIterator = AsyncIterator<readonly unknown[]> | Iterator<readonly unknown[]>;

/** Streams an XLSX workbook into `out` with back-pressure: memory does not grow with the number of rows. */
export function createXlsx(out: Writable, options: XlsxOptions = {}): XlsxWorkbook {
  return new XlsxStream(out, options);
}

class XlsxStream implements XlsxWorkbook {
  private readonly zip = new ZipFile();
  private readonly styles = new StyleTable();
  private readonly sheets: SheetEntry[] = [];
  private readonly output: Promise<void>;
  private failure: Error | undefined;
  private current: Readable | undefined;

  constructor(
    out: Writable,
    private readonly options: XlsxOptions,
  ) {
    this.zip.on('error', (error: Error) => this.abort(error));
    this.output = pipeline(this.zip.outputStream, out);
    this.output.catch((error: Error) => this.fail(error));
  }

  async addSheet(spec: SheetSpec): Promise<void> {
    const rows = iterate(spec.rows);
    try {
      for (let more = true; more;) more = await this.addPart(spec, rows);
    } catch (error) {
      const failure = error instanceof Error ? error : new Error(String(error));
      this.abort(failure);
      throw this.failure ?? failure;
    } finally {
      await rows.return?.();
    }
  }

  private async addPart(spec: SheetSpec, rows: SheetIterator): Promise<boolean> {
    if (this.failure) throw this.failure;
    const entry: SheetEntry = { name: sheetName(spec.name, this.sheets) };
    this.sheets.push(entry);
    let result: (SheetResult & { more: boolean }) | undefined;
    const { styles } = this;
    const maxRows = Math.min(this.options.maxRowsPerSheet ?? MAX_ROWS, MAX_ROWS);
    const neutralise = this.options.neutraliseFormulas ?? true;
    const source = Readable.from(
      (async function* () {
        result = yield* sheetXml(spec, rows, { styles, neutralise, maxRows });
      })(),
    );
    this.current = source;
    this.zip.addReadStream(source, sheetPath(this.sheets.length - 1), this.entryOptions());
    await finished(source);
    this.current = undefined;
    entry.filter = result?.filter;
    return result?.more ?? false;
  }

  async end(): Promise<void> {
    if (this.failure) throw this.failure;
    this.addText('xl/styles.xml', this.styles.toXml());
    this.addText('xl/workbook.xml', workbookXml(this.sheets));
    this.addText('xl/_rels/workbook.xml.rels', workbookRelationshipsXml(this.sheets));
    this.addText('_rels/.rels', rootRelationshipsXml());
    this.addText('[Content_Types].xml', contentTypesXml(this.sheets));
    this.zip.end();
    await this.output;
  }

  private addText(path: string, xml: string): void {
    this.zip.addBuffer(Buffer.from(xml, 'utf8'), path, this.entryOptions());
  }

  /** A fixed time stamp: the same rows give the same bytes, wherever and whenever they are written. */
  private entryOptions(): { mtime: Date; forceDosTimestamp: boolean; compressionLevel: number } {
    return {
      mtime: new Date(0),
      forceDosTimestamp: true,
      compressionLevel: this.options.compressionLevel ?? 6,
    };
  }

  /** Rows that fail must not leave a file that looks whole: the output is destroyed too. */
  private abort(error: Error): void {
    // yazl types its PassThrough as the older stream interface, which has no destroy
    (this.zip.outputStream as Readable).destroy(error);
  }

  /** The output is gone (client left, disk full): stop pulling rows, so that a database cursor behind them is closed. */
  private fail(error: Error): void {
    this.failure = error;
    this.current?.destroy(error);
  }
}

function iterate(rows: SheetSpec['rows']): SheetIterator {
  return Symbol.asyncIterator in rows ? rows[Symbol.asyncIterator]() : rows[Symbol.iterator]();
}
