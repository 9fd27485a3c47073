import type { Day } from '../core/dates.ts';
import { UserError } from '../core/errors.ts';
import { FIELDS, type Field } from '../core/fields.ts';
import { STATUSES, atLeast } from '../core/finding.ts';
import { compileIdentifier } from '../identify/compile.ts';
import type { IdentifierParts } from '../identify/kinds/finder.ts';
import { Judge } from '../judge/judge.ts';
import type { BanList } from '../knowledge/ban-list.ts';
import { checkProfiles } from '../knowledge/check-lists.ts';
import { checkShown, checkVendors, commonWord } from '../knowledge/check-vendors.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { exemptionsShape, profilesShape, type RawList } from '../knowledge/list-shape.ts';
import { readLists, resolveLists, type ListTable } from '../knowledge/user-lists.ts';
import { vendorShape, type RawVendor } from '../knowledge/vendor.ts';
import { shellWord } from '../report/escape.ts';
import { readWords } from '../words/tables.ts';
import type { Words } from '../words/words.ts';
import type { Node } from '../yaml/node.ts';
import { parseYaml, type TextFile } from '../yaml/parse.ts';
import { parseInto, Reading, readFile } from '../yaml/read.ts';
import { rowOf, type Asset } from './asset.ts';
import type { Files, Host } from './host.ts';
import { IGNORED_FILES } from './inputs.ts';
import { readListFiles } from './list-table.ts';

type FileKind = 'list' | 'vendor' | 'exemptions' | 'word table' | 'profiles';

/** Runs `validateFiles` on files, and on all YAML files of folders. Throws UserError for a folder without any. */
export async function validate(paths: readonly string[], sources: readonly string[], host: Host) {
  const named = paths.flatMap((path) => {
    const found = filesIn(path, host.files);
    if (found.length === 0) throw new UserError(`${path} holds no YAML file`, 'name a list or vendor file');
    return found;
  });
  const knowledge = await host.knowledge();
  const read = await readListFiles(named, sources, knowledge, host.files);
  const { kinds, problems } = validateFiles(read.files, knowledge, host.today);
  return {
    files: named.map((path) => ({ path, kind: kinds.get(path) ?? null })),
    problems: [...read.problems, ...problems],
  };
}

/**
 * Everything that is wrong with lists, vendors, exemptions and profiles (recognised by their keys), by the checks that
 * data/ has to pass too, and with the shape of word tables. A file of data/ replaces what is shipped under its name.
 * `kinds`: by path; null for a file of none. Never throws for bad files.
 */
export function validateFiles(files: readonly (TextFile | ListTable)[], knowledge: Knowledge, today: Day) {
  const kinds = new Map(files.map((file) => [file.path, 'root' in file ? 'list' : kindOf(file)]));
  const texts = files.filter((file) => 'text' in file);
  const ofKind = (wanted: FileKind): TextFile[] => texts.filter(({ path }) => kinds.get(path) === wanted);
  const paths = files.map(({ path }) => `/${path.replaceAll('\\', '/')}`);
  const notReplaced = <T extends { readonly file: string | null }>(items: readonly T[]): readonly T[] =>
    items.filter(({ file }) => file === null || !paths.some((path) => path.endsWith(`/${file}`)));

  const reading = new Reading();
  const vendors = ofKind('vendor').flatMap((file) => readFile(file, vendorShape, reading) ?? []);
  const shippedVendors = notReplaced(knowledge.vendors);
  const { categories = knowledge.words.tables.categories } = readWords(ofKind('word table'), reading);
  const things = categories.map(({ id }) => id);
  checkVendors([...shippedVendors, ...vendors], things, reading);
  for (const file of texts.filter(({ path }) => kinds.get(path) === null)) {
    const place = parseInto(reading, file)?.place;
    if (place !== undefined) reading.addProblem(place, 'is neither a list, a vendor nor exemptions', KEYS);
  }
  const allVendors = [...shippedVendors, ...vendors.map((vendor) => ({ ...vendor, file: null }))];
  const listFiles = files.filter(({ path }) => kinds.get(path) === 'list');
  const base = { ...knowledge, vendors: allVendors, lists: notReplaced(knowledge.lists) };
  const exemptions = ofKind('exemptions').flatMap((file) => readFile(file, exemptionsShape, reading) ?? []);
  const approvals = knowledge.lists.flatMap((list) => list.approvals.filter((file) => file.of === list.id));
  const approvalFiles = [...exemptions, ...approvals.filter(({ id }) => !exemptions.some((file) => file.id === id))];
  const { lists: userLists, raws } = readLists(listFiles, base, reading, approvalFiles);
  const lists = [...userLists.map(({ list }) => list), ...base.lists];
  for (const file of ofKind('profiles')) checkProfiles(readFile(file, profilesShape, reading) ?? [], lists, reading);
  if (reading.problems.length === 0) {
    const resolved = resolveLists(base, userLists);
    const parts = { ...knowledge, vendors: resolved.vendors };
    checkShown(vendors, knowledge.words, knowledge.macPrefixes, reading);
    checkNamesOfLists(raws, knowledge.words, reading);
    if (vendors.length > 0) checkVendorExamples(vendors, parts, reading);
    checkListExamples(raws, resolved.lists, parts, reading);
    checkNotToCome(raws, today, reading);
  }
  return { kinds, problems: reading.problems };
}

