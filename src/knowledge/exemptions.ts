import { suggest } from '../core/distance.ts';
import { sha256 } from '../core/fingerprint.ts';
import { compact } from '../yaml/read.ts';
import type { Reading } from '../yaml/read.ts';
import type { Approval, BanList, ExemptionFile } from './ban-list.ts';
import { checkDays, checkRef } from './check-lists.ts';
import { exemptionsShape } from './list-shape.ts';
import type { VendorNames } from './vendor-names.ts';

/** Each file names a list and kinds of things that it has, and who holds what. */
export function checkExemptions(
  files: readonly ExemptionFile[],
  lists: readonly { readonly id: string; readonly entries: readonly { readonly thing: string | null }[] }[],
  known: VendorNames,
  reading: Reading,
): void {
  const ids = lists.map(({ id }) => id);
  for (const file of files) {
    const list = lists.find(({ id }) => id === file.of);
    if (list === undefined) reading.complain(reading.at(file, 'of'), `unknown list ${file.of}`, suggest(file.of, ids));
    for (const [thing, approvals] of Object.entries(file.approvals)) {
      if (list?.entries.every((entry) => entry.thing !== thing) === true)
        reading.complain(reading.at(file.approvals, thing), `${file.of} does not name the thing ${thing}`);
      for (const approval of approvals ?? []) checkApproval(approval, file.checked, known, reading);
    }
  }
}

function checkApproval(approval: Approval, seen: string, known: VendorNames, reading: Reading): void {
  const { vendor, holder, names } = approval;
  checkDays(approval, seen, reading);
  if (vendor === null && (holder === null || names.length === 0))
    reading.complain(reading.at(approval), 'nobody holds this approval', 'name a vendor, or a holder and its names');
  if (vendor !== null) checkRef(vendor, approval, 'vendor', known, reading);
  const other = holder === null ? null : known.otherThan(vendor ?? '', holder);
  if (other === null) return;
  const message = `${holder ?? ''} is ${other}, and the vendor is ${vendor ?? 'not named'}`;
  reading.complain(reading.at(approval, 'holder'), message, `vendor: ${other}`);
}

/** The list with its files of approvals. */
export function withExemptions(list: BanList, files: readonly ExemptionFile[]): BanList {
  const own = files.filter(({ of }) => of === list.id);
  if (own.length === 0) return list;
  const said = own.map((file) => compact(file, exemptionsShape));
  return { ...list, approvals: own, sha256: sha256(JSON.stringify([list.sha256, said])) };
}
