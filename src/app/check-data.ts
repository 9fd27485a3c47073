import type { Day } from '../core/dates.ts';
import type { Complaint } from '../core/errors.ts';
import { wholeFile } from '../core/errors.ts';
import { checkShown } from '../knowledge/check-vendors.ts';
import type { DataFiles, RawKnowledge } from '../knowledge/data.ts';
import { assembleKnowledge, readData } from '../knowledge/data.ts';
import { plural } from '../report/phrases.ts';
import type { Reading } from '../yaml/read.ts';
import { TABLE_NAMES } from '../words/tables.ts';
import { checkListExamples, checkSentences, checkVendorExamples } from './check-examples.ts';

/**
 * Checks the files of data/: each, all against each other, and by their examples. `today`: no source was read on a day
 * after it. Never throws for bad data. `notes`: what those who keep it should know, and is no mistake.
 */
export function checkData(
  files: DataFiles,
  today: Day,
): { readonly raw: RawKnowledge; readonly complaints: readonly Complaint[]; readonly notes: readonly string[] } {
  const { raw, reading } = readData(files);
  checkAreThere(files, reading);
  checkNotToCome([...raw.lists, ...raw.exemptions], today, reading);
  if (reading.complaints.length > 0) {
    const notes = ['the examples of vendors and lists are run when this is mended'];
    return { raw, complaints: reading.complaints, notes };
  }
  const knowledge = assembleKnowledge(raw);
  checkShown(raw.vendors, knowledge.words, knowledge.macPrefixes, reading);
  checkVendorExamples(raw.vendors, knowledge, reading);
  checkSentences(raw.words, knowledge, reading);
  checkListExamples(raw.lists, knowledge.lists, knowledge, reading);
  return { raw, complaints: reading.complaints, notes: withoutCountry(raw) };
}

/** What is not there would be passed over: a word table, profiles, prefixes. */
function checkAreThere({ words, profiles, macPrefixes, lists }: DataFiles, reading: Reading): void {
  const folder = lists[0]?.path.replace(/lists\/[^/]*$/, '') ?? 'data/';
  const missing = [
    ...TABLE_NAMES.map((name) => `words/${name}.yaml`).filter(
      (path) => !words.some((file) => file.path.endsWith(path)),
    ),
    ...(profiles === null ? ['profiles.yaml'] : []),
    ...(macPrefixes === null ? ['mac-prefixes.txt'] : []),
  ];
  for (const path of missing) reading.complain(wholeFile(folder + path), 'is not there');
}

/** Nobody has read a source of a day to come. */
export function checkNotToCome(
  files: readonly { readonly checked: string | null }[],
  today: string,
  reading: Reading,
): void {
  for (const file of files) {
    if (file.checked === null || file.checked <= today) continue;
    reading.complain(reading.at(file, 'checked'), `checked ${file.checked}, a day to come`, 'is the year right?');
  }
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
