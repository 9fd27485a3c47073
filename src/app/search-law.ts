import { excerpt, fold } from '../core/text.ts';
import type { Words } from '../words/words.ts';
import { JudgeWords } from '../judge/cells/judge-words.ts';
import type { BanList, Rule } from '../knowledge/ban-list.ts';

/** Where a term stands in what netvet knows, or what it is evidence for. */
export interface SearchHit {
  readonly vendor: string | null;
  readonly name: string;
  /** What it is evidence for (`confirmed as vendor: Huawei`), and where it stands (`FCC grantee QIS`). */
  readonly met: readonly string[];
  readonly designations: readonly { readonly list: string; readonly entry: string; readonly as: string }[];
}

/** The code of the country that a term names, in 26 languages; null: it names none, or several. */
export function countryOf(term: string, words: Words): string | null {
  const { countries, complete } = new JudgeWords(words).countries.parse(term);
  return complete && countries.length === 1 ? (countries[0] ?? null) : null;
}

/** A list of the country that was asked for; where the law itself holds the term (`DA 26-635`, `Indiana`). */
export function lawHits(wanted: string, isOfCountry: boolean, list: BanList): readonly SearchHit[] {
  const { id, title, jurisdiction, binds, note, sources, adopts } = list;
  const entries = list.entries.filter(({ adoptedFrom }) => adoptedFrom === null);
  const holds = (text: string | null): boolean => text !== null && fold(text).includes(wanted);
  const place = isOfCountry ? [`where: ${jurisdiction ?? ''}`] : [];
  const rules = list.rules.filter((rule) =>
    [rule.id, rule.mayNot, rule.binds, rule.cannotTell, rule.assumes, rule.citation].some(holds),
  );
  const said = [title, binds, note, ...sources, ...adopts.map((adoption) => adoption.list)].filter(holds);
  const own = [
    ...place,
    ...rules.map(ruleText),
    ...new Set(said.map((text) => `the list: ${around(text ?? '', wanted)}`)),
  ];
  const within = entries.flatMap((entry) => {
    const texts = [entry.citation, entry.note, entry.assumes];
    return texts.some(holds) ? [{ entry, text: texts.find(holds) ?? '' }] : [];
  });
  if (own.length + within.length === 0) return [];
  const designations = within.map(({ entry }) => ({ list: id, entry: entry.id, as: entry.as }));
  return [
    {
      vendor: null,
      name: title,
      met: [...own, ...new Set(within.map(({ text }) => `its entries: ${around(text, wanted)}`))],
      designations: within.length > 0 ? designations : [{ list: id, entry: id, as: title }],
    },
  ];
}

function ruleText({ id, effect, mayNot, from }: Rule): string {
  return `rule ${id} (${effect}): may not ${mayNot}${from === null ? '' : ` from ${from}`}`;
}

/** As much of a text as a reader needs to see the term in it. */
function around(text: string, wanted: string): string {
  const at = Math.max(0, fold(text).indexOf(wanted));
  return excerpt(text, at, at + wanted.length, 120);
}
