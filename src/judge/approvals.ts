import { within, type Day } from '../core/dates.ts';
import type { FindingDesignation, Identification } from '../core/finding.ts';
import { MaskSet } from '../core/mask/mask-set.ts';
import { padded } from '../core/text.ts';
import type { Approval } from '../knowledge/list-shape.ts';
import type { Vendor } from '../knowledge/vendor.ts';
import { allWithin } from './days.ts';
import type { Row } from './row.ts';

export type PreparedApproval = ReturnType<typeof prepareApproval>;

/**
 * An approval with its masks compiled, and how a vendor cell may begin, as words. Holders of approvals are mostly not
 * banned vendors, so that a vendor file may be missing: the id is a name too.
 */
export function prepareApproval(approval: Approval, vendors: ReadonlyMap<string, Vendor>) {
  const vendor = approval.vendor === null ? undefined : vendors.get(approval.vendor);
  const known = vendor === undefined ? [] : [vendor.name, ...vendor.names.map(({ name }) => name)];
  const all = [approval.vendor, approval.holder, ...approval.names, ...known].filter((name) => name !== null);
  return { approval, models: new MaskSet(approval.models), makers: [...new Set(all.map(padded))] };
}

export type Approved =
  | { readonly kind: 'exempt'; readonly because: string | null; readonly exemption: FindingDesignation['exemption'] }
  | { readonly kind: 'model'; readonly because: string }
  | { readonly kind: 'ended'; readonly because: string };

/**
 * Whether an approval covers this vendor's model on the day of purchase, else on the judged day. One that has run out
 * is named, so that the reader sees why yesterday's answer was another.
 */
export function approvedBy(
  approvals: readonly PreparedApproval[],
  { row, all, asOf }: { readonly row: Row; readonly all: readonly Identification[]; readonly asOf: Day },
): Approved | null {
  const { bought } = row;
  const own = approvals.filter((one) => isOfMaker(one, row, all));
  if (own.length === 0) return null;
  // Some approvals name a class (DOCSIS 3.1 gateways): the category says it as well as the model.
  const cells = [...row.products, ...row.descriptions, ...row.cells('category')];
  const covers = ({ models }: PreparedApproval): boolean =>
    models.size === 0 || cells.some((cell) => models.matches(cell));
  const holds = ({ approval: { from, until } }: PreparedApproval): boolean =>
    bought.spans.length === 0 ? within(asOf, from, until) : allWithin(bought, from, until);
  const open = own.filter(holds);
  const holding = open.find(covers);
  if (holding !== undefined) {
    const { citation, until, note } = holding.approval;
    return { kind: 'exempt', because: note, exemption: { citation, until } };
  }
  const [first] = open;
  if (first !== undefined && row.products.length === 0) {
    const { citation } = first.approval;
    return { kind: 'model', because: `${citation} exempts some of this vendor's models, and the row has no model` };
  }
  const ended = own.filter((one) => covers(one) && one.approval.until !== null && one.approval.until < asOf);
  const [last] = ended.map(({ approval }) => approval).sort((a, b) => ((a.until ?? '') < (b.until ?? '') ? 1 : -1));
  if (last === undefined) return null;
  const note = last.note === null ? '' : ` (${last.note})`;
  return { kind: 'ended', because: `the exemption ${last.citation} ran until ${last.until ?? ''}${note}` };
}

/**
 * The vendor cell names the holder, or other evidence of the device does; without such a cell, the model begins with
 * it. A name in a note is not enough.
 */
function isOfMaker({ approval, makers }: PreparedApproval, row: Row, all: readonly Identification[]): boolean {
  const { vendor } = approval;
  if (vendor !== null && all.some((one) => one.vendor?.id === vendor && one.confidence !== 'possible')) return true;
  const said = row.makers.length > 0 ? row.makers : [...row.products, ...row.descriptions].map(padded);
  return said.some((maker) => makers.some((name) => maker.startsWith(name)));
}
