import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { apiDocuments } from '../api-documents';
import { projectRoot } from '../../platform/config/project-root';

const { openApi, endpoints, options, codes } = apiDocuments();
writeFileSync(path.join(projectRoot(), 'openapi.json'), openApi);
writeFileSync(path.join(projectRoot(), 'docs/endpoints.md'), endpoints);
writeFileSync(path.join(projectRoot(), 'docs/allocation-options.md'), options);
writeFileSync(path.join(projectRoot(), 'docs/codes.md'), codes);
