import type { EvidenceKind, SetAsideReason } from '../../core/finding.ts';
import { excerpt } from '../../core/text.ts';
import type { Cell } from '../cell.ts';
import type { MakerEntry } from '../names/makers.ts';
import type { KnownName, NameIndex } from '../names/name-index.ts';
import { namesWithin, type NameMet } from '../names/name-scan.ts';
import { textOf } from '../names/token.ts';
import type { Sign } from '../strengths.ts';
import { hit, type Finder, type FinderInput, type Hit, type NearMiss } from './finder.ts';

/**
 * What a name in a cell is: evidence of the thing itself, or a mention, as the table of strengths has it; set aside for
 * a reason; null for a name that others share, where it does not count. Every distinctive name is one of the others.
 */
type TakenAs =
  | { readonly kind: EvidenceKind; readonly sign: Sign; readonly by?: string | null; readonly isPart?: boolean }
  | { readonly reason: SetAsideReason; readonly by: string | null }
  | null;

/** More names inside words than this are of no use to a reader. */
const MOST_INSIDE = 3;
/** The number of an advisory (cve.org), as tools that look for flaws write it into the names of what they try. */
const ADVISORY = /cve-\d{4}-\d{4,}/;

/** A short name that a dash joins to a number and nothing else: ZTE-45. */
const NUMBERED = /^[a-z]{2,4}[-_]\d{1,4}$/;

/**
 * A known name: where a vendor is to be expected, as the whole vendor cell, whole words of a vendor, model, product,
 * platform, sysDescr or describing cell, the beginning of a free-text cell; a mention in a cell that is not about the
 * vendor (location, comment, hostname, SSID, a serial number); or read and set aside. No name falls between them.
 */
export function compileName({ index, beside, labels }: FinderInput): Finder {
  const takenAs = (cell: Cell, met: NameMet): TakenAs => {
    const { kind, distinctive, leads, brand } = met.name;
    const { role } = cell;
    if (kind === 'look-alike') return null;
    const said = beside.of(cell, met);
    const taken = said?.says === 'gone' || said?.says === 'fits' ? said : null;
    if (role === 'maker') {
      if (kind === 'relabel' && met.first > 0) return null;
      if (taken !== null) return { kind: 'name', sign: 'governed', by: taken.word };
      return { kind: 'name', sign: kind === 'relabel' ? kind : met.whole ? 'vendorCell' : 'inVendorCell' };
    }
    const describes = role === 'product' || beside.describes(cell);
    if (kind === 'relabel') return null;
    if (!distinctive && !(leads && met.first === 0 && (describes || role === 'line'))) return null;
    if (role === 'person' || (role !== 'product' && beside.isPerson(cell, met))) return { reason: 'person', by: null };
    const advisory = advisoryAround(cell, met);
    if (advisory !== null) return { reason: 'longer-name', by: advisory };
    if (taken !== null && role !== 'product')
      return { reason: taken.says === 'fits' ? 'compatible' : 'negated', by: taken.word };
    const isRelated = said?.says === 'related';
    if (role === 'line')
      return { kind: 'name', sign: isRelated ? 'governedInText' : 'line', by: isRelated ? said.word : null };
    const isOrigin = said?.says === 'origin';
    const isItsOwn = met.whole && (role === 'device' || cell.fields.includes('model'));
    if (!describes && !isItsOwn && !(role === 'open' && isLeading(cell, met, labels))) {
      const isInName = role === 'naming' || role === 'device' || role === 'none' || isOrigin;
      return { kind: 'mention', sign: met.whole ? 'wholeMention' : isInName ? 'mentionInName' : 'mention' };
    }
    if (isOrigin) return { kind: 'name', sign: 'origin' };
    if (said !== null) {
      const isPart = said.says === 'part';
      return {
        kind: 'name',
        sign: role === 'product' || isPart ? 'governed' : 'governedInText',
        by: said.word,
        isPart,
      };
    }
    const inProduct = NUMBERED.test(cell.folded.trim()) ? 'numberedName' : 'name';
    const sign = role === 'product' ? inProduct : met.whole ? 'wholeCell' : 'described';
    return { kind: 'name', sign: brand ? 'brand' : sign };
  };

  return {
    kinds: ['name', 'mention'],
    readsNames: true,
    looksAt: () => true,
    patterns: () => [index.patterns],
    find(cell: Cell, hits: Hit[]): void {
      for (const met of cell.names(index)) {
        const { maker, certainty, display } = met.name;
        const at = { field: cell.field, seen: seenAround(cell, met) };
        const aside = (name: KnownName, reason: SetAsideReason, by: string | null): Hit =>
          hit({
            ...at,
            kind: 'mention',
            sign: 'mention',
            maker: name.maker,
            matched: name.display,
            setAside: { reason, by },
          });
        const taken = maker === null ? null : takenAs(cell, met);
        if (taken !== null && 'reason' in taken) hits.push(aside(met.name, taken.reason, taken.by));
        else if (taken !== null) {
          const { kind, sign, by = null, isPart = false } = taken;
          const part = isPart ? 'component' : null;
          const found = hit({
            ...at,
            kind,
            sign,
            maker,
            matched: describe(met, by),
            certainty: kind === 'name' ? certainty : 'high',
            part,
          });
          const parent = kind === 'name' ? parentIn(index, cell, met) : null;
          hits.push(found, ...(parent === null ? [] : [{ ...found, maker: parent }]));
        }
        for (const name of namesWithin(index, cell, met))
          if (name.maker?.vendor !== maker?.vendor)
            hits.push(aside(name, met.name.kind === 'look-alike' ? 'look-alike' : 'longer-name', display));
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
        const taken = takenAs(cell, met);
        if (taken === null || !('reason' in taken)) return [];
        return [{ kind: 'name', text: `${display} is set aside by "${taken.by ?? ''}"` }];
      });
    },
  };
}

