import { sha256 } from '../core/fingerprint.ts';
import { Words } from '../words/words.ts';
import { compact } from '../yaml/read.ts';
import { withAdopted } from './adopt.ts';
import type { RawKnowledge } from './data.ts';
import type { Knowledge } from './knowledge.ts';
import { withExemptions } from './exemptions.ts';
import { byRegistrant } from './mac-prefixes.ts';
import { listHash, toList } from './to-list.ts';
import { toVendor } from './to-vendor.ts';
import { VendorIndex } from './vendor-index.ts';
import { vendorShape } from './vendor-shape.ts';
import { compileWords } from '../words/read-words.ts';

/** The newest day on which one of the files was checked. */
export function newestDay({ lists, exemptions, macPrefixes }: RawKnowledge): string {
  const checked = [...lists, ...exemptions].flatMap((file) => file.checked ?? []);
  return [...checked, macPrefixes.date].sort().at(-1) ?? macPrefixes.date;
}

/** Knowledge of what the files of data/ say. They must have been checked. */
export function assembleKnowledge(raw: RawKnowledge): Knowledge {
  const vendors = raw.vendors.map((vendor) => toVendor(vendor, `data/vendors/${vendor.id}.yaml`));
  const known = new VendorIndex(vendors);
  const plain = raw.lists.map((list) => {
    const own = toList(list, `data/lists/${list.id}.yaml`, listHash(list), (ref) => known.nameOf(ref));
    return withExemptions(own, raw.exemptions);
  });
  const lists = plain.map((list) => withAdopted(list, plain));
  const said = raw.vendors.map((vendor) => compact(vendor, vendorShape));
  const tables = compileWords(raw.words);
  const hash = sha256(JSON.stringify([said, raw.macPrefixes.prefixes, tables]));
  const { profiles } = raw;
  const macPrefixes = byRegistrant(raw.macPrefixes);
  const words = new Words(tables);
  const data = {
    path: null,
    day: newestDay(raw),
    sha256: sha256(JSON.stringify([hash, lists.map((list) => list.sha256), profiles])),
  };
  return { vendors, lists, profiles, macPrefixes, words, sha256: hash, data };
}
