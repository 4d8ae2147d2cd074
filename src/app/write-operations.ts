import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { operationDocument, operationName, REPORTS } from '../features/reports';
import { buildManifest } from '../platform/graphql/execution/build-manifest';
import { MANIFEST_FILE } from '../platform/persisted/manifest';
import { projectRoot } from './project-root';

// The reports' documents follow from their registry.
for (const report of REPORTS) {
  const file = path.join(projectRoot(), 'operations', `${operationName(report)}.graphql`);
  writeFileSync(file, operationDocument(report));
}

const manifest = buildManifest(path.join(projectRoot(), 'operations'));
writeFileSync(path.join(projectRoot(), MANIFEST_FILE), `${JSON.stringify(manifest, null, 2)}\n`);
