import { within } from '../../core/dates.ts';
import type { Affiliate } from '../../knowledge/vendor.ts';
import { padded } from '../cells/cells.ts';
import type { PreparedEntry } from '../prepare.ts';
import type { Answer, Case } from './question.ts';
import { listed, SILENT } from './question.ts';

/** A brand is not another company, and a company that was renamed is the same one. */
const SAME_COMPANY = new Set(['brand', 'renamed', 'formerly']);

/**
 * Whether the entry reaches the company that was met. An affiliate named by an entry of its own is reached by that
 * entry whatever its owner; otherwise the relation must hold on the day, and the entry must reach affiliates.
 */
export function affiliateQuestion(of: Case): Answer {
  const { identification, prepared, vendors, day } = of;
  const { entry } = prepared;
  const vendor = identification.vendor;
  const met = vendor?.affiliate ?? null;
  if (vendor === null || met === null || entry.vendor === `${vendor.id}/${met.id}`) return null;
  const affiliate = vendors.get(vendor.id)?.affiliates.find(({ id }) => id === met.id);
  if (affiliate !== undefined && !within(day, affiliate.from, affiliate.until)) {
    return listed(relationText(affiliate, vendor.name, day));
  }
  if (entry.affiliates === 'included' || SAME_COMPANY.has(met.relation)) return null;
  if (prepared.named.has(`${vendor.id}/${met.id}`)) return SILENT;
  if (entry.affiliates === 'excluded')
    return listed(`affiliates are not included, and ${met.name} is one of ${vendor.name}'s`);
  if (isNamed(prepared, [met.name, ...(affiliate?.names.map(({ name }) => name) ?? [])])) return null;
  return listed(`the list names affiliates one by one, and ${met.name} is not among those in this file`);
}

function isNamed({ printed }: PreparedEntry, names: readonly string[]): boolean {
  return names.some((name) => printed.some((text) => text.includes(padded(name))));
}

function relationText({ name, from, until, relation }: Affiliate, owner: string, day: string): string {
  if (from !== null && day < from) return `${name} belongs to ${owner} only from ${from}`;
  return `${name} was ${owner}'s until ${until ?? day}${relation === 'sold' ? ', then sold' : ''}`;
}
