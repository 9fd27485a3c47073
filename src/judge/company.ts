import { padded, readableCells } from './cells.ts';
import type { Answer, Case } from './question.ts';
import { listed, needs } from './question.ts';

/** A brand shared with a company that is not listed: the row has to say which of them it means. */
export function companyQuestion({ entry, record, identification }: Case): Answer {
  const which = entry.whichCompany;
  if (which === null) return null;
  // A maker met by its own identifiers (a MAC registrant) says which company it is as well as a cell does.
  const met = identification.vendor?.affiliate?.name;
  const cells = [...readableCells(record), ...(met === undefined ? [] : [met])].map(padded);
  const says = (names: readonly string[]) =>
    names.find((name) => cells.some((cell) => cell.includes(withoutLegalForm(name))));
  const isListed = says(which.listed);
  const isOther = says(which.notListed);
  if (isListed !== undefined && isOther === undefined) return null;
  if (isOther !== undefined && isListed === undefined) return listed(`${isOther} is not the listed company`);
  const brand = identification.vendor?.name ?? identification.category?.name ?? '';
  return needs(
    'which company',
    `${brand} may be ${which.listed.join(' or ')} (listed) or ${which.notListed.join(' or ')} (not listed)`,
  );
}

/** Legal forms that follow a name of three words or more: of a shorter one they are what tells two companies apart. */
const LEGAL = new Set([
  'co',
  'ltd',
  'limited',
  'inc',
  'incorporated',
  'corp',
  'corporation',
  'company',
  'llc',
  'plc',
  'gmbh',
  'ag',
]);

function withoutLegalForm(name: string): string {
  const parts = padded(name).trim().split(' ');
  while (parts.length > 3 && LEGAL.has(parts.at(-1) ?? '')) parts.pop();
  return ` ${parts.join(' ')} `;
}
