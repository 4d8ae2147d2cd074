/** What OpenAPI shows of the OData service: its root; everything below is described by its own metadata. */
export const ODATA_PATHS: Record<string, Record<string, unknown>> = {
  '/api/v2/odata': {
    get: {
      operationId: 'getOdata',
      summary: 'OData v4 (read only): the service document, which names every flat table as an entity set',
      description:
        'Every flat report as an entity set with `$select`, `$filter`, `$orderby`, `$top`, `$skip`, `$count` and paging by `@odata.nextLink`. The metadata lies at `/api/v2/odata/$metadata`; docs/odata.md describes what is answered.',
      tags: ['Reports'],
      responses: {
        200: {
          description: 'OK',
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['@odata.context', 'value'],
                properties: {
                  '@odata.context': { type: 'string' },
                  value: {
                    type: 'array',
                    items: {
                      type: 'object',
                      required: ['name', 'kind', 'url'],
                      properties: {
                        name: { type: 'string' },
                        kind: { type: 'string' },
                        title: { type: 'string' },
                        url: { type: 'string' },
                      },
                    },
                  },
                },
              },
            },
          },
        },
        default: {
          description: 'Why not, in the error form of OData.',
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['error'],
                properties: {
                  error: {
                    type: 'object',
                    required: ['code', 'message'],
                    properties: {
                      code: { type: 'string' },
                      message: { type: 'string' },
                      target: { type: 'string' },
                      details: { type: 'array', items: { type: 'object' } },
                    },
                  },
                },
              },
            },
          },
        },
      },
    },
  },
};