/** Refuses vendors that a list describes by a common word of inventories: every row with it would be found. */
function checkNamesOfLists(lists: readonly RawList[], words: Words, reading: Reading): void {
  for (const { vendor, exact } of lists.flatMap(({ entries }) => entries)) {
    const what = vendor?.name == null || exact ? null : commonWord(vendor.name, words);
    if (vendor === null || what === null) continue;
    const hint = 'every row that says so would be found; if a company is called that: exact: true';
    reading.addProblem(reading.at(vendor, 'name'), `${vendor.name ?? ''} is ${what}, taken for a vendor`, hint);
  }
}

const KEYS =
  'a list has id, title and entries; a vendor id, name and names; exemptions have of; ' +
  'netvet waivers validate checks waivers';
const KEYS_OF_KIND: readonly (readonly [FileKind, readonly string[]])[] = [
  ['exemptions', ['of', 'approvals']],
  ['list', ['entries', 'vendors', 'title', 'jurisdiction', 'binds', 'checked', 'rules', 'adopts']],
  ['vendor', ['names', 'brands', 'identifiers', 'makes', 'affiliates', 'relabels', 'sells', 'lookAlikes']],
];

function kindOf(file: TextFile): FileKind | null {
  if (/(?:^|[/\\])words[/\\][^/\\]+$/.test(file.path)) return 'word table';
  const { root } = parseYaml(file);
  const isProfile = (item: Node): boolean =>
    item.kind === 'map' && !item.entries.has('vendor') && !item.entries.has('name');
  if (root?.kind === 'list') return root.items.length > 0 && root.items.every(isProfile) ? 'profiles' : 'list';
  if (root?.kind !== 'map') return null;
  return KEYS_OF_KIND.find(([, keys]) => keys.some((key) => root.entries.has(key)))?.[0] ?? null;
}

function filesIn(path: string, files: Files): readonly string[] {
  const entries = files.entries(path);
  if (entries === null) return [path];
  const within = path.replace(/[/\\]+$/, '');
  return entries.flatMap(({ name, kind }) => {
    const isOurs = !IGNORED_FILES.test(name) && (kind === 'folder' || /\.ya?ml$/i.test(name));
    return isOurs ? filesIn(`${within}/${name}`, files) : [];
  });
}

/** Refuses a `checked` in the future: nobody has read a source of that day. */
export function checkNotToCome(files: readonly Pick<RawList, 'checked'>[], today: string, reading: Reading): void {
  for (const file of files) {
    if (file.checked === null || file.checked <= today) continue;
    reading.addProblem(reading.at(file, 'checked'), `checked ${file.checked}, a day to come`, 'is the year right?');
  }
}

/** Runs the examples of vendor files: what must be found, with which grade and affiliate, and what must not. */
export function checkVendorExamples(vendors: readonly RawVendor[], parts: IdentifierParts, reading: Reading): void {
  const identifier = compileIdentifier(parts);
  for (const { id, examples } of vendors) {
    for (const example of [...examples.match, ...examples.noMatch]) {
      const hit = identifier.identify(rowOf(example)).find((one) => one.vendor?.id === id);
      const affiliate = hit?.vendor?.affiliate?.id ?? null;
      const { confidence = hit?.confidence ?? 'possible', affiliate: wanted = affiliate } = example;
      const isWanted = examples.match.includes(example);
      // The confidence of a `noMatch` is the grade that the row must not reach.
      const isRight = isWanted
        ? hit?.confidence === confidence && affiliate === wanted
        : hit === undefined || !atLeast(hit.confidence, confidence);
      if (isRight) continue;
      const what = isWanted ? `an example of ${id}` : `a row that must not be found as ${id}`;
      const how = hit === undefined ? 'not found' : `found as ${[hit.confidence, affiliate ?? ''].join(' ').trim()}`;
      const [text = ''] = FIELDS.flatMap((field) => example[field as keyof typeof example] ?? []);
      reading.addProblem(reading.at(example), `${what} is ${how}`, `netvet explain ${shellWord(text)}`);
    }
  }
}

/** Runs the examples of lists: the strongest status of a row, under the rules that it names, on its day. */
export function checkListExamples(
  raws: readonly RawList[],
  lists: readonly BanList[],
  parts: IdentifierParts,
  reading: Reading,
): void {
  const identifier = compileIdentifier(parts);
  for (const raw of raws) {
    const tried = lists.filter(({ id }) => id === raw.id);
    for (const example of raw.examples) {
      const only = example.rules && new Set(example.rules);
      const choice = { only, holds: new Set<string>(), named: only ?? new Set<string>() };
      const options = { asOf: example.on, rules: new Map([[raw.id, choice]]) };
      const judge = new Judge(tried, parts.vendors, parts.words, options);
      const record = rowOf(cellsOf(example.row, parts.words));
      const found = identifier.identify(record);
      const statuses = found.flatMap((one) => judge.judge(one, record, found)?.status ?? []);
      const status = STATUSES.find((one) => statuses.includes(one)) ?? 'none';
      if (status === example.status) continue;
      const message = `the example "${example.row}" is ${status} on ${example.on}, not ${example.status}`;
      reading.addProblem(reading.at(example, 'status'), message);
    }
  }
}

/** `Hikvision DS-2CD2143G0-I, camera, China, acquired 2021-05-10`: a vendor with its model, then what else is known. */
function cellsOf(row: string, words: Words): Asset {
  const [model = '', ...others] = row.split(/,\s+/);
  const cells: Partial<Record<Field, string>> = { model };
  for (const other of others) {
    const day = /^(acquired|authorised|made) (.+)$/.exec(other);
    if (day !== null) cells[day[1] as Field] = day[2] ?? '';
    else if (words.countries().parse(other).complete) cells.country = other;
    else cells.category = other;
  }
  return cells;
}
