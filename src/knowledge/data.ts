import { existsSync, readdirSync, readFileSync } from 'node:fs';

import { sha256 } from '#runtime';
import { isDay } from '../core/dates.ts';
import { onPath, UserError } from '../core/errors.ts';
import { groupsOf } from '../core/groups.ts';
import type { TextFile } from '../yaml/parse.ts';
import { Reading, readFile } from '../yaml/read.ts';
import type { Shape } from '../yaml/shape.ts';
import { hashOf, type BanList } from './ban-list.ts';
import { checkFileName, checkProfiles } from './check-lists.ts';
import { checkVendors } from './check-vendors.ts';
import { FOLDERS } from './data-package.ts';
import { serialiseKnowledge, type Knowledge } from './knowledge.ts';
import { exemptionsShape, profilesShape } from './list-shape.ts';
import { vendorShape } from './vendor.ts';
import { readLists } from './user-lists.ts';
import { wordsFrom, type Words } from '../words/words.ts';
import { readWords, compileWords } from '../words/tables.ts';

/** The files of data/. */
export type DataFiles = Readonly<
  Record<(typeof FOLDERS)[number], readonly TextFile[]> & Record<'profiles' | 'macPrefixes', TextFile>
>;

/** What the files say, as their shapes read it, sorted by id. */
export type RawKnowledge = Readonly<ReturnType<typeof readData>['raw']>;

/**
 * Reads all shipped data, checks each file and all against each other. `reading`: where each value stands; `knowledge`
 * makes knowledge of files without a problem.
 */
export function readData(files: DataFiles) {
  const reading = new Reading();
  const words = readWords(files.words, reading);
  const vendors = readAll(files.vendors, vendorShape, reading);
  const exemptions = readAll(files.exemptions, exemptionsShape, reading);
  const profiles = readFile(files.profiles, profilesShape, reading) ?? [];
  const macPrefixes = parseMacPrefixes(files.macPrefixes, reading);
  const known = { vendors, lists: [], profiles: [], words: wordsFrom(compileWords(words)) };
  const kinds = known.words.kinds.map(({ id }) => id);
  checkVendors(vendors, kinds, reading);
  const read = readLists(files.lists, known, reading, exemptions);
  const lists = [...read.raws].sort(byId);
  checkProfiles(profiles, lists, reading);
  const raw = { vendors, lists, exemptions, profiles, macPrefixes, words };
  const banLists = read.lists.map(({ list }) => list).sort(byId);
  return { raw, reading, problems: reading.problems, knowledge: () => assembleKnowledge(raw, banLists, known.words) };
}

type WithId = Readonly<{ id: string }>;
const byId = (a: WithId, b: WithId): number => (a.id < b.id ? -1 : 1);

function readAll<T extends WithId>(files: readonly TextFile[], shape: Shape<T>, reading: Reading): readonly T[] {
  const read = files.flatMap((file) => {
    const value = readFile(file, shape, reading);
    if (value !== undefined) checkFileName(value, file.path, reading);
    return value ?? [];
  });
  return read.sort(byId);
}

const HEAD = /^# IEEE registry (\S+)$/;
const LINE = /^([0-9a-f]{6}|[0-9a-f]{7}|[0-9a-f]{9}) (\S.*)$/;

/** Reads `# IEEE registry YYYY-MM-DD`, then lines of `prefix registrant` by prefix; any other line is a problem. */
export function parseMacPrefixes({ path, text }: TextFile, reading: Reading) {
  const [first = '', ...lines] = text.trimEnd().split('\n');
  const date = HEAD.exec(first)?.[1] ?? '';
  const addProblem = (line: number, message: string): void => {
    reading.addProblem({ file: path, line, column: 1 }, message, 'expected sorted lines: 001a2b Registrant');
  };
  if (!isDay(date)) addProblem(1, 'the first line is not # IEEE registry YYYY-MM-DD');
  const prefixes: (readonly [string, string])[] = [];
  for (const [at, line] of lines.entries()) {
    const [, prefix = '', registrant = ''] = LINE.exec(line) ?? [];
    const [last] = prefixes.at(-1) ?? [''];
    if (prefix > last) prefixes.push([prefix, registrant]);
    else addProblem(at + 2, `not a prefix after ${last} and its registrant: ${line.slice(0, 60)}`);
  }
  return { date, prefixes };
}

function assembleKnowledge(raw: RawKnowledge, read: readonly BanList[], words: Words): Knowledge {
  const { profiles, macPrefixes } = raw;
  const vendors = raw.vendors.map((vendor) => ({ ...vendor, file: `data/vendors/${vendor.id}.yaml` }));
  const lists = read.map((list) => ({ ...list, file: `data/lists/${list.id}.yaml` }));
  const hash = hashOf([raw.vendors, macPrefixes.prefixes, words.tables]);
  // Prefixes by registrant, as they are looked up: to restore thousands of pairs would take 3 ms of every run.
  const registrants = Array.from(groupsOf(macPrefixes.prefixes, ([, registrant]) => registrant));
  const byRegistrant = registrants.map(([name, all]) => [name, all.map(([prefix]) => prefix).join(' ')] as const);
  const checked = [...raw.lists, ...raw.exemptions].flatMap((file) => file.checked ?? []);
  const [day = ''] = [...checked, macPrefixes.date].sort().reverse();
  const dataHash = sha256(JSON.stringify([hash, lists.map((list) => list.sha256), profiles]));
  return {
    ...{ vendors, lists, profiles, macPrefixes: Object.fromEntries(byRegistrant), words, sha256: hash },
    data: { path: null, day, sha256: dataHash },
  };
}

/** Reads a data folder, files by name. `dir`: the path to print; `at`: where it is. Throws UserError without it. */
export function readDataFolder(dir: string, at = dir): DataFiles {
  if (!existsSync(at)) throw new UserError(`${dir}: no such folder`);
  const read = (name: string): TextFile => {
    const path = `${dir}/${name}`;
    return { path, text: onPath(path, 'read', () => readFileSync(`${at}/${name}`, 'utf8')) };
  };
  const yamlFilesIn = (folder: string): readonly TextFile[] => {
    const names = existsSync(`${at}/${folder}`) ? readdirSync(`${at}/${folder}`).sort() : [];
    return names.filter((name) => name.endsWith('.yaml')).map((name) => read(`${folder}/${name}`));
  };
  const [vendors = [], lists = [], exemptions = [], words = []] = FOLDERS.map(yamlFilesIn);
  const [profiles, macPrefixes] = [read('profiles.yaml'), read('mac-prefixes.txt')];
  return { vendors, lists, exemptions, words, profiles, macPrefixes };
}

/** The compiled file's text for a data folder. Throws UserError with every problem. */
export const compileFolder = (dir: string, at = dir): string =>
  serialiseKnowledge(knowledgeOf(readDataFolder(dir, at)));

/** Makes knowledge of the files of a data folder. Throws UserError with every problem. */
export function knowledgeOf(files: DataFiles): Knowledge {
  const { problems, knowledge } = readData(files);
  if (problems.length > 0) throw new UserError(problems);
  return knowledge();
}
