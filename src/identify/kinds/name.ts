import { LOWERED, type SetAsideReason } from '../../core/finding.ts';
import { excerpt } from '../../core/text.ts';
import { setOf } from '../../words/look-up.ts';
import type { Cell } from '../cell.ts';
import type { Relation } from '../names/name-context.ts';
import type { KnownName, MakerEntry } from '../names/name-index.ts';
import { namesWithin, textOf, type NameMatch } from '../names/name-scan.ts';
import { hit, type Finder, type FinderInput, type Hit } from './finder.ts';

/** How a name in a cell counts: as evidence or a mention by its line of the table of strengths, or set aside. */
type NameUse = Pick<Hit, 'kind' | 'sign'> & Partial<Pick<Hit, 'setAside'>> & { readonly loweredBy?: string | null };

const setAsideFor = (reason: SetAsideReason, by: string | null): NameUse => {
  return { kind: 'mention', sign: 'mention', setAside: { reason, by } };
};

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
      for (const match of cell.names(index)) {
        const { maker, kind, display } = match.name;
        const use = maker === null ? null : useOf(cell, match, input);
        const within = namesWithin(index, cell, match);
        if (use !== null) {
          const found = hitOf(cell, match, match.name, use);
          const parent = use.kind === 'name' ? parentAmong(within, match) : null;
          hits.push(found, ...(parent === null ? [] : [{ ...found, maker: parent }]));
        }
        const inLonger = setAsideFor(kind === 'look-alike' ? kind : 'longer-name', display);
        for (const name of within)
          if (name.maker?.vendor !== maker?.vendor) hits.push(hitOf(cell, match, name, inLonger));
      }
    },
    nearMisses: (cell) =>
      cell.names(index).flatMap((match) => {
        const { kind, display, like } = match.name;
        if (kind === 'look-alike') return [`${display} is another company than ${like ?? ''}, a known stranger`];
        const { setAside = null } = useOf(cell, match, input) ?? {};
        return setAside === null ? [] : [`${display} is set aside by "${setAside.by ?? ''}"`];
      }),
  };
}

/** How a name counts; null for a look-alike, and for a relabel brand or a shared name where it does not count. */
function useOf(cell: Cell, match: NameMatch, { context, words }: FinderInput): NameUse | null {
  const { kind, distinctive, leads } = match.name;
  const { role } = cell;
  if (kind === 'look-alike') return null;
  const relation = context.relationOf(cell, match);
  if (role === 'maker') return useInMakerCell(match, relation);
  if (kind === 'relabel') return null;
  const describes = role === 'product' || context.describes(cell);
  if (!distinctive && !(leads && match.first === 0 && (describes || role === 'line'))) return null;
  // A person: Li Huawei.
  const isSurnamed =
    match.first === 1 && match.last === cell.tokens.length - 1 && context.hasClass(textOf(cell.tokens, 0), 'surname');
  if (role === 'person' || (role !== 'product' && isSurnamed)) return setAsideFor('person', null);
  // A name within the id of a scanner's check: `HUAWEI-EULEROS-2_0_SP3-CVE-2018-15473`.
  const piece = /cve-|@/.test(cell.folded) ? pieceAround(cell, match) : '';
  const [advisory] = ADVISORY.exec(piece) ?? [];
  if (advisory !== undefined) return setAsideFor('longer-name', advisory);
  if (role !== 'product' && (relation?.says === 'gone' || relation?.says === 'fits'))
    return setAsideFor(relation.says === 'fits' ? 'compatible' : 'negated', relation.word);
  if (role !== 'line' && MAIL.test(piece)) return { kind: 'mention', sign: 'mention' };
  if (role === 'line') {
    const loweredBy = relation === null || relation.says === 'origin' ? null : relation.word;
    return { kind: 'name', sign: loweredBy === null ? 'line' : 'governedInText', loweredBy };
  }
  const isOfDevice = match.isWholeCell && (role === 'device' || cell.fields.includes('model'));
  // The cell is about a name that begins it, follows a label, or is said to have made the device.
  const begins = match.first === 0 || (relation?.says === 'origin' && cell.folded.startsWith(relation.word));
  const isLeading =
    role === 'free-text' && (begins || setOf(words.tables.labels).has(textOf(cell.tokens, match.first - 1)));
  if (describes || isOfDevice || isLeading) return useInText(cell, match, relation);
  const isInName = role === 'naming' || role === 'device' || role === 'none' || relation?.says === 'origin';
  return { kind: 'mention', sign: match.isWholeCell ? 'wholeMention' : isInName ? 'mentionInName' : 'mention' };
}

