import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

import { trying, UserError } from '../core/errors.ts';
import type { TextFile } from '../yaml/parse.ts';
import { FILES, FOLDERS } from './data-package.ts';
import { serialiseKnowledge, type Knowledge } from './knowledge.ts';
import { assembleKnowledge, readData, type DataFiles } from './data.ts';

/** Reads a data folder, files by name. `dir`: the path to print; `at`: where it is. Throws UserError without it. */
export function readDataFolder(dir: string, at = dir): DataFiles {
  if (!existsSync(at)) throw new UserError(`${dir}: no such folder`);
  const read = (name: string): TextFile => ({ path: `${dir}/${name}`, text: readFileSync(`${at}/${name}`, 'utf8') });
  const yamlFilesIn = (folder: string): readonly TextFile[] => {
    const names = existsSync(`${at}/${folder}`) ? readdirSync(`${at}/${folder}`).sort() : [];
    return names.filter((name) => name.endsWith('.yaml')).map((name) => read(`${folder}/${name}`));
  };
  const [vendors = [], lists = [], exemptions = [], words = []] = FOLDERS.map(yamlFilesIn);
  const [profiles = null, macPrefixes = null] = FILES.map((name) => (existsSync(`${at}/${name}`) ? read(name) : null));
  return { vendors, lists, exemptions, words, profiles, macPrefixes };
}

/** The compiled file's text for a data folder. Throws UserError with every problem. */
export const compileFolder = (dir: string, at = dir): string =>
  serialiseKnowledge(knowledgeOf(readDataFolder(dir, at)));

/**
 * Compiles data/ of a checkout, and writes the compiled file where that is allowed. `dir`: the path of data/ to print;
 * `at`: the path to read. Throws UserError with every problem.
 */
export function recompile(dir: string, at: string, compiled: string): string {
  const text = compileFolder(dir, at);
  const beside = `${compiled}.${process.pid}`;
  try {
    // Replaced at once, and with a new time: another netvet may be reading the old file.
    writeFileSync(beside, text);
    renameSync(beside, compiled);
  } catch {
    // The file has another owner, or is open elsewhere: the next run compiles again.
    trying(() => {
      rmSync(beside, { force: true });
    }, undefined);
  }
  return text;
}

/** Makes knowledge of the files of a data folder. Throws UserError with every problem. */
export function knowledgeOf(files: DataFiles): Knowledge {
  const { raw, problems } = readData(files);
  if (problems.length > 0) throw new UserError(problems);
  return assembleKnowledge(raw);
}
