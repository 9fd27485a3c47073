import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';

import { onPath, trying, wrongFile } from '../core/errors.ts';
import { FORMAT } from './knowledge.ts';

/** What data/ holds of what netvet knows: folders of YAML files, and two files. */
export const FOLDERS = ['vendors', 'lists', 'exemptions', 'words'] as const;
export const FILES = ['profiles.yaml', 'mac-prefixes.txt'] as const;

/**
 * Whether a file of data/ changed after the compiled file was written, as the system tells it: by the time of change,
 * which no copy or checkout of an older file sets back. A millisecond for 200 files; `true` where one cannot be asked.
 */
export function isNewer(dir: string, compiled: string): boolean {
  return trying(() => {
    const { mtimeMs } = statSync(compiled);
    const inFolders = FOLDERS.flatMap((folder) => readdirSync(`${dir}/${folder}`).map((name) => `${folder}/${name}`));
    return [...FILES, ...FOLDERS, ...inFolders].some((name) => statSync(`${dir}/${name}`).ctimeMs > mtimeMs);
  }, true);
}

/** The name of the package that holds newer data, and its files. */
export const PACKAGE = 'netvet-data';
export const KNOWLEDGE = 'knowledge.json';
const MANIFEST = 'package.json';

/**
 * The data package in a folder, or in an archive (`.tgz`) as npm packs it: `shown` as people are told, `at` where it
 * is. Throws UserError for what is none, or is for another netvet.
 */
export async function readPackage(shown: string, at = shown) {
  // Of a folder: null.
  const bytes = onPath(shown, 'read', () => (statSync(at).isDirectory() ? null : readFileSync(at)));
  const texts = bytes === null ? filesOf(shown, at) : await packedFiles(shown, bytes);
  const manifest = manifestOf(shown, texts.get(MANIFEST) ?? '');
  if (manifest.format !== FORMAT) {
    const which = manifest.format > FORMAT ? 'update netvet' : 'get newer data';
    throw wrongFile(shown, `data of format ${manifest.format}, and this netvet reads format ${FORMAT}`, which);
  }
  return { path: `${shown}/${KNOWLEDGE}`, text: texts.get(KNOWLEDGE) ?? '', manifest };
}

/**
 * The day of the data package in a folder; null when there is none. Throws UserError for one that is damaged, or cannot
 * be read: a run that takes older lists instead may say clean.
 */
export function packagedDay(at: string): string | null {
  const path = `${at}/${MANIFEST}`;
  return onPath(path, 'read', () => {
    const isThere = statSync(path, { throwIfNoEntry: false }) !== undefined;
    return isThere ? manifestOf(at, readFileSync(path, 'utf8')).day : null;
  });
}

export const AGAIN = 'get it again, or remove it: docs/data.md';

function filesOf(shown: string, at: string): ReadonlyMap<string, string> {
  if (existsSync(`${at}/lists`) && existsSync(`${at}/vendors`))
    throw wrongFile(shown, 'is a folder of sources, not a data package', 'npm run pack:data makes one');
  const read = (name: string) => onPath(`${shown}/${name}`, 'read', () => readFileSync(`${at}/${name}`, 'latin1'));
  return new Map([MANIFEST, KNOWLEDGE].map((name) => [name, read(name)]));
}

/** What a manifest says of the data; `sha256`: over all that it says, the hash that results have as `data.sha256`. */
function manifestOf(shown: string, text: string) {
  const parsed = trying(() => JSON.parse(text) as unknown, null) ?? {};
  const { name, netvetData } = parsed as { name?: unknown; netvetData?: Record<string, unknown> | null };
  const { format, day, sha256 } = netvetData ?? {};
  const isWhole = typeof format === 'number' && typeof day === 'string' && typeof sha256 === 'string';
  if (name === PACKAGE && isWhole) return { format, day, sha256 };
  throw wrongFile(shown, `is not a data package: its ${MANIFEST} does not describe one`, AGAIN);
}

/** What an archive begins with: no name, no time, no system, so that no byte of it is unchecked. */
export const GZIP_HEAD = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 0xff]);
/** Far above any real one: a bound on hostile archives. */
const MOST_BYTES = 64 * 1024 * 1024;
const BLOCK = 512;

/** The two files of an archive; every other byte of it is as the tool that packs it writes it. */
async function packedFiles(shown: string, bytes: Buffer): Promise<ReadonlyMap<string, string>> {
  if (bytes.subarray(0, 2).equals(GZIP_HEAD.subarray(0, 2)) && !bytes.subarray(0, 10).equals(GZIP_HEAD))
    throw wrongFile(shown, 'is damaged, or not an archive that npm run pack:data made', AGAIN);
  const { gunzipSync } = await import('node:zlib');
  const tar = trying(() => gunzipSync(bytes, { maxOutputLength: MOST_BYTES }), null);
  if (tar === null) throw wrongFile(shown, 'is damaged, or not an archive of a data package', AGAIN);
  const texts = new Map<string, string>();
  for (let at = 0; tar[at] !== undefined && tar[at] !== 0;) {
    const [, name = ''] = /^package\/([^\0]+)\0/.exec(tar.toString('latin1', at, at + 100)) ?? [];
    const size = parseInt(tar.toString('latin1', at + 124, at + 136), 8);
    if ((name !== MANIFEST && name !== KNOWLEDGE) || !(size >= 0))
      throw wrongFile(shown, 'is not an archive of a data package', AGAIN);
    texts.set(name, tar.toString('latin1', at + BLOCK, at + BLOCK + size));
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return texts;
}
