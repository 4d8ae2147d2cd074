import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildManifest } from '../platform/graphql/build-manifest';
import { MANIFEST_FILE } from '../platform/persisted/manifest';
import { projectRoot } from './project-root';

const manifest = buildManifest(path.join(projectRoot(), 'operations'));
writeFileSync(path.join(projectRoot(), MANIFEST_FILE), `${JSON.stringify(manifest, null, 2)}\n`);
