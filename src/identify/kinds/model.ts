import type { Field } from '../../core/fields.ts';
import { LOWERED } from '../../core/finding.ts';
import { spelt } from '../../core/first-letters.ts';
import { groupsOf } from '../../core/groups.ts';
import { MaskSet, type Completed } from '../../core/mask/mask-set.ts';
import { fixedIn, trustedMask } from '../../core/mask/mask.ts';
import { isJoining, isWord, Signs } from '../../core/mask/signs.ts';
import { excerpt, lazily } from '../../core/text.ts';
import type { ModelFamily, Vendor } from '../../knowledge/vendor.ts';
import { setOf } from '../../words/look-up.ts';
import type { Cell } from '../cell.ts';
import type { KnownName, MakerEntry } from '../names/name-index.ts';
import { isAboutOther, type Role } from '../role.ts';
import type { Sign } from '../strengths.ts';
import { hit, type Finder, type FinderInput, type Hit } from './finder.ts';

interface Family {
  readonly maker: MakerEntry;
  readonly model: ModelFamily;
}

interface ModelMatch {
  readonly family: Family;
  readonly from: number;
  readonly to: number;
  /** It begins within a name, after `-` `_` or `.` and no word of a vendor or host: `possible`, unless unmistakable. */
  readonly isJoined: boolean;
}

/**
 * Compiles a scan that finds all families of a run in one pass over a text, in the order of their places; of several at
 * one place the longest. Only families that `may` match are tried, so that one that is not looked for hides no other.
 * `hosts`: words before a model that do not make it another maker's (SW-S5720).
 */
export function modelScan(sought: readonly Family[], names: readonly LeadingName[], hosts: ReadonlySet<string>) {
  const masks = new MaskSet(sought.map(({ model }) => model));
  const noteNames = notingNames(names);
  return (text: string, isSought: (family: Family) => boolean): readonly ModelMatch[] => {
    const signs = new Signs(text);
    const found: ModelMatch[] = [];
    const namedBefore = new Map<number, Vendor[]>();
    const reachedBy = new Map<Vendor, number>();
    for (let at = 0; at < text.length; at += 1) {
      const begins = signs.begins(at);
      const namedHere = namedBefore.get(at);
      if (!begins && namedHere === undefined) continue;
      if (begins) noteNames(at, signs, namedBefore);
      const completed = masks.from(at, signs);
      if (completed.length === 0) continue;
      const followsItsName = ({ maker }: Family): boolean => namedHere?.includes(maker.vendor) === true;
      const best = bestOf(sought, completed, (family) => {
        const isStrangers = family.model.notAfter.some((word) => word.toLowerCase() === wordBefore(text, at));
        return isSought(family) && (followsItsName(family) || (begins && !isStrangers));
      });
      if (best === null) continue;
      const { family, to } = best;
      const { vendor } = family.maker;
      const reached = reachedBy.get(vendor);
      if (reached !== undefined && reached >= to) continue;
      reachedBy.set(vendor, to);
      const isJoined = signs.isJoined(at) && !followsItsName(family) && !hosts.has(wordBefore(text, at));
      found.push({ family, from: at, to, isJoined });
    }
    return found;
  };
}

/** The longest, then the one with more fixed characters, then the first. */
function bestOf(sought: readonly Family[], completed: Completed, isSought: (family: Family) => boolean) {
  const all = completed.flatMap(({ mask, end }) => {
    const family = sought[mask];
    return family === undefined || !isSought(family) ? [] : [{ family, mask, to: end }];
  });
  if (all.length < 2) return all[0] ?? null;
  const fixed = ({ family }: { readonly family: Family }): number => fixedIn(trustedMask(family.model.mask));
  return all.sort((a, b) => b.to - a.to || fixed(b) - fixed(a) || a.mask - b.mask)[0] ?? null;
}

const WORD_BEFORE = lazily(() => /([\p{L}\p{N}]{1,20})[-_. ]$/u);

/** The word before a place, in lower case; empty where none stands right before it. */
function wordBefore(text: string, at: number): string {
  const [, word = ''] = WORD_BEFORE().exec(text.slice(Math.max(0, at - 21), at)) ?? [];
  return word.toLowerCase();
}

/** A name or brand of a vendor that is LEADING: a model right after it is theirs (huaweis5720, TP-Link_TL-WR841). */
type LeadingName = Pick<KnownName, 'words'> & Pick<MakerEntry, 'vendor'>;

/** Plain ASCII, three letters or more: shorter names (MI) stand before too much else. */
export const LEADING = /^[a-z0-9]{3,}$/;
const GAP = /^(?:[-_./]|\s+)/;

