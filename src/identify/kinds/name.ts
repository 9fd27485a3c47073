import { LOWERED, type SetAsideReason } from '../../core/finding.ts';
import { excerpt } from '../../core/text.ts';
import { setOf } from '../../words/look-up.ts';
import type { Cell } from '../cell.ts';
import type { WordBeside } from '../names/beside.ts';
import type { KnownName, MakerEntry, NameIndex } from '../names/name-index.ts';
import { namesWithin, type NameMet } from '../names/name-scan.ts';
import { textOf } from '../names/token.ts';
import { hit, type Finder, type FinderInput, type Hit, type NearMiss } from './finder.ts';

/**
 * How a name in a cell counts: as evidence or a mention, by its line of the table of strengths, or set aside for a
 * reason. `by`: the word that lowered it.
 */
type TakenAs = Pick<Hit, 'kind' | 'sign'> & Partial<Pick<Hit, 'part' | 'setAside'>> & { readonly by?: string | null };

const setAsideFor = (reason: SetAsideReason, by: string | null): TakenAs => {
  return { kind: 'mention', sign: 'mention', setAside: { reason, by } };
};

/** More names inside words than this are of no use to a reader. */
const MOST_INSIDE = 3;
/** The number of an advisory (cve.org), which vulnerability scanners write into the names of their checks. */
const ADVISORY = /cve-\d{4}-\d{4,}/;
/** Signs that end an id or an address, of which no more than LONGEST_PIECE characters are looked at. */
const ENDS_PIECE = /[\s,;<>()|"'[\]]/;
const LONGEST_PIECE = 256;
/** An e-mail address: its owner made nothing. */
const MAIL = /.@[\w-]+(?:\.[\w-]+)+$/;

/** A short name and a number with a dash between, and nothing else: ZTE-45. */
const NUMBERED = /^[a-z]{2,4}[-_]\d{1,4}$/;

/**
 * Finds known names. A name is evidence where a vendor is expected: the whole vendor cell, whole words of a vendor,
 * model, product, platform, sysDescr or describing cell, the beginning of free text. It is a mention in a cell that is
 * not about the vendor (location, comment, host name, SSID, serial number), or set aside. Each distinctive name is one
 * of these.
 */
export function compileName(input: FinderInput): Finder {
  const { index } = input;
  return {
    kinds: ['name', 'mention'],
    seeks: () => [index.patterns],
    find(cell, hits): void {
      for (const met of cell.names(index)) {
        const { maker, kind, display } = met.name;
        const taken = maker === null ? null : takenAs(cell, met, input);
        if (taken !== null) {
          const found = hitOf(cell, met, met.name, taken);
          const parent = taken.kind === 'name' ? parentIn(index, cell, met) : null;
          hits.push(found, ...(parent === null ? [] : [{ ...found, maker: parent }]));
        }
        const inLonger = setAsideFor(kind === 'look-alike' ? kind : 'longer-name', display);
        for (const name of namesWithin(index, cell, met))
          if (name.maker?.vendor !== maker?.vendor) hits.push(hitOf(cell, met, name, inLonger));
      }
    },
    nearMisses(cell) {
      const names = cell.names(index);
      if (names.length === 0) return insideWords(index, cell);
      return names.flatMap((met): NearMiss[] => {
        const { kind, display, like, source } = met.name;
        if (kind === 'look-alike') {
          const by = source === null ? '' : ` (${source})`;
          return [{ kind: 'name', text: `${display} is another company than ${like ?? ''}, a known stranger${by}` }];
        }
        const { setAside = null } = takenAs(cell, met, input) ?? {};
        return setAside === null ? [] : [{ kind: 'name', text: `${display} is set aside by "${setAside.by ?? ''}"` }];
      });
    },
  };
}

/** How a name counts; null for a look-alike, and for a relabel brand or a shared name where it does not count. */
function takenAs(cell: Cell, met: NameMet, { beside, words }: FinderInput): TakenAs | null {
  const { kind, distinctive, leads } = met.name;
  const { role } = cell;
  if (kind === 'look-alike') return null;
  const near = beside.of(cell, met);
  const denied = near?.says === 'gone' || near?.says === 'fits' ? near : null;
  if (role === 'maker') return inMakerCell(met, denied);
  if (kind === 'relabel') return null;
  const describes = role === 'product' || beside.describes(cell);
  if (!distinctive && !(leads && met.first === 0 && (describes || role === 'line'))) return null;
  // A person: Li Huawei.
  const isSurnamed =
    met.first === 1 && met.last === cell.tokens.length - 1 && beside.is(textOf(cell.tokens, 0), 'surname');
  if (role === 'person' || (role !== 'product' && isSurnamed)) return setAsideFor('person', null);
  // A name within the id of a scanner's check: `HUAWEI-EULEROS-2_0_SP3-CVE-2018-15473`.
  const advisory = cell.folded.includes('cve-') ? ADVISORY.exec(around(cell, met))?.[0] : undefined;
  if (advisory !== undefined) return setAsideFor('longer-name', advisory);
  if (denied !== null && role !== 'product')
    return setAsideFor(denied.says === 'fits' ? 'compatible' : 'negated', denied.word);
  if (role !== 'line' && cell.folded.includes('@') && MAIL.test(around(cell, met)))
    return { kind: 'mention', sign: 'mention' };
  if (role === 'line') {
    const by = near === null || near.says === 'origin' ? null : near.word;
    return { kind: 'name', sign: by === null ? 'line' : 'governedInText', by };
  }
  const isOfDevice = met.isWholeCell && (role === 'device' || cell.fields.includes('model'));
  // The cell is about a name that begins it, follows a label, or is said to have made the device.
  const begins = met.first === 0 || (near?.says === 'origin' && cell.folded.startsWith(near.word));
  const isLeading = role === 'open' && (begins || setOf(words.tables.labels).has(textOf(cell.tokens, met.first - 1)));
  if (describes || isOfDevice || isLeading) return whereItDescribes(cell, met, near);
  const isInName = role === 'naming' || role === 'device' || role === 'none' || near?.says === 'origin';
  return { kind: 'mention', sign: met.isWholeCell ? 'wholeMention' : isInName ? 'mentionInName' : 'mention' };
}

/** A name in a vendor cell; `denied`: the word that says that the device is not theirs. */
function inMakerCell({ name: { kind }, first, isWholeCell }: NameMet, denied: WordBeside | null): TakenAs | null {
  if (kind === 'relabel' && first > 0) return null;
  if (denied !== null) return { kind: 'name', sign: 'governed', by: denied.word };
  return { kind: 'name', sign: kind === 'relabel' ? kind : isWholeCell ? 'vendorCell' : 'inVendorCell' };
}

function whereItDescribes({ role, folded }: Cell, { name, isWholeCell }: NameMet, near: WordBeside | null): TakenAs {
  if (near?.says === 'origin') return { kind: 'name', sign: 'origin' };
  if (near !== null) {
    const part = near.says === 'part' ? 'component' : null;
    const sign = role === 'product' || part !== null ? 'governed' : 'governedInText';
    return { kind: 'name', sign, by: near.word, part };
  }
  const inProduct = NUMBERED.test(folded.trim()) ? 'numberedName' : 'name';
  const sign = role === 'product' ? inProduct : isWholeCell ? 'wholeCell' : 'described';
  return { kind: 'name', sign: name.brand ? 'brand' : sign };
}

/** A name at the place where `met` stands, in the cell's own spelling. */
function hitOf({ field, text, folded, tokens }: Cell, met: NameMet, name: KnownName, taken: TakenAs): Hit {
  const { kind, sign, by = null, part = null, setAside = null } = taken;
  const isSame = folded.length === text.length;
  const start = isSame ? (tokens[met.first]?.start ?? 0) : 0;
  return hit({
    kind,
    sign,
    part,
    setAside,
    field,
    seen: excerpt(text.trim(), start, isSame ? (tokens[met.last]?.end ?? start) : 0),
    maker: name.maker,
    matched: setAside === null ? describe(name, by) : name.display,
    certainty: kind === 'name' ? name.certainty : 'high',
  });
}

/** The name as printed, with the list that added it and the word that lowered it. */
function describe({ display, by, kind }: KnownName, taken: string | null): string {
  if (kind === 'relabel') return `${display}, a brand that relabels some of their products`;
  const shown = by === null ? display : `${display} (by ${by})`;
  return taken === null ? shown : `${shown}${LOWERED} because of "${taken}"`;
}

/** Names that stand inside a longer word: `zte` in Aztech. */
function insideWords(index: NameIndex, cell: Cell): readonly NearMiss[] {
  const found: NearMiss[] = [];
  for (const [joined, [name]] of index.byJoined) {
    if (name.kind !== 'name' || !name.distinctive || name.unspaced || joined.length < 3) continue;
    const word = cell.tokens.find(({ text }) => text.length > joined.length && text.includes(joined))?.text;
    if (word === undefined) continue;
    found.push({ kind: 'name', text: `"${joined}" inside "${word}" is not ${name.display}: only whole words count` });
    if (found.length === MOST_INSIDE) break;
  }
  return found;
}

/**
 * The vendor named within the name of a company that it sold, as the device is theirs too: Huawei in `Huawei Honor`.
 */
function parentIn(index: NameIndex, cell: Cell, met: NameMet): MakerEntry | null {
  const { kind, certainty, maker: affiliate } = met.name;
  if (kind !== 'name' || affiliate?.ref.affiliate?.relation !== 'sold') return null;
  if (certainty === 'low' || affiliate.certainty === 'low') return null;
  const within = namesWithin(index, cell, met);
  return within.find(({ maker }) => maker?.vendor === affiliate.vendor && maker.ref.affiliate === null)?.maker ?? null;
}

/** The id or address that a name is a piece of. */
function around({ folded, tokens }: Cell, { first, last }: NameMet): string {
  const [start, end] = [tokens[first]?.start ?? 0, tokens[last]?.end ?? 0];
  const before = folded.slice(Math.max(0, start - LONGEST_PIECE), start).split(ENDS_PIECE);
  return (before.at(-1) ?? '') + (folded.slice(start, end + LONGEST_PIECE).split(ENDS_PIECE, 1)[0] ?? '');
}
