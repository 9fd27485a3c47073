import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Complaint } from '../core/errors.ts';
import { UserError } from '../core/errors.ts';
import { fileError, systemCode } from '../core/file-error.ts';
import { assembleKnowledge } from '../knowledge/assemble.ts';
import { checkLayout, layoutOf } from '../knowledge/check-layout.ts';
import { isShipped } from '../knowledge/check-lists.ts';
import { checkShown } from '../knowledge/check-shown.ts';
import { readData } from '../knowledge/data.ts';
import { readDataFolder } from '../knowledge/folder.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { loadDataFolder, MANIFEST } from '../knowledge/manifest.ts';
import type { Validation } from '../knowledge/validate.ts';
import { readTexts, validateFiles } from '../knowledge/validate.ts';
import { parseYaml } from '../yaml/parse.ts';
import { checkListExamples, checkVendorExamples } from './check-examples.ts';
import type { Host } from './host.ts';
import { readListFiles } from './list-table.ts';

/**
 * Everything that is wrong with lists, vendors, exemptions, profiles and word tables, and with whole data folders: all
 * that the tests of data/ hold. A folder that is no data folder stands for the files in it.
 */
export async function validate(paths: readonly string[], sources: readonly string[], host: Host): Promise<Validation> {
  const folders = paths.filter((path) => isDataFolder(resolve(host.cwd, path)));
  const others = paths.filter((path) => !folders.includes(path)).flatMap((path) => filesIn(path, host.cwd));
  const ofFolders = folders.map((folder) => ({
    path: folder,
    kind: 'data folder' as const,
    complaints: validateDataFolder(folder, resolve(host.cwd, folder), host.today),
  }));
  const ofFiles = await validateOwn(others, sources, await host.knowledge(), host);
  return {
    files: [...ofFolders.map(({ path, kind }) => ({ path, kind })), ...ofFiles.files],
    complaints: [...ofFolders.flatMap(({ complaints }) => complaints), ...ofFiles.complaints],
  };
}

/** All mistakes of a data folder: against its manifest, where it has one, and by its examples. */
export function validateDataFolder(shown: string, dir: string, asOf: string): readonly Complaint[] {
  try {
    if (existsSync(`${dir}/${MANIFEST}`)) loadDataFolder(shown, dir);
    const files = readDataFolder(shown.replace(/[/\\]+$/, ''), dir);
    const { raw, reading, complaints } = readData(files);
    if (complaints.length === 0) {
      const knowledge = assembleKnowledge(raw);
      checkShown(raw.vendors, knowledge.words.legalForms, knowledge.macPrefixes, reading);
      checkVendorExamples(raw.vendors, knowledge, reading);
      checkListExamples(raw.lists, knowledge.lists, knowledge, { asOf, complete: true }, reading);
      for (const file of [...files.vendors, ...files.lists, ...files.exemptions, files.profiles])
        if (file !== null) checkLayout(file, reading);
    }
    return reading.complaints;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return error.complaints;
  }
}

async function validateOwn(
  paths: readonly string[],
  sources: readonly string[],
  knowledge: Knowledge,
  host: Host,
): Promise<Validation> {
  const read = await readListFiles(paths, sources, knowledge, host);
  const checked = validateFiles(read.files, knowledge);
  const { reading, vendors, lists, known } = checked;
  if (checked.complaints.length === 0) {
    const parts = { ...knowledge, vendors: known.vendors };
    for (const file of read.files) if ('text' in file) checkLayout(file, reading);
    checkShown(vendors, knowledge.words.legalForms, knowledge.macPrefixes, reading);
    if (vendors.length > 0) checkVendorExamples(vendors, parts, reading);
    const fileOf = new Map(known.lists.map(({ id, file }) => [id, file ?? '']));
    const [complete, own] = [true, false].map((is) => lists.filter(({ id }) => isShipped(fileOf.get(id) ?? '') === is));
    if (lists.length > 0) {
      checkListExamples(complete ?? [], known.lists, parts, { asOf: host.today, complete: true }, reading);
      checkListExamples(own ?? [], known.lists, parts, { asOf: host.today, complete: false }, reading);
    }
  }
  const kinds = new Map(checked.files.map(({ path, kind }) => [path, kind]));
  return {
    files: paths.map((path) => ({ path, kind: kinds.get(path) ?? null })),
    complaints: [...read.complaints, ...reading.complaints],
  };
}

/** Puts valid files of data/ into their layout. Returns the paths of those that were changed. */
export function fixLayout(paths: readonly string[], { cwd }: Pick<Host, 'cwd'>): readonly string[] {
  const { files } = readTexts(
    paths.flatMap((path) => filesIn(path, cwd)),
    cwd,
  );
  const changed = files.flatMap((file) => {
    const formatted = parseYaml(file).complaints.length > 0 ? null : layoutOf(file);
    return formatted === null || formatted === file.text ? [] : [{ ...file, text: formatted }];
  });
  for (const { path, text } of changed) writeFileSync(resolve(cwd, path), text);
  return changed.map(({ path }) => path);
}

function isDataFolder(dir: string): boolean {
  return existsSync(`${dir}/${MANIFEST}`) || (existsSync(`${dir}/vendors`) && existsSync(`${dir}/lists`));
}

function filesIn(path: string, cwd: string): readonly string[] {
  const names = entriesOf(resolve(cwd, path), path)?.filter((name) => /\.ya?ml$/i.test(name));
  if (names === undefined) return [path];
  if (names.length === 0) throw new UserError(`${path} holds no YAML file`, 'name a list or vendor file');
  return names.toSorted().map((name) => `${path.replace(/[/\\]+$/, '')}/${name}`);
}

/** What a folder holds; undefined for what is not a folder, or not there. */
function entriesOf(folder: string, shown: string): readonly string[] | undefined {
  try {
    return statSync(folder).isDirectory() ? readdirSync(folder) : undefined;
  } catch (error) {
    // Node 24 takes a file in the middle of a path for nothing there as well, where it is not to throw.
    if (systemCode(error) === 'ENOENT') return undefined;
    throw fileError(error, shown, 'read');
  }
}