/** Notes in `after`, by place, the vendors whose names begin at `from` and end right before it: a model may follow. */
function notingNames(names: readonly LeadingName[]) {
  const byLetter = groupsOf(names, ({ words }) => words[0]?.charCodeAt(0));
  return (from: number, { signs, plain }: Signs, after: Map<number, Vendor[]>): void => {
    for (const { words, vendor } of byLetter.get(signs[from]) ?? []) {
      const at = plain.startsWith(words[0] ?? '', from) ? endOfName(plain, from, words) : -1;
      const next = at === -1 ? -1 : isWord(signs[at]) ? at : isJoining(signs[at]) ? at + 1 : -1;
      if (next !== -1) after.set(next, [...(after.get(next) ?? []), vendor]);
    }
  };
}

/** Where a name ends that begins at `from`, with a separator, blanks or nothing between its words; -1: it does not. */
function endOfName(text: string, from: number, words: readonly string[]): number {
  let at = from;
  for (const word of words) {
    if (at > from) at += GAP.exec(text.slice(at, at + 8))?.[0].length ?? 0;
    if (!text.startsWith(word, at)) return -1;
    at += word.length;
  }
  return at;
}

const DIGIT = /\d/;
const NAMES_MODEL: readonly Field[] = ['model', 'partNumber'];
/**
 * Ids of machines: a UUID, an address in fours (000f.532e.e161), ten hex digits and more in a row, a certificate as
 * Cisco prints it (A43B9A68 2CD88E7B B5A76205), of which a group begins with a letter, as none of the models
 * 2CD2142F 2CD2132F 2CD2342F does. One in a thousand UUIDs begins a group as a model does (2de71aa6-...); no known
 * model is nothing but so many hex digits.
 */
const HEX_ID = [
  '[\\da-f]{8}-(?:[\\da-f]{4}-){3}[\\da-f]{12}',
  '[\\da-f]{4}([.:-])[\\da-f]{4}\\1[\\da-f]{4}',
  '(?=\\d*[a-f])[\\da-f]{10,}',
  '(?=(?:[\\da-f]{8} )*[a-f])[\\da-f]{8}(?: [\\da-f]{8}){2,}',
].join('|');
const MACHINE_ID = lazily(() => new RegExp(`(?<![\\p{L}\\p{N}])(?:${HEX_ID})(?![\\p{L}\\p{N}])`, 'giu'));

/** Strongest first: of two families that match alike the first counts. */
const STRENGTH_ORDER: readonly ModelFamily['strength'][] = ['unmistakable', 'strong', 'weak'];

function familiesOf(makers: readonly MakerEntry[]): readonly Family[] {
  const all = makers.flatMap((maker) => maker.facts.identifiers.models.map((model) => ({ maker, model })));
  return STRENGTH_ORDER.flatMap((strength) => all.filter(({ model }) => model.strength === strength));
}

/** Names and brands of the makers that have families: a model may follow one without a separator. */
function leadingNames(families: readonly Family[], names: readonly KnownName[]): readonly LeadingName[] {
  const owners = new Set(families.map(({ maker }) => maker.vendor));
  return names.flatMap(({ kind, maker, words, joined }) => {
    const mayLead = kind === 'name' && LEADING.test(joined);
    return mayLead && maker !== null && owners.has(maker.vendor) ? { words, vendor: maker.vendor } : [];
  });
}

/** One of these begins a word of every cell in plain ASCII in which one of the families is found. */
function patternsOf(families: readonly Family[], { names }: FinderInput): readonly string[] {
  return [
    ...families.map(({ model: { mask } }) => mask),
    ...leadingNames(families, names).map(({ words }) => spelt(words.join(''))),
  ];
}

function isSoughtIn({ model }: Family, role: Role, fields: readonly Field[]): boolean {
  if (model.on.length > 0) return role === 'line' || model.on.some((field) => fields.includes(field));
  if (role === 'none') return model.strength === 'unmistakable' && fields.includes('serial');
  return !isAboutOther(role) || model.strength !== 'weak';
}

/** A model of at most this many letters and digits may be another maker's too (E170). One without digits is a brand. */
const SHORT_LENGTH = 7;

const isShort = (found: string): boolean =>
  !DIGIT.test(found) || found.replace(/[^\p{L}\p{N}]/gu, '').length <= SHORT_LENGTH;

function signOf({ strength }: ModelFamily, found: string): Sign {
  if (strength === 'unmistakable') return 'unmistakableModel';
  return isShort(found) ? 'shortModel' : 'model';
}

/** Whether a cell is a host name. Under the header of a kind of device a model in capitals is none. */
function isHostName({ role, fields, text }: Cell, found: string): boolean {
  if (fields.includes('model')) return false;
  return role === 'naming' || (role === 'device' && (text.trim() !== found || /\p{Ll}{2}/u.test(found)));
}

