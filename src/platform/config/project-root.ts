import { existsSync } from 'node:fs';
import path from 'node:path';

/** The folder that holds package.json, from sources and from dist alike. */
export function projectRoot(): string {
  let folder = __dirname;
  while (!existsSync(path.join(folder, 'package.json'))) {
    const above = path.dirname(folder);
    if (above === folder) throw new Error(`No package.json above ${__dirname}`);
    folder = above;
  }
  return folder;
}
