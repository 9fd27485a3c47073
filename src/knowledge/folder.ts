import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { UserError } from '../core/errors.ts';
import type { TextFile } from '../yaml/parse.ts';
import { assembleKnowledge } from './assemble.ts';
import { serialiseKnowledge } from './compiled.ts';
import type { DataFiles } from './data.ts';
import { readData } from './data.ts';
import type { Knowledge } from './knowledge.ts';

/** The files of a data folder, in the order of their names. Throws UserError when the folder is not there. */
export function readDataFolder(dir: string): DataFiles {
  if (!existsSync(dir)) throw new UserError(`${dir}: no such folder`);
  const one = (name: string): TextFile | null => (existsSync(join(dir, name)) ? readText(`${dir}/${name}`) : null);
  return {
    vendors: yamlFiles(`${dir}/vendors`),
    lists: yamlFiles(`${dir}/lists`),
    exemptions: yamlFiles(`${dir}/exemptions`),
    profiles: one('profiles.yaml'),
    macPrefixes: one('mac-prefixes.txt'),
    words: yamlFiles(`${dir}/words`),
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

function yamlFiles(dir: string): TextFile[] {
  if (!existsSync(dir)) return [];
  const names = readdirSync(dir).filter((name) => name.endsWith('.yaml'));
  return names.sort().map((name) => readText(`${dir}/${name}`));
}

function readText(path: string): TextFile {
  return { path, text: readFileSync(path, 'utf8') };
}