/** What the cell is about: a name that begins it, or follows a label. */
function isLeading({ tokens }: Cell, { first }: NameMet, labels: ReadonlySet<string>): boolean {
  return first === 0 || labels.has(textOf(tokens, first - 1));
}

/** The text of the cell around a matched name, in the cell's own spelling. */
function seenAround({ text, folded, tokens }: Cell, { first, last }: NameMet): string {
  const start = folded.length === text.length ? (tokens[first]?.start ?? 0) : 0;
  return excerpt(text.trim(), start, folded.length === text.length ? (tokens[last]?.end ?? start) : 0);
}

/** The name as printed, with who taught it and the word that took it down. */
function describe({ name: { display, by, kind } }: NameMet, taken: string | null): string {
  if (kind === 'relabel') return `${display}, a brand that relabels some of their products`;
  const said = by === null ? display : `${display} (by ${by})`;
  return taken === null ? said : `${said}, lowered to possible because of "${taken}"`;
}

/** Names that stand inside a longer word: `zte` in Aztech. */
function insideWords(index: NameIndex, cell: Cell): readonly NearMiss[] {
  const found: NearMiss[] = [];
  for (const [joined, [name]] of index.byJoined) {
    if (name?.kind !== 'name' || !name.distinctive || name.unspaced || joined.length < 3) continue;
    const word = cell.tokens.find(({ text }) => text.length > joined.length && text.includes(joined));
    if (word !== undefined && found.length < MOST_INSIDE)
      found.push({
        kind: 'name',
        text: `"${joined}" inside "${word.text}" is not ${name.display}: only whole words count`,
      });
  }
  return found;
}

/** The vendor whose name that of a company it has sold holds, and whose the thing is too: Huawei in `Huawei Honor`. */
function parentIn(index: NameIndex, cell: Cell, met: NameMet): MakerEntry | null {
  const { kind, certainty, maker: affiliate } = met.name;
  if (kind !== 'name' || affiliate?.ref.affiliate?.relation !== 'sold') return null;
  if (certainty === 'low' || affiliate.certainty === 'low') return null;
  const within = namesWithin(index, cell, met);
  return within.find(({ maker }) => maker?.vendor === affiliate.vendor && maker.ref.affiliate === null)?.maker ?? null;
}

/** The id of what looks for a flaw, where a name is a piece of it: `HUAWEI-EULEROS-2_0_SP3-CVE-2018-15473`. */
function advisoryAround({ folded, tokens }: Cell, { first, last }: NameMet): string | null {
  const from = folded.slice(0, tokens[first]?.start).search(/\S*$/);
  const [id = ''] = /^\S*/.exec(folded.slice(from)) ?? [];
  return id.length > (tokens[last]?.end ?? 0) - from ? (ADVISORY.exec(id)?.[0] ?? null) : null;
}
