import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The folder that holds everything. */
export const ROOT = path.join(__dirname, '../../..');

/** A TypeScript file, named as seen from the root of the repository, with forward slashes. */
export interface SourceFile {
  name: string;
  folder: string;
  text: string;
}

/** Every TypeScript file under a folder, in order of name. */
export function listSourceFiles(top: string): SourceFile[] {
  return readdirSync(path.join(ROOT, top), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => path.posix.join(top, name.split(path.sep).join('/')))
    .sort()
    .map((name) => ({
      name,
      folder: path.posix.dirname(name),
      text: readFileSync(path.join(ROOT, name), 'utf8'),
    }));
}
