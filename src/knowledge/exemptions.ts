import { suggest } from '../core/distance.ts';
import { sha256 } from '../core/fingerprint.ts';
import { compact } from '../yaml/read.ts';
import type { Reading } from '../yaml/read.ts';
import type { Approvals, BanList, Exemption } from './ban-list.ts';
import { checkSpan } from './check-dates.ts';
import { checkRef } from './check-lists.ts';
import type { RawExemptions } from './list-shape.ts';
import { exemptionsShape } from './list-shape.ts';
import type { VendorIndex } from './vendor-index.ts';

/** Each file names a list and categories that it has, and who holds what. */
export function checkExemptions(
  files: readonly RawExemptions[],
  lists: readonly { readonly id: string; readonly entries: readonly { readonly category: string | null }[] }[],
  known: VendorIndex,
  reading: Reading,
): void {
  for (const file of files) {
    const list = lists.find(({ id }) => id === file.of);
    const ids = lists.map(({ id }) => id);
    if (list === undefined) reading.complain(reading.at(file, 'of'), `unknown list ${file.of}`, suggest(file.of, ids));
    for (const entry of file.entries) {
      checkSpan(entry, reading);
      if (entry.vendor !== null) checkRef(entry.vendor, entry, 'vendor', known, reading);
      if (entry.vendor === null && (entry.holder === null || entry.names.length === 0)) {
        reading.complain(reading.at(entry), 'nobody holds this approval', 'name a vendor, or a holder and its names');
      }
      if (list?.entries.every(({ category }) => category !== entry.category) === true) {
        const message = `${file.of} has no entry for the category ${entry.category}`;
        reading.complain(reading.at(entry, 'category'), message, null);
      }
    }
  }
}

/** The list with the exemptions of its files, in their order, at the entries of their categories. */
export function withExemptions(list: BanList, files: readonly RawExemptions[]): BanList {
  const own = files.filter(({ of }) => of === list.id);
  if (own.length === 0) return list;
  const of = (category: string | null): readonly Exemption[] =>
    own.flatMap(({ entries }) => entries.filter((entry) => entry.category === category).map(toExemption));
  const said = own.map((file) => compact(file, exemptionsShape));
  return {
    ...list,
    approvals: own.map(toApprovals),
    entries: list.entries.map((entry) => ({ ...entry, exemptions: [...entry.exemptions, ...of(entry.category)] })),
    sha256: sha256(JSON.stringify([list.sha256, said])),
  };
}

function toApprovals({ id, title, checked, changesEvery, entries }: RawExemptions): Approvals {
  return { id, title, checked, changesEvery, categories: [...new Set(entries.map(({ category }) => category))] };
}

function toExemption(entry: RawExemptions['entries'][number]): Exemption {
  const { holder, vendor, names, models, from, until, citation, note, verified } = entry;
  return { vendor, holder, names, models, from, until, citation, note, verified };
}
