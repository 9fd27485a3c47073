// What is wrong with a whole data folder, for those who keep data/: its files, all together, and by their examples.
import { checkListExamples, checkNotToCome, checkVendorExamples } from '../../src/app/validate.ts';
import { rowOf } from '../../src/app/asset.ts';
import type { Day } from '../../src/core/dates.ts';
import { wholeFile } from '../../src/core/errors.ts';
import { compileIdentifier } from '../../src/identify/compile.ts';
import type { IdentifierParts } from '../../src/identify/kinds/finder.ts';
import { checkShown } from '../../src/knowledge/check-vendors.ts';
import { readData, type DataFiles, type RawKnowledge } from '../../src/knowledge/data.ts';
import { plural } from '../../src/report/phrases.ts';
import { SENTENCES, TABLE_NAMES, type RawWords } from '../../src/words/tables.ts';
import type { Reading } from '../../src/yaml/read.ts';
import { checkWords } from './check-words.ts';

/**
 * Checks the files of data/: each, all together, and by their examples. `notes`: what is no mistake; `knowledge`: null
 * where there is a problem before the examples. Never throws.
 */
export function checkData(files: DataFiles, today: Day) {
  const { raw, reading, knowledge: make } = readData(files);
  checkAreThere(files, reading);
  if (reading.problems.length === 0) checkWords(raw.words, reading);
  checkPublications(raw, reading);
  checkNotToCome([...raw.lists, ...raw.exemptions], today, reading);
  const { problems } = reading;
  const unrun = ['the examples of vendors and lists are run when this is mended'];
  if (problems.length > 0) return { raw, knowledge: null, problems, notes: unrun };
  const knowledge = make();
  checkShown(raw.vendors, knowledge.words, knowledge.macPrefixes, reading);
  checkVendorExamples(raw.vendors, knowledge, reading);
  checkSentences(raw.words, knowledge, reading);
  checkListExamples(raw.lists, knowledge.lists, knowledge, reading);
  return { raw, knowledge, problems: reading.problems, notes: withoutCountry(raw) };
}

/** A word table that is not there would be passed over. */
function checkAreThere({ words, lists }: DataFiles, reading: Reading): void {
  const folder = lists[0]?.path.replace(/lists\/[^/]*$/, '') ?? 'data/';
  for (const path of TABLE_NAMES.map((name) => `words/${name}.yaml`))
    if (!words.some((file) => file.path.endsWith(path))) reading.addProblem(wholeFile(folder + path), 'is not there');
}

/** Official lists, and sources in them, that are said to be a list are one that there is. */
function checkPublications({ lists, words }: RawKnowledge, reading: Reading): void {
  const ids = lists.map(({ id }) => id);
  for (const one of [...(words.publications?.shipped ?? []), ...(words.publications?.files ?? [])])
    if (one.list !== null) reading.known(reading.at(one, 'list'), one.list, ids, `unknown list ${one.list}`);
}

/** Vendors of which a law that goes by their country leaves the row undetermined. */
function withoutCountry({ vendors, words }: RawKnowledge): readonly string[] {
  const { registered = [], seats = [] } = words.makers ?? {};
  const seated = new Set(seats.flatMap(({ of }) => of));
  const without = [
    ...vendors.filter(({ country }) => country === null).map(({ name }) => name),
    ...registered.map(({ name }) => name).filter((name) => !seated.has(name)),
  ];
  if (without.length === 0) return [];
  const what = `${plural(without.length, 'known vendor')} without a country, undetermined where a law goes by it`;
  return [`${what}: ${without.join(', ')} (a country in its vendor file, or seats in data/words)`];
}

/** Runs the sentences: what a text says of the vendor in it, in every language that has words that say so. */
function checkSentences({ sentences, negation }: RawWords, parts: IdentifierParts, reading: Reading): void {
  if (sentences === undefined) return;
  const identifier = compileIdentifier(parts);
  for (const key of SENTENCES) {
    const table = key.replace(/^not/, '').toLowerCase() as 'related' | 'origin' | 'accessory';
    const isTheirs = (table === 'origin') === (table === key);
    const missing = Object.keys(negation?.[table] ?? {}).filter((language) => !(language in sentences[key]));
    if (missing.length > 0)
      reading.addProblem(reading.at(sentences, key), `${key} has no sentence in ${missing.join(', ')}`);
    for (const list of Object.values(sentences[key]))
      for (const [index, text] of list.entries()) {
        const found = identifier.identify(rowOf({ text }));
        if (found.some(({ vendor, confidence }) => vendor !== null && confidence !== 'possible') === isTheirs) continue;
        const message = `"${text}" is ${isTheirs ? 'not ' : ''}read as a device of the vendor that it names`;
        reading.addProblem(reading.at(list, index), message);
      }
  }
}
