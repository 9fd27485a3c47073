import { distance } from '../core/distance.ts';
import type { Confidence } from '../core/finding.ts';
import { excerpt } from '../core/text.ts';
import type { Cell } from './cell.ts';
import { hit, type Finder, type Hit, type NearMiss } from './finder.ts';
import { stripLegal } from './legal.ts';
import type { KnownName, NameIndex } from './name-index.ts';

/** A name with more strangers than this at distance 1 takes no typos (autel: Aztel, Nautel, Axtel, ...). */
const MOST_STRANGERS = 3;
const NEAR_LENGTH = 5;
const FAR_LENGTH = 8;

interface Slip {
  readonly name: KnownName;
  readonly confidence: Confidence;
}

/**
 * Typing slips of distinctive names, in maker cells only. Near (probable): distance 1 of a name of five letters or
 * more as first word. Far (possible): distance 2 of eight letters or more as first word, or distance 1 of a whole name of
 * several words; two letters left out are another word more often than a slip (Silicon, HiSilicon). A word that is the first word of any known name or stranger is never a typo. Measured on 115,000
 * IEEE and IANA names: huawei, hytera, kaspersky, quectel, inspur, dahua, uniview have no stranger at distance 1.
 */
export function compileTypo(names: readonly KnownName[], index: NameIndex): Finder {
  const own = names.filter((name) => name.kind === 'name' && name.distinctive && !name.brand && !name.unspaced);
  const everyWord = unique(own.filter((name) => name.words.length === 1));
  const single = everyWord.filter((name) => name.joined.length >= NEAR_LENGTH);
  const strangers = [...new Set(names.filter((name) => name.kind === 'look-alike').map((name) => name.words[0] ?? ''))];
  const targets = single.filter(
    ({ joined }) =>
      strangers.filter((word) => word !== joined && distance(word, joined, 1) === 1).length <= MOST_STRANGERS,
  );
  const phrases = unique(own.filter((name) => name.words.length > 1 && name.joined.length >= FAR_LENGTH));

  function slipOf(cell: Cell): Slip | null {
    const words = cell.tokens.map((token) => token.text);
    const [first] = words;
    if (first === undefined || first.length < NEAR_LENGTH - 1) return null;
    if (!index.firstWords.has(first)) {
      const near = targets.find(({ joined }) => distance(first, joined, 1) === 1);
      if (near !== undefined) return { name: near, confidence: 'probable' };
      const far = targets.find(
        ({ joined }) =>
          joined.length >= FAR_LENGTH &&
          Math.abs(joined.length - first.length) <= 1 &&
          distance(first, joined, 2) === 2,
      );
      if (far !== undefined) return { name: far, confidence: 'possible' };
    }
    const core = stripLegal(words);
    const joined = core.join('');
    const phrase = phrases.find((name) => name.words.length === core.length && distance(joined, name.joined, 1) === 1);
    return phrase === undefined ? null : { name: phrase, confidence: 'possible' };
  }

  return {
    looksAt: (role) => role === 'maker',
    literals: null,
    find(cell: Cell, hits: Hit[]): void {
      if (cell.names(index).length > 0) return;
      const slip = slipOf(cell);
      if (slip?.name.maker == null) return;
      hits.push(
        hit({
          kind: 'typo',
          maker: slip.name.maker,
          field: 'vendor',
          seen: excerpt(cell.text.trim()),
          matched: slip.name.display,
          confidence: slip.name.maker.certainty === 'low' ? 'possible' : slip.confidence,
          namesMaker: true,
        }),
      );
    },
    nearMisses(cell): readonly NearMiss[] {
      const first = cell.tokens[0]?.text;
      if (cell.role !== 'maker' || first === undefined || cell.names(index).some(({ name }) => name.kind === 'name'))
        return [];
      const near = everyWord.find(({ joined }) => joined !== first && distance(first, joined, 1) === 1);
      if (near === undefined || slipOf(cell) !== null) return [];
      const why = index.firstWords.has(first)
        ? `"${first}" is the name of a known stranger`
        : near.joined.length < NEAR_LENGTH
          ? `names under ${NEAR_LENGTH} letters take no typos`
          : `too many strangers are as near to it`;
      return [{ kind: 'typo', text: `"${first}" is one slip from ${near.display}, but ${why}` }];
    },
  };
}

/** One name per spelling: the first of its kind wins. */
function unique(names: readonly KnownName[]): KnownName[] {
  const seen = new Set<string>();
  return names.filter(({ joined }) => !seen.has(joined) && seen.add(joined));
}
