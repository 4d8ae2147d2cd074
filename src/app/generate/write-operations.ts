import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { optionsFragment } from '../../features/allocation';
import { operationDocument, operationName, REPORTS } from '../../features/reports';
import { buildManifest, pageDocuments } from '../../platform/graphql/execution/build-manifest';
import { MANIFEST_FILE } from '../../platform/persisted/manifest';
import { projectRoot } from '../../platform/config/project-root';

const OPERATIONS = path.join(projectRoot(), 'operations');
const PAGE = path.join(projectRoot(), 'web/app');
/** What the page sends in place of its documents: hash by operation name. */
const PAGE_HASHES = path.join(PAGE, 'generated/hashes.json');

// The reports' documents follow from their registry.
for (const report of REPORTS) {
  const file = path.join(OPERATIONS, `${operationName(report)}.graphql`);
  writeFileSync(file, operationDocument(report));
}

// The options of a plan follow from theirs.
writeFileSync(path.join(OPERATIONS, 'fragments/PlanOptionsFields.graphql'), optionsFragment());

const writeJson = (file: string, value: unknown): void =>
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);

writeJson(path.join(projectRoot(), MANIFEST_FILE), buildManifest({ operations: OPERATIONS, page: PAGE }));
const hashes = pageDocuments(PAGE).map(({ name, id }) => [name, id]);
writeJson(PAGE_HASHES, Object.fromEntries(hashes.sort()));
