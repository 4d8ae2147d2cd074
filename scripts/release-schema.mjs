// Takes the schema of today as that of the version in package.json: `npm run release:schema`. What was released stays: the
// schema of a version is written once, or the check of later changes would compare them with themselves.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { releasedVersion, releaseMark } from './released-version.mjs';

const [released = 'schema.released.graphql', current = 'schema.graphql', about = 'package.json'] =
  process.argv.slice(2);

/** @type {{ version: string }} */
const { version } = JSON.parse(readFileSync(about, 'utf8'));
const before = existsSync(released) ? releasedVersion(readFileSync(released, 'utf8')) : undefined;
if (before === version) {
  console.error(
    `The schema of ${version} is released already (${released}). Raise the version in ${about} first: what clients of ${version} rely on stays.`,
  );
  process.exit(1);
}
writeFileSync(released, `${releaseMark(version)}${readFileSync(current, 'utf8')}`);
console.log(
  `${released} is now the schema of ${version}${before === undefined ? '' : `, after that of ${before}`}.`,
);
