const STRINGS = { type: 'array', items: { type: 'string' } };

const META_SCHEMA = {
  type: 'object',
  description: 'Facts about the answer.',
  required: ['report', 'as_of', 'computed_at', 'data_version', 'warnings'],
  properties: {
    report: {
      type: ['string', 'null'],
      description: 'Report month, e.g. 2025-04; live where each month is read from its live report.',
    },
    as_of: { type: 'string', format: 'date-time', description: 'When the answer was read.' },
    computed_at: { type: 'string', format: 'date-time', description: 'When its figures were last computed.' },
    row_count: { type: 'integer' },
    data_version: { type: 'integer', description: 'Raised by every write.' },
    warnings: STRINGS,
  },
};

/** JSON Schema of a flat report. */
export const TABLE_SCHEMA = {
  type: 'object',
  required: ['columns', 'rows', 'schema', 'meta'],
  properties: {
    columns: STRINGS,
    rows: {
      type: 'array',
      items: { type: 'array', items: { type: ['string', 'number', 'boolean', 'null'] } },
    },
    schema: {
      type: 'array',
      items: {
        type: 'object',
        required: ['name', 'type', 'nullable', 'description'],
        properties: {
          name: { type: 'string' },
          type: { type: 'string', enum: ['text', 'integer', 'decimal', 'date', 'datetime', 'boolean'] },
          nullable: { type: 'boolean' },
          description: { type: 'string' },
        },
      },
    },
    meta: META_SCHEMA,
  },
};

/** JSON Schema of a nested report. */
export const DOCUMENT_SCHEMA = { type: 'object', required: ['meta'], properties: { meta: META_SCHEMA } };

/** JSON Schema of the list of reports. */
export const LIST_SCHEMA = {
  type: 'object',
  required: ['data'],
  properties: {
    data: {
      type: 'array',
      items: {
        type: 'object',
        required: ['name', 'title', 'description', 'url', 'layouts', 'formats', 'parameters'],
        properties: {
          name: { type: 'string' },
          title: { type: 'string' },
          description: { type: 'string' },
          url: { type: 'string' },
          layouts: STRINGS,
          formats: STRINGS,
          parameters: { type: 'array', items: { type: 'object' } },
          power_query: { type: ['string', 'null'] },
          power_query_incremental: { type: ['string', 'null'] },
          pbids: { type: ['string', 'null'] },
        },
      },
    },
  },
};
