import { suggest } from '../core/distance.ts';
import { sha256 } from '../core/fingerprint.ts';
import { compact } from '../yaml/read.ts';
import type { Reading } from '../yaml/read.ts';
import type { Approval, BanList, ExemptionFile } from './ban-list.ts';
import { checkRef } from './check-lists.ts';
import { exemptionsShape } from './list-shape.ts';
import type { VendorIndex } from './vendor-index.ts';

/** Each file names a list and kinds of things that it has, and who holds what. */
export function checkExemptions(
  files: readonly ExemptionFile[],
  lists: readonly { readonly id: string; readonly entries: readonly { readonly thing: string | null }[] }[],
  known: VendorIndex,
  reading: Reading,
): void {
  for (const file of files) {
    const list = lists.find(({ id }) => id === file.of);
    const ids = lists.map(({ id }) => id);
    if (list === undefined) reading.complain(reading.at(file, 'of'), `unknown list ${file.of}`, suggest(file.of, ids));
    for (const [thing, approvals] of Object.entries(file.approvals)) {
      if (list?.entries.every((entry) => entry.thing !== thing) === true)
        reading.complain(reading.at(file.approvals, thing), `${file.of} does not name the thing ${thing}`);
      for (const approval of approvals ?? []) checkApproval(approval, known, reading);
    }
  }
}

function checkApproval(approval: Approval, known: VendorIndex, reading: Reading): void {
  const { vendor, holder, names, from, until } = approval;
  if (from !== null && until !== null && until < from)
    reading.complain(reading.at(approval, 'until'), `until ${until} is before from ${from}`);
  if (vendor === null && (holder === null || names.length === 0))
    reading.complain(reading.at(approval), 'nobody holds this approval', 'name a vendor, or a holder and its names');
  if (vendor === null) return;
  checkRef(vendor, approval, 'vendor', known, reading);
  const other = holder === null ? null : known.named(holder);
  if (other !== null && other !== vendor)
    reading.complain(reading.at(approval, 'holder'), `${holder ?? ''} is ${other}, and the vendor is ${vendor}`);
}

/** The list with its files of approvals. */
export function withExemptions(list: BanList, files: readonly ExemptionFile[]): BanList {
  const own = files.filter(({ of }) => of === list.id);
  if (own.length === 0) return list;
  const said = own.map((file) => compact(file, exemptionsShape));
  return { ...list, approvals: own, sha256: sha256(JSON.stringify([list.sha256, said])) };
}
