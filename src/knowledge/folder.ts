import { existsSync, lstatSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { sep } from 'node:path';

import { UserError, fileError } from '../core/errors.ts';
import { sha256 } from '../core/fingerprint.ts';
import { readTextFile } from '../yaml/file.ts';
import type { TextFile } from '../yaml/parse.ts';
import { Reading, readFile } from '../yaml/read.ts';
import { day, integer, listOf, object, required, text } from '../yaml/shape.ts';
import { serialiseKnowledge } from './compiled.ts';
import type { DataFiles } from './data.ts';
import { assembleKnowledge, readData } from './data.ts';
import type { Knowledge } from './knowledge.ts';
import { TABLE_NAMES } from '../words/tables.ts';

/** The version of the shapes of data files: another netvet may not understand them. */
const DATA_VERSION = 1;
export const MANIFEST = 'manifest.json';
const FOLDERS = ['vendors', 'lists', 'exemptions', 'words'] as const;
const FILES = ['profiles.yaml', 'mac-prefixes.txt'] as const;
/** All that a data folder may hold: nothing above it, nothing elsewhere. */
const PATH = /^(?:(?:vendors|lists|exemptions|words)\/[a-z0-9][a-z0-9-]*\.yaml|profiles\.yaml|mac-prefixes\.txt)$/;

const path = text({
  what: 'a path',
  parse: (raw) =>
    PATH.test(raw)
      ? { value: raw }
      : { wrong: `"${raw}" is not a file of a data folder`, hint: 'such as vendors/acme.yaml' },
});
const hex = text({
  what: 'a sha256',
  pattern: '^[0-9a-f]{64}$',
  parse: (raw) => (/^[0-9a-f]{64}$/.test(raw) ? { value: raw } : { wrong: 'is not 64 hex digits', hint: null }),
});

/** `manifest.json` of a data folder: what it holds, and as of which day. */
export const manifestShape = object({
  schemaVersion: required(integer(1, 999)),
  day: required(day, 'the day as of which the data is right'),
  files: required(listOf(object({ path: required(path), sha256: required(hex) }), { min: 1 })),
});

/** The manifest of some files, as `loadDataFolder` reads it. */
export function manifestText(day: string, files: readonly { readonly path: string; readonly bytes: Buffer }[]): string {
  const listed = files.map(({ path, bytes }) => ({ path, sha256: sha256(bytes) }));
  return `${JSON.stringify({ schemaVersion: DATA_VERSION, day, files: listed }, null, 2)}\n`;
}

/**
 * The files of a data folder without a manifest, in the order of their names: `dir` as people are told, `at` where it
 * is. Throws UserError when the folder is not there.
 */
export function readDataFolder(dir: string, at = dir): DataFiles {
  if (!existsSync(at)) throw new UserError(`${dir}: no such folder`);
  const listed = FOLDERS.filter((folder) => existsSync(`${at}/${folder}`)).flatMap((folder) =>
    readdirSync(`${at}/${folder}`).map((name) => `${folder}/${name}`),
  );
  const paths = [
    ...listed.filter((name) => name.endsWith('.yaml')),
    ...FILES.filter((name) => existsSync(`${at}/${name}`)),
  ];
  const read = (name: string): TextFile => ({ path: `${dir}/${name}`, text: readFileSync(`${at}/${name}`, 'utf8') });
  return asDataFiles(new Map(paths.map((name) => [name, read(name)])));
}

/** Knowledge straight from a data folder. Throws UserError with every complaint. */
export function loadKnowledge(dir: string): Knowledge {
  return knowledgeOf(readDataFolder(dir));
}

/** The compiled file's text for a data folder. Throws UserError with every complaint. */
export function compileFolder(dir: string): string {
  return serialiseKnowledge(loadKnowledge(dir));
}

function knowledgeOf(files: DataFiles): Knowledge {
  const { raw, complaints } = readData(files);
  if (complaints.length > 0) throw new UserError(complaints);
  return assembleKnowledge(raw);
}

/**
 * Knowledge from a folder that is not shipped: `shown` as people are told, `dir` where it is. Every file is held to the
 * manifest before any is read as data. Throws UserError with everything that is wrong.
 */
export function loadDataFolder(shown: string, dir: string): Knowledge {
  const reading = new Reading();
  const file = readTextFile(`${shown}/${MANIFEST}`, `${dir}/${MANIFEST}`);
  const manifest = readFile(file, manifestShape, reading);
  if (manifest === undefined || reading.complaints.length > 0) throw new UserError(reading.complaints);
  const { schemaVersion, files } = manifest;
  if (schemaVersion !== DATA_VERSION) {
    const message = `data of schema version ${schemaVersion}`;
    const hint = `this netvet reads version ${DATA_VERSION}: one of the two is too old`;
    throw new UserError([{ place: reading.at(manifest, 'schemaVersion'), message, hint }]);
  }
  const texts = new Map<string, TextFile>();
  for (const { path, sha256: hash } of files) {
    const complain = (message: string): void => {
      reading.complain({ file: `${shown}/${path}`, line: null, column: null }, message);
    };
    if (texts.has(path)) complain(`is there twice in ${MANIFEST}`);
    const bytes = readInside(shown, dir, path, complain);
    if (bytes === null) continue;
    if (sha256(bytes) !== hash) complain(`is not the file of ${MANIFEST}: another sha256`);
    const decoded = decode(bytes);
    if (decoded === null) complain('not UTF-8 text');
    else texts.set(path, { path: `${shown}/${path}`, text: decoded });
  }
  complainOfOthers(shown, dir, texts, reading);
  if (reading.complaints.length > 0) throw new UserError(reading.complaints);
  const knowledge = knowledgeOf(asDataFiles(texts));
  return { ...knowledge, data: { ...knowledge.data, path: shown, day: manifest.day } };
}

function readInside(shown: string, dir: string, path: string, complain: (message: string) => void): Buffer | null {
  try {
    const at = `${dir}/${path}`;
    if (!lstatSync(at).isFile() || !realpathSync(at).startsWith(realpathSync(dir) + sep)) {
      complain('is not a file of the folder itself');
      return null;
    }
    return readFileSync(at);
  } catch (error) {
    const known = fileError(error, `${shown}/${path}`, 'read');
    if (!(known instanceof UserError)) throw error;
    complain(known.complaints[0]?.message ?? '');
    return null;
  }
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Files that would be passed over, and files that are missing: a run by half the data would look clean. */
function complainOfOthers(shown: string, dir: string, texts: ReadonlyMap<string, TextFile>, reading: Reading): void {
  const complain = (path: string, message: string): void => {
    reading.complain({ file: `${shown}/${path}`, line: null, column: null }, message);
  };
  for (const folder of FOLDERS) {
    for (const name of namesIn(`${dir}/${folder}`)) {
      const path = `${folder}/${name}`;
      if (/\.ya?ml$/i.test(name) && !texts.has(path)) complain(path, `is not in ${MANIFEST}`);
    }
  }
  const needed = [...FILES, ...TABLE_NAMES.map((table) => `words/${table}.yaml`)];
  for (const path of needed) if (!texts.has(path)) complain(path, `is missing from ${MANIFEST}`);
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function asDataFiles(texts: ReadonlyMap<string, TextFile>): DataFiles {
  const sorted = [...texts].sort(([a], [b]) => (a < b ? -1 : 1));
  const under = (folder: string): TextFile[] =>
    sorted.filter(([path]) => path.startsWith(`${folder}/`)).map(([, file]) => file);
  return {
    vendors: under('vendors'),
    lists: under('lists'),
    exemptions: under('exemptions'),
    profiles: texts.get('profiles.yaml') ?? null,
    macPrefixes: texts.get('mac-prefixes.txt') ?? null,
    words: under('words'),
  };
}
