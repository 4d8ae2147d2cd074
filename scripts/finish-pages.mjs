// What is made of the built pages before they are served: one document per section, and every file compressed once.
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** Small files gain nothing. */
const LEAST_BYTES = 1_000;
const COMPRESSED = /\.(js|css|html|svg|ttf)$/;
/** The best levels take ten times as long for a tenth less. */
const BROTLI_QUALITY = 9;

/**
 * Writes `sections/<name>.html` for each section: the page's document, with the section's own files loaded beside the page's
 * instead of after them.
 * @param {string} web the folder of the sources
 * @param {string} built the folder of what was built
 */
function writeSections(web, built) {
  const sections = readFileSync(path.join(web, 'app/shell/sections.ts'), 'utf8');
  const names = [...sections.matchAll(/import\('\.\.\/([\w-]+)\/\1'\)/g)].flatMap(([, name]) => name ?? []);
  const document = readFileSync(path.join(built, 'index.html'), 'utf8');
  /** @type {Record<string, { file: string, imports?: string[], css?: string[] }>} */
  const chunks = JSON.parse(readFileSync(path.join(built, '.vite/manifest.json'), 'utf8'));
  mkdirSync(path.join(built, 'sections'), { recursive: true });
  for (const name of names) {
    /** @type {Set<string>} */
    const links = new Set();
    /** @param {string} key */
    const add = (key) => {
      const chunk = chunks[key];
      const script =
        chunk && `<link rel="modulepreload" fetchpriority="low" crossorigin href="/${chunk.file}">`;
      if (!script || links.has(script) || document.includes(`"/${chunk.file}"`)) return;
      links.add(script);
      for (const file of chunk.css ?? []) links.add(`<link rel="stylesheet" crossorigin href="/${file}">`);
      for (const next of chunk.imports ?? []) add(next);
    };
    const entry = `app/${name}/${name}.tsx`;
    if (!chunks[entry]) throw new Error(`${entry} of web/app/shell/sections.ts was not built`);
    add(entry);
    const withLinks = document.replace('</head>', `  ${[...links].join('\n    ')}\n  </head>`);
    writeFileSync(path.join(built, 'sections', `${name}.html`), withLinks);
  }
}

/**
 * Writes `.br` and `.gz` beside every file that gains by them: the server sends them as they are.
 * @param {string} folder
 */
function compressAll(folder) {
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const file = path.join(folder, entry);
    if (!COMPRESSED.test(file) || statSync(file).size < LEAST_BYTES) continue;
    const bytes = readFileSync(file);
    const params = { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY };
    writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params }));
    writeFileSync(`${file}.gz`, gzipSync(bytes));
  }
}

/**
 * @param {string} web the folder of the sources
 * @param {string} built the folder of what was built
 */
export function finishPages(web, built) {
  writeSections(web, built);
  compressAll(built);
}
