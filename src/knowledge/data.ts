import type { TextFile } from '../yaml/parse.ts';
import { Reading, readFile } from '../yaml/read.ts';
import type { Shape } from '../yaml/shape.ts';
import type { Complaint } from '../core/errors.ts';
import type { Profile } from './ban-list.ts';
import { checkAdoptions } from './check-adoptions.ts';
import { checkLists, checkProfiles, checkShippedLists } from './check-lists.ts';
import { checkFamilies, checkShippedVendors, checkVendors } from './check-vendors.ts';
import { checkExemptions } from './exemptions.ts';
import type { RawExemptions, RawList } from './list-shape.ts';
import { exemptionsShape, listShape, profilesShape } from './list-shape.ts';
import type { MacRegistry } from './mac-prefixes.ts';
import { parseMacPrefixes } from './mac-prefixes.ts';
import type { RawVendor } from './vendor-shape.ts';
import { VendorIndex } from './vendor-index.ts';
import { vendorShape } from './vendor-shape.ts';
import { readWords } from '../words/read-words.ts';
import type { RawWords } from '../words/tables.ts';

/** The files of data/. */
export interface DataFiles {
  readonly vendors: readonly TextFile[];
  readonly lists: readonly TextFile[];
  readonly exemptions: readonly TextFile[];
  readonly profiles: TextFile | null;
  readonly macPrefixes: TextFile | null;
  /** Word tables, by the name of their file. */
  readonly words: readonly TextFile[];
}

/** What the files say, in the terms of their shapes, sorted by id: what is compiled. */
export interface RawKnowledge {
  readonly vendors: readonly RawVendor[];
  readonly lists: readonly RawList[];
  readonly exemptions: readonly RawExemptions[];
  readonly profiles: readonly Profile[];
  readonly macPrefixes: MacRegistry;
  readonly words: RawWords;
}

export interface ReadData {
  readonly raw: RawKnowledge;
  /** Where each value stands. */
  readonly reading: Reading;
  readonly complaints: readonly Complaint[];
}

/** Reads and checks all shipped data, each file and all against each other. Pure; never throws for bad data. */
export function readData(files: DataFiles): ReadData {
  const reading = new Reading();
  const vendors = readAll(files.vendors, vendorShape, reading);
  const lists = readAll(files.lists, listShape, reading);
  const exemptions = readAll(files.exemptions, exemptionsShape, reading);
  const profiles = files.profiles === null ? [] : (readFile(files.profiles, profilesShape, reading) ?? []);
  const macPrefixes =
    files.macPrefixes === null ? { date: '1970-01-01', prefixes: [] } : parseMacPrefixes(files.macPrefixes, reading);
  const words = readWords(files.words, reading);
  checkVendors(vendors, reading);
  checkShippedVendors(vendors, reading);
  checkFamilies(vendors, () => words.categories ?? [], reading);
  const known = new VendorIndex(vendors);
  checkLists(lists, known, reading);
  checkShippedLists(lists, known, reading);
  checkAdoptions(lists, lists, reading);
  checkExemptions(exemptions, lists, known, reading);
  checkProfiles(
    profiles,
    lists.map(({ id }) => id),
    reading,
  );
  return { raw: { vendors, lists, exemptions, profiles, macPrefixes, words }, reading, complaints: reading.complaints };
}

function readAll<T extends { readonly id: string }>(
  files: readonly TextFile[],
  shape: Shape<T>,
  reading: Reading,
): T[] {
  const read = files.flatMap((file) => {
    const value = readFile(file, shape, reading);
    if (value !== undefined && !file.path.endsWith(`/${value.id}.yaml`)) {
      reading.complain(
        reading.at(value, 'id'),
        `the id ${value.id} is not the name of its file`,
        `expected ${value.id}.yaml`,
      );
    }
    return value === undefined ? [] : [value];
  });
  return read.sort((a, b) => (a.id < b.id ? -1 : 1));
}
