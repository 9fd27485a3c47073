import { readdirSync, readFileSync, statSync } from 'node:fs';

import { onPath, trying, wrongFile } from '../core/errors.ts';
import { FORMAT, headOf } from './knowledge.ts';

/** The parts of data/ that are compiled: folders of YAML files, and two files. */
export const FOLDERS = ['vendors', 'lists', 'exemptions', 'words'] as const;
const FILES = ['profiles.yaml', 'mac-prefixes.txt'] as const;

/**
 * Whether a file of data/ changed after the compiled file was written, by its time of change (ctime), which no copy or
 * checkout of an older file sets back. Takes a millisecond for 200 files; `true` where a time cannot be read.
 */
export function isNewer(dir: string, compiled: string): boolean {
  return trying(() => {
    const { mtimeMs } = statSync(compiled);
    const inFolders = FOLDERS.flatMap((folder) => readdirSync(`${dir}/${folder}`).map((name) => `${folder}/${name}`));
    return [...FILES, ...FOLDERS, ...inFolders].some((name) => statSync(`${dir}/${name}`).ctimeMs > mtimeMs);
  }, true);
}

/** The name of the package that holds newer data, its data file, and the manifest that npm needs. */
export const PACKAGE = 'netvet-data';
export const KNOWLEDGE = 'knowledge.json';
const MANIFEST = 'package.json';

/**
 * Reads the data package in a folder, or in an archive (`.tgz`) as npm packs it; null unless its day is after `after`.
 * `shown`: the path to print; `at`: the path to read. Throws UserError for anything else, and for a package that is
 * damaged or for another netvet: a run that falls back to older lists may say clean.
 */
export async function readPackage(shown: string, at = shown, after = '') {
  const path = `${shown}/${KNOWLEDGE}`;
  // Null for a folder.
  const bytes = onPath(shown, 'read', () => (statSync(at).isDirectory() ? null : readFileSync(at)));
  const text =
    bytes === null
      ? onPath(path, 'read', () => readFileSync(`${at}/${KNOWLEDGE}`, 'latin1'))
      : await packedText(shown, bytes);
  const head = headOf(text);
  if (head === null) throw wrongFile(path, 'is damaged', AGAIN);
  if (head.day <= after) return null;
  if (head.format === FORMAT) return { path, text };
  const which = head.format > FORMAT ? 'update netvet' : 'get newer data';
  throw wrongFile(shown, `data of format ${head.format}, and this netvet reads format ${FORMAT}`, which);
}

export const AGAIN = 'get it again, or remove it: docs/data.md';

/** Far above any real one: a bound on hostile archives. */
const MOST_BYTES = 64 * 1024 * 1024;
const BLOCK = 512;

/** The text of KNOWLEDGE in an archive of the two files, as `npm run pack:data` writes it. */
async function packedText(shown: string, bytes: Buffer): Promise<string> {
  const { gunzipSync } = await import('node:zlib');
  const tar = trying(() => gunzipSync(bytes, { maxOutputLength: MOST_BYTES }), null);
  if (tar === null) throw wrongFile(shown, 'is damaged, or not an archive of a data package', AGAIN);
  let text = '';
  for (let at = 0; tar[at] !== undefined && tar[at] !== 0;) {
    const [, name = ''] = /^package\/([^\0]+)\0/.exec(tar.toString('latin1', at, at + 100)) ?? [];
    const size = parseInt(tar.toString('latin1', at + 124, at + 136), 8);
    if ((name !== MANIFEST && name !== KNOWLEDGE) || !(size >= 0))
      throw wrongFile(shown, 'is not an archive of a data package', AGAIN);
    if (name === KNOWLEDGE) text = tar.toString('latin1', at + BLOCK, at + BLOCK + size);
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return text;
}
