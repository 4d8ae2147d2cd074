import { PassThrough } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { createXlsx } from '../../platform/files/writing/xlsx-writer';
import type { CellType } from '../../platform/files/writing/cell-text';
import type { Exchange, Route } from '../../platform/http/rest/table/route';

interface Column {
  name: string;
  otherNames: string[];
  required: boolean;
  alternative: boolean;
  about: string;
  example: string | number | boolean;
}

interface FormatData {
  importFormat: { name: string; columns: Column[] };
}

/** Names of templates with the kinds of files that they are for. */
const TEMPLATES = {
  roster: 'ROSTER',
  forecast: 'FORECAST',
  mapping: 'MAPPING',
  'month-config': 'MONTH_CONFIG',
  'target-cph': 'TARGET_CPH',
  holidays: 'HOLIDAYS',
  assignments: 'ASSIGNMENTS',
} as const;

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Templates of import files: headers with an example, and a sheet that explains the columns. */
export const TEMPLATE_ROUTES: readonly Route[] = Object.entries(TEMPLATES).map(([name, kind]) => ({
  method: 'GET',
  path: `/templates/${name}.xlsx`,
  operation: 'ImportFormat',
  summary: `A workbook to fill in and import: ${name}`,
  tag: 'Templates',
  fixed: { kind },
  answer: {
    kind: 'sent',
    send: (exchange) => sendTemplate(exchange, `${name}-template.xlsx`),
    content: { [XLSX]: { type: 'string', format: 'binary' } },
  },
  test: 'import-templates: every template is a workbook that its import accepts',
}));

async function sendTemplate({ reply, data }: Exchange, fileName: string): Promise<FastifyReply> {
  const { importFormat } = data as unknown as FormatData;
  const out = new PassThrough();
  writeTemplate(importFormat, out).catch((error: unknown) =>
    out.destroy(error instanceof Error ? error : new Error(String(error))),
  );
  return reply.type(XLSX).header('content-disposition', `attachment; filename="${fileName}"`).send(out);
}

async function writeTemplate({ name, columns }: FormatData['importFormat'], out: PassThrough): Promise<void> {
  const workbook = createXlsx(out);
  const shown = columns.filter(({ alternative }) => !alternative);
  await workbook.addSheet({
    name: name.charAt(0).toUpperCase() + name.slice(1),
    columns: shown.map(({ name: header, example }) => ({
      header,
      type: typeOf(example),
      width: header.length + 8,
    })),
    freezeHeader: true,
    rows: [shown.map(({ example }) => example)],
  });
  await workbook.addSheet({
    name: 'Columns',
    columns: ['Column', 'Also', 'Required', 'Holds', 'Example'].map((header) => ({
      header,
      type: 'text',
      width: 24,
    })),
    rows: columns.map(({ name: column, otherNames, required, about, example }) => [
      column,
      otherNames.join(', '),
      required ? 'yes' : '',
      about,
      String(example),
    ]),
  });
  await workbook.end();
}

function typeOf(example: Column['example']): CellType {
  if (typeof example === 'number') return 'number';
  return typeof example === 'boolean' ? 'boolean' : 'text';
}
