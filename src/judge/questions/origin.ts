import type { Answer, Case } from './question.ts';
import { needs, SILENT } from './question.ts';

/**
 * Entries that go by country of production. A cell may name several countries, one for each stage: any stage in a
 * barred country bars ("any major stage of production").
 */
export function originQuestion({ prepared, row }: Case): Answer {
  const { producedOutside, producedIn } = prepared.entry;
  if (producedOutside === null && producedIn === null) return null;
  const { origin } = row;
  if (origin === null) return needs('country', 'the row has no country of production');
  const bars = (country: string) =>
    (producedOutside !== null && !producedOutside.includes(country)) || producedIn?.includes(country) === true;
  if (origin.countries.some(bars)) return null;
  return origin.complete ? SILENT : needs('country', `"${origin.said}" does not say a country of production`);
}
