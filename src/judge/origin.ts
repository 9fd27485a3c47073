import { cellsOf } from './cells.ts';
import { parseCountries } from './country.ts';
import type { Answer, Case } from './question.ts';
import { needs, SILENT } from './question.ts';

/**
 * Entries that go by country of production. A cell may name several countries, one for each stage: any stage in a
 * barred country bars ("any major stage of production").
 */
export function originQuestion({ entry, record }: Case): Answer {
  const { producedOutside, producedIn } = entry;
  if (producedOutside === null && producedIn === null) return null;
  const cells = cellsOf(record, 'country');
  const said = cells.join('; ');
  if (cells.length === 0) return needs('country', 'the row has no country of production');
  const { countries, complete } = parseCountries(said);
  const bars = (country: string) =>
    (producedOutside !== null && !producedOutside.includes(country)) || producedIn?.includes(country) === true;
  if (countries.some(bars)) return null;
  if (complete) return SILENT;
  return needs('country', `"${said.slice(0, 80)}" does not say a country of production`);
}
