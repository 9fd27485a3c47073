import { within } from '../core/dates.ts';
import { fold, words } from '../core/text.ts';
import { anyMet, cellsOf, padded } from './cells.ts';
import { productCells } from './models.ts';
import type { Answer, Case, PreparedEntry } from './question.ts';
import { needs } from './question.ts';

type Prepared = PreparedEntry['exemptions'][number];

/**
 * Whether an exception covers this maker's model on this day. One that has run out is named with the ban, so that
 * the reader sees why yesterday's answer was another.
 */
export function exemptionQuestion(of: Case): Answer {
  const products = productCells(of.record);
  const ofMaker = of.exemptions.filter(({ exemption }) => exemption.vendor === null || isMaker(of, exemption.vendor));
  const onDay = ofMaker.filter(({ exemption }) => within(of.day, exemption.from, exemption.until));
  const holding = onDay.find(({ models }) => models.length === 0 || anyMet(models, products));
  if (holding !== undefined) {
    const { citation, until, note } = holding.exemption;
    return { kind: 'exempt', because: note, exemption: { citation, until } };
  }
  const [open] = onDay;
  if (open !== undefined && products.length === 0) {
    return needs('model', `${open.exemption.citation} exempts some of this maker's models, and the row has no model`);
  }
  return expired(
    of,
    ofMaker.filter(({ models }) => models.length === 0 || anyMet(models, products)),
  );
}

function expired({ day }: Case, exemptions: readonly Prepared[]): Answer {
  const last = exemptions
    .map(({ exemption }) => exemption)
    .filter(({ until }) => until !== null && until < day)
    .toSorted((a, b) => ((a.until ?? '') < (b.until ?? '') ? 1 : -1))[0];
  if (last === undefined) return null;
  const note = last.note === null ? '' : ` (${last.note})`;
  return { kind: 'remark', because: `the exemption ${last.citation} ran until ${last.until ?? ''}${note}` };
}

/** Makers of exempt products are mostly not banned vendors, so the maker cell itself is compared with the id and names. */
function isMaker({ identification, all, record, vendors }: Case, id: string): boolean {
  if ([identification, ...all].some(({ vendor }) => vendor?.id === id)) return true;
  const known = vendors.get(id);
  const names = [id, ...(known === undefined ? [] : [known.name, ...known.names.map(({ name }) => name)])].map(padded);
  return cellsOf(record, 'vendor').some((cell) => {
    const maker = ` ${words(fold(cell)).join(' ')} `;
    return names.some((name) => maker.startsWith(name));
  });
}
