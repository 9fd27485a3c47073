import { within } from '../../core/dates.ts';
import { anyMatches, padded } from '../cells/cells.ts';
import type { PreparedExemption } from '../prepare.ts';
import type { Answer, Case } from './question.ts';
import { needs } from './question.ts';

/**
 * Whether an exception covers this maker's model on this day. One that has run out is named with the ban, so that
 * the reader sees why yesterday's answer was another.
 */
export function exemptionQuestion(of: Case): Answer {
  const ofMaker = of.prepared.exemptions.filter((one) => isOfMaker(of, one));
  if (ofMaker.length === 0) return null;
  const { products } = of.row;
  // Some approvals name a class (DOCSIS 3.1 gateways): the category says it as well as the model.
  const cells = [...products, ...of.row.descriptions, ...of.row.cells('category')];
  const covers = ({ models }: PreparedExemption) => models.size === 0 || anyMatches(models, cells);
  const onDay = ofMaker.filter(({ exemption }) => within(of.day, exemption.from, exemption.until));
  const holding = onDay.find(covers);
  if (holding !== undefined) {
    const { citation, until, note } = holding.exemption;
    return { kind: 'exempt', because: note, exemption: { citation, until } };
  }
  const [open] = onDay;
  if (open !== undefined && products.length === 0) {
    return needs('model', `${open.exemption.citation} exempts some of this vendor's models, and the row has no model`);
  }
  return expired(of, ofMaker.filter(covers));
}

function expired({ day }: Case, exemptions: readonly PreparedExemption[]): Answer {
  const ended = exemptions.map(({ exemption }) => exemption).filter(({ until }) => until !== null && until < day);
  const last = ended.toSorted((a, b) => ((a.until ?? '') < (b.until ?? '') ? 1 : -1))[0];
  if (last === undefined) return null;
  const note = last.note === null ? '' : ` (${last.note})`;
  return { kind: 'remark', because: `the exemption ${last.citation} ran until ${last.until ?? ''}${note}` };
}

/**
 * The vendor cell names the holder, or other evidence of the device does; without such a cell, the model begins with
 * it. A name in a note is not enough.
 */
function isOfMaker({ all, row }: Case, { exemption, makers }: PreparedExemption): boolean {
  if (makers === null) return true;
  if (
    exemption.vendor !== null &&
    all.some((one) => one.vendor?.id === exemption.vendor && one.confidence !== 'possible')
  )
    return true;
  const said = row.makers.length > 0 ? row.makers : [...row.products, ...row.descriptions].map(padded);
  return said.some((maker) => makers.some((name) => maker.startsWith(name)));
}
