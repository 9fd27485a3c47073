import { padded } from '../cells/cells.ts';
import type { CompanyName } from '../prepare.ts';
import type { Answer, Case } from './question.ts';
import { listed, needs } from './question.ts';

/** What a row that holds a shared brand alone does not say. */
export const WHICH_COMPANY = 'which company';

/** A brand shared with a company that is not listed: the row has to say which of them it means. */
export function companyQuestion({ prepared: { companies }, row, identification }: Case): Answer {
  if (companies === null) return null;
  // A vendor matched by its own identifiers (a MAC registrant) shows which company it is as well as a cell does.
  const met = identification.vendor?.affiliate?.name;
  const own = met === undefined ? [] : [padded(met)];
  const isListed = nameIn(companies.listed, [...row.readable, ...own]);
  // Free text takes nothing back: who is not listed says so in the vendor cell.
  const isOther = nameIn(companies.notListed, [...row.makers, ...own]);
  if (isListed !== undefined) return null;
  if (isOther !== undefined) return listed(`${isOther.name} is not the listed company`);
  const brand = identification.vendor?.name ?? 'the brand';
  return needs(
    WHICH_COMPANY,
    `${brand} may be ${either(companies.listed)} (listed) or ${either(companies.notListed)} (not listed)`,
  );
}

function nameIn(names: readonly CompanyName[], cells: readonly string[]): CompanyName | undefined {
  return names.find(({ words }) => cells.some((cell) => cell.includes(words)));
}

function either(names: readonly CompanyName[]): string {
  return names.length === 0 ? 'another company' : names.map(({ name }) => name).join(' or ');
}
