import { excerpt, fold } from '../core/text.ts';
import type { Words } from '../words/words.ts';
import { JudgeWords } from '../judge/cells/judge-words.ts';
import type { BanList } from '../knowledge/ban-list.ts';

/** Where a term stands in what netvet knows, or what it is evidence for. */
export interface SearchHit {
  readonly vendor: string | null;
  readonly name: string;
  /** What it is evidence for (`confirmed as vendor: Huawei`), and where it stands (`FCC grantee QIS`). */
  readonly met: readonly string[];
  readonly designations: readonly { readonly list: string; readonly entry: string; readonly listedAs: string }[];
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
  const rules = adopts.flatMap(({ list: adopted, citation, condition, prohibits }) => [
    ...[adopted, citation, condition],
    ...prohibits.flatMap((rule) => [rule.act, rule.citation, rule.note]),
  ]);
  const said = [title, binds, note, ...sources, ...rules].filter(holds);
  const own = [...place, ...new Set(said.map((text) => `the list: ${around(text ?? '', wanted)}`))];
  const within = entries.flatMap((entry) => {
    const { prohibits, deadlines, revisions, exemptions } = entry;
    const dated = [...prohibits, ...revisions, ...exemptions].flatMap((fact) => [fact.citation, fact.note]);
    const acts = prohibits.map(({ act }): string => act);
    const rest = [...acts, entry.citation, entry.condition, entry.continuedUse, entry.note];
    const texts = [
      ...rest,
      ...dated,
      ...revisions.map(({ condition }) => condition),
      ...deadlines.map(({ what }) => what),
    ];
    return texts.some(holds) ? [{ entry, text: texts.find(holds) ?? '' }] : [];
  });
  if (own.length + within.length === 0) return [];
  const designations = within.map(({ entry }) => ({ list: id, entry: entry.id, listedAs: entry.listedAs }));
  return [
    {
      vendor: null,
      name: title,
      met: [...own, ...new Set(within.map(({ text }) => `its entries: ${around(text, wanted)}`))],
      designations: within.length > 0 ? designations : [{ list: id, entry: id, listedAs: title }],
    },
  ];
}

/** As much of a text as a reader needs to see the term in it. */
function around(text: string, wanted: string): string {
  const at = Math.max(0, fold(text).indexOf(wanted));
  return excerpt(text, at, at + wanted.length, 120);
}