/**
 * Model and part number families. Strong ones are usable alone; a weak one needs a second sign. A model in a host name
 * says who made the device where the name holds the vendor too (huawei-s5720-1).
 */
export function compileModel(input: FinderInput): Finder {
  const { context } = input;
  const families = familiesOf(input.makers);
  /** Made for the first cell that is searched: a small run may search none. */
  const scan = lazily(() => modelScan(families, leadingNames(families, input.names), setOf(input.words.tables.hosts)));
  const byPatterns = groupsOf(families, ({ model }) => `${model.strength} ${model.on.join()}`);
  const groups = Array.from(byPatterns.values(), (some) => [some[0], () => patternsOf(some, input)] as const);

  function hitOf(cell: Cell, match: ModelMatch): Hit | null {
    const { maker, model } = match.family;
    const found = cell.text.slice(match.from, match.to);
    // Serial numbers have letters and digits in any order: a service tag of Dell has seven.
    if (cell.role === 'none' && isShort(found)) return null;
    const isHost = isHostName(cell, found) && !context.describes(cell);
    const isNamed = (isHost || match.isJoined) && context.isNamed(cell, maker.vendor);
    if (isHost && !isNamed && model.strength === 'weak') return null;
    const word = context.wordAgainstModel(cell, match, maker.vendor);
    const doubtful = match.isJoined && model.strength !== 'unmistakable' && !isNamed;
    const isSure = isHost ? isNamed : !doubtful && model.strength !== 'weak';
    const sign = isHost && !isNamed ? 'modelInHostName' : isSure ? signOf(model, found) : 'weakModel';
    const lowered = word === null ? '' : `${LOWERED} because of "${word}"`;
    // The family is sure to say what the device is in a cell that names the model, and where it is no stranger's.
    const isTheirs = model.strength !== 'weak' || (model.measured?.wrong ?? 0) === 0;
    const sure = word === null && !doubtful && isTheirs && cell.fields.some((one) => NAMES_MODEL.includes(one));
    return hit(model.certainty, {
      kind: 'model',
      field: cell.field,
      seen: excerpt(cell.text, match.from, match.to),
      sign: word === null ? sign : 'governedModel',
      maker,
      matched: (model.family === null ? found : `${found} (${model.family})`) + lowered,
      family: { is: model.is, sure, name: model.family ?? found },
      before: model.strength === 'weak' || !doubtful ? context.makerBefore(cell, match.from, maker.vendor) : null,
    });
  }

  return {
    kinds: ['model'],
    seeks(role, fields) {
      const sought = groups.filter(([first]) => isSoughtIn(first, role, fields));
      return sought.length === 0 ? null : sought.map(([, patterns]) => patterns);
    },
    find(cell: Cell, hits: Hit[]): void {
      const matches = scan()(cell.text, (family) => isSoughtIn(family, cell.role, cell.fields));
      const reported = worthReporting(outsideIds(matches, cell), cell);
      hits.push(...reported.flatMap((match) => hitOf(cell, match) ?? []));
    },
  };
}

/** A hex number in small letters, filled up to eight digits: in log lines an address of memory (02494bbc). */
const MEMORY = /^0(?=\d*[a-f])[\da-f]{7}$/;

/** The matches that do not begin within the id of a machine. */
function outsideIds(matches: readonly ModelMatch[], { text, role }: Cell): readonly ModelMatch[] {
  if (matches.length === 0) return matches;
  const ids = Array.from(text.matchAll(MACHINE_ID()), ({ 0: id, index }) => ({ from: index, to: index + id.length }));
  const isOfMachine = ({ from, to }: ModelMatch): boolean =>
    (role === 'line' && MEMORY.test(text.slice(from, to))) || ids.some((id) => from >= id.from && from < id.to);
  return matches.filter((one) => !isOfMachine(one));
}

/** Each family once, and no weak family of a vendor that has a strong one in the cell. */
function worthReporting(matches: readonly ModelMatch[], cell: Cell): readonly ModelMatch[] {
  const byFamily = new Map<Family, ModelMatch>();
  // In a maker cell a product word without a number is more often another company's name (Dragonfish Ltd).
  const needsDigit = cell.role === 'maker' && !cell.fields.includes('model');
  for (const match of matches) {
    const first = byFamily.get(match.family);
    const isOnlyWord = needsDigit && !DIGIT.test(cell.text.slice(match.from, match.to));
    if (!isOnlyWord && (first === undefined || (first.isJoined && !match.isJoined))) byFamily.set(match.family, match);
  }
  const all = [...byFamily.values()];
  const isStrong = ({ family }: ModelMatch): boolean => family.model.strength !== 'weak';
  const strong = new Set(all.flatMap((one) => (isStrong(one) && !one.isJoined ? one.family.maker.vendor : [])));
  return all.filter((one) => isStrong(one) || !strong.has(one.family.maker.vendor));
}