/** A name in a vendor cell. */
function useInMakerCell({ name: { kind }, first, isWholeCell }: NameMatch, relation: Relation | null): NameUse | null {
  if (kind === 'relabel' && first > 0) return null;
  if (relation !== null && ['gone', 'fits', 'related'].includes(relation.says))
    return { kind: 'name', sign: 'governed', loweredBy: relation.word };
  return { kind: 'name', sign: kind === 'relabel' ? kind : isWholeCell ? 'vendorCell' : 'inVendorCell' };
}

function useInText({ role, folded }: Cell, { name, isWholeCell }: NameMatch, relation: Relation | null): NameUse {
  if (relation?.says === 'origin') return { kind: 'name', sign: 'origin' };
  if (relation !== null) {
    const governed = role === 'product' ? 'governed' : 'governedInText';
    return { kind: 'name', sign: relation.says === 'part' ? 'partMaker' : governed, loweredBy: relation.word };
  }
  const inProduct = NUMBERED.test(folded.trim()) ? 'numberedName' : 'name';
  const sign = role === 'product' ? inProduct : isWholeCell ? 'wholeCell' : 'described';
  return { kind: 'name', sign: name.brand ? 'brand' : sign };
}

/** A name at the place where `match` stands, in the cell's own spelling. */
function hitOf(cell: Cell, match: NameMatch, name: KnownName, use: NameUse): Hit {
  const { kind, sign, loweredBy = null, setAside = null } = use;
  const { field, text, tokens } = cell;
  const [start = 0, end = start] = [tokens[match.first]?.start, tokens[match.last]?.end];
  return hit(kind === 'name' ? name.certainty : 'high', {
    kind,
    sign,
    setAside,
    field,
    seen: excerpt(text, cell.placeInText(start), cell.placeInText(end)),
    maker: name.maker,
    matched: setAside === null ? printedName(name, loweredBy) : name.display,
  });
}

/** The name as printed, with the list that added it and the word that lowered it. */
function printedName({ display, by, kind }: KnownName, loweredBy: string | null): string {
  if (kind === 'relabel') return `${display}, a brand that relabels some of their products`;
  const shown = by === null ? display : `${display} (by ${by})`;
  return loweredBy === null ? shown : `${shown}${LOWERED} because of "${loweredBy}"`;
}

/** The vendor named within the name of a company that it sold; the device is theirs too: Huawei in `Huawei Honor`. */
function parentAmong(within: readonly KnownName[], { name }: NameMatch): MakerEntry | null {
  const { kind, certainty, maker: affiliate } = name;
  if (kind !== 'name' || affiliate?.ref.affiliate?.relation !== 'sold') return null;
  if (certainty === 'low' || affiliate.certainty === 'low') return null;
  return within.find(({ maker }) => maker?.vendor === affiliate.vendor && maker.ref.affiliate === null)?.maker ?? null;
}

/** The id or address that a name is a piece of. */
function pieceAround({ folded, tokens }: Cell, { first, last }: NameMatch): string {
  const [start, end] = [tokens[first]?.start ?? 0, tokens[last]?.end ?? 0];
  const before = folded.slice(Math.max(0, start - LONGEST_PIECE), start).split(ENDS_PIECE);
  return (before.at(-1) ?? '') + (folded.slice(start, end + LONGEST_PIECE).split(ENDS_PIECE, 1)[0] ?? '');
}
