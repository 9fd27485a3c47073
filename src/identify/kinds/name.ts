import { LOWERED, type EvidenceKind, type SetAsideReason } from '../../core/finding.ts';
import type { Patterns } from '../../core/first-letters.ts';
import { excerpt } from '../../core/text.ts';
import type { Cell } from '../cell.ts';
import type { Beside, Said } from '../names/beside.ts';
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
class NameFinder implements Finder {
  readonly kinds = ['name', 'mention'] as const;
  readonly readsNames = true;
  readonly #index: NameIndex;
  readonly #beside: Beside;
  readonly #labels: ReadonlySet<string>;

  constructor({ index, beside, labels }: FinderInput) {
    this.#index = index;
    this.#beside = beside;
    this.#labels = labels;
  }

  looksAt(): boolean {
    return true;
  }

  patterns(): readonly Patterns[] {
    return [this.#index.patterns];
  }

  find(cell: Cell, hits: Hit[]): void {
    for (const met of cell.names(this.#index)) {
      const { maker, kind, display } = met.name;
      const taken = maker === null ? null : this.#takenAs(cell, met);
      if (taken !== null) hits.push(...this.#hitsOf(cell, met, taken));
      for (const name of namesWithin(this.#index, cell, met))
        if (name.maker?.vendor !== maker?.vendor)
          hits.push(setAsideOf(cell, met, { name, reason: kind === 'look-alike' ? kind : 'longer-name', by: display }));
    }
  }

  nearMisses(cell: Cell): readonly NearMiss[] {
    const names = cell.names(this.#index);
    if (names.length === 0) return insideWords(this.#index, cell);
    return names.flatMap((met): NearMiss[] => {
      const { kind, display, like, source } = met.name;
      if (kind === 'look-alike') {
        const by = source === null ? '' : ` (${source})`;
        return [{ kind: 'name', text: `${display} is another company than ${like ?? ''}, a known stranger${by}` }];
      }
      const taken = this.#takenAs(cell, met);
      if (taken === null || !('reason' in taken)) return [];
      return [{ kind: 'name', text: `${display} is set aside by "${taken.by ?? ''}"` }];
    });
  }

  #takenAs(cell: Cell, met: NameMet): TakenAs {
    const { kind, distinctive, leads } = met.name;
    const { role } = cell;
    if (kind === 'look-alike') return null;
    const said = this.#beside.of(cell, met);
    const denied = said?.says === 'gone' || said?.says === 'fits' ? said : null;
    if (role === 'maker') return inMakerCell(met, denied);
    const describes = role === 'product' || this.#beside.describes(cell);
    if (kind === 'relabel') return null;
    if (!distinctive && !(leads && met.first === 0 && (describes || role === 'line'))) return null;
    if (role === 'person' || (role !== 'product' && this.#beside.isPerson(cell, met)))
      return { reason: 'person', by: null };
    const advisory = advisoryAround(cell, met);
    if (advisory !== null) return { reason: 'longer-name', by: advisory };
    if (denied !== null && role !== 'product')
      return { reason: denied.says === 'fits' ? 'compatible' : 'negated', by: denied.word };
    if (role === 'line') {
      const relation = said?.says === 'related' ? said.word : null;
      return { kind: 'name', sign: relation === null ? 'line' : 'governedInText', by: relation };
    }
    const isOfDevice = met.isWholeCell && (role === 'device' || cell.fields.includes('model'));
    if (describes || isOfDevice || (role === 'open' && isLeading(cell, met, this.#labels)))
      return whereItDescribes(cell, met, said);
    const isInName = role === 'naming' || role === 'device' || role === 'none' || said?.says === 'origin';
    return { kind: 'mention', sign: met.isWholeCell ? 'wholeMention' : isInName ? 'mentionInName' : 'mention' };
  }

  #hitsOf(cell: Cell, met: NameMet, taken: NonNullable<TakenAs>): readonly Hit[] {
    if ('reason' in taken) return [setAsideOf(cell, met, { name: met.name, ...taken })];
    const { kind, sign, by = null, isPart = false } = taken;
    const found = hit({
      kind,
      sign,
      field: cell.field,
      seen: seenAround(cell, met),
      maker: met.name.maker,
      matched: describe(met, by),
      certainty: kind === 'name' ? met.name.certainty : 'high',
      part: isPart ? 'component' : null,
    });
    const parent = kind === 'name' ? parentIn(this.#index, cell, met) : null;
    return parent === null ? [found] : [found, { ...found, maker: parent }];
  }
}

export const compileName = (input: FinderInput): Finder => new NameFinder(input);

/** A name in a vendor cell; `denied`: what says there that it is not theirs. */
function inMakerCell({ name: { kind }, first, isWholeCell }: NameMet, denied: Said | null): TakenAs {
  if (kind === 'relabel' && first > 0) return null;
  if (denied !== null) return { kind: 'name', sign: 'governed', by: denied.word };
  return { kind: 'name', sign: kind === 'relabel' ? kind : isWholeCell ? 'vendorCell' : 'inVendorCell' };
}

/** A name in a cell that says what its thing is. */
function whereItDescribes({ role, folded }: Cell, { name, isWholeCell }: NameMet, said: Said | null): TakenAs {
  if (said?.says === 'origin') return { kind: 'name', sign: 'origin' };
  if (said !== null) {
    const isPart = said.says === 'part';
    return { kind: 'name', sign: role === 'product' || isPart ? 'governed' : 'governedInText', by: said.word, isPart };
  }
  const inProduct = NUMBERED.test(folded.trim()) ? 'numberedName' : 'name';
  const sign = role === 'product' ? inProduct : isWholeCell ? 'wholeCell' : 'described';
  return { kind: 'name', sign: name.brand ? 'brand' : sign };
}

/** A name that was read and is no evidence, at the place where `met` stands. */
function setAsideOf(
  cell: Cell,
  met: NameMet,
  { name, reason, by }: { readonly name: KnownName; readonly reason: SetAsideReason; readonly by: string | null },
): Hit {
  return hit({
    kind: 'mention',
    sign: 'mention',
    field: cell.field,
    seen: seenAround(cell, met),
    maker: name.maker,
    matched: name.display,
    setAside: { reason, by },
  });
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
  return taken === null ? said : `${said}${LOWERED} because of "${taken}"`;
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
  if (!folded.includes('cve-')) return null;
  const from = folded.slice(0, tokens[first]?.start).search(/\S*$/);
  const [id = ''] = /^\S*/.exec(folded.slice(from)) ?? [];
  return id.length > (tokens[last]?.end ?? 0) - from ? (ADVISORY.exec(id)?.[0] ?? null) : null;
}
