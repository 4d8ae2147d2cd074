import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildManifest } from '../platform/graphql/build-manifest';
import { MANIFEST_FILE } from '../platform/persisted/manifest';

const root = path.join(__dirname, '../..');
const manifest = buildManifest(path.join(root, 'operations'));
writeFileSync(path.join(root, MANIFEST_FILE), `${JSON.stringify(manifest, null, 2)}\n`);
