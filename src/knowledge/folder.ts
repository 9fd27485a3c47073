import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { UserError } from '../core/errors.ts';
import type { TextFile } from '../yaml/parse.ts';
import { assembleKnowledge } from './assemble.ts';
import { serialiseKnowledge } from './compiled.ts';
import type { DataFiles } from './data.ts';
import { readData } from './data.ts';
import type { Knowledge } from './knowledge.ts';

/**
 * The files of a data folder, in the order of their names: `dir` as people are told, `at` where it is. Throws UserError
 * when the folder is not there.
 */
export function readDataFolder(dir: string, at = dir): DataFiles {
  if (!existsSync(at)) throw new UserError(`${dir}: no such folder`);
  const read = (name: string): TextFile => ({ path: `${dir}/${name}`, text: readFileSync(join(at, name), 'utf8') });
  const one = (name: string): TextFile | null => (existsSync(join(at, name)) ? read(name) : null);
  const all = (folder: string): TextFile[] => {
    const names = existsSync(join(at, folder)) ? readdirSync(join(at, folder)) : [];
    const yaml = names.filter((name) => name.endsWith('.yaml')).sort();
    return yaml.map((name) => read(`${folder}/${name}`));
  };
  return {
    vendors: all('vendors'),
    lists: all('lists'),
    exemptions: all('exemptions'),
    profiles: one('profiles.yaml'),
    macPrefixes: one('mac-prefixes.txt'),
    words: all('words'),
  };
}

/** Knowledge straight from a data folder. Throws UserError with every complaint. */
export function loadKnowledge(dir: string): Knowledge {
  const { raw, complaints } = readData(readDataFolder(dir));
  if (complaints.length > 0) throw new UserError(complaints);
  return assembleKnowledge(raw);
}

/** The compiled file's text for a data folder. Throws UserError with every complaint. */
export function compileFolder(dir: string): string {
  return serialiseKnowledge(loadKnowledge(dir));
}
