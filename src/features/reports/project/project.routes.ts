import type { Route } from '../../../platform/http/rest/table/route';
import { readProject, zipOf } from './project.service';

/** A Power BI project: model, measures, roles, refresh policy and one page, ready to open. */
export const PROJECT_ROUTE: Route = {
  method: 'GET',
  path: '/reports/powerbi/headroom.pbip.zip',
  operation: 'Reports',
  summary:
    'A Power BI project (PBIP): model in TMDL with relations, measures, roles and refresh policy, and one page',
  tag: 'Reports',
  own: {
    auth: {
      description: 'How Power BI signs in: by key in the address (Web API), or by a header (Basic).',
      values: ['key', 'basic'],
      default: 'key',
    },
  },
  answer: {
    kind: 'sent',
    send: async ({ request, reply, scope }) => {
      const files = await readProject(scope, {
        origin: request.origin,
        isBasic: request.query['auth']?.[0] === 'basic',
      });
      return reply
        .type('application/zip')
        .header('cache-control', 'private, no-cache')
        .header('content-disposition', 'attachment; filename="headroom.pbip.zip"')
        .send(zipOf(files));
    },
    content: { 'application/zip': { type: 'string', format: 'binary' } },
  },
  test: 'powerbi-project: holds a project that refers to nothing that is not in it',
};
