import { groupsOf } from '../../core/groups.ts';
import { lazily } from '../../core/text.ts';
import { MaskSet, type Completed } from '../../core/mask/mask-set.ts';
import { fixedIn, trustedMask } from '../../core/mask/mask.ts';
import { isJoining, isWord, Signs, signsOf } from '../../core/mask/signs.ts';
import type { ModelFamily, Vendor } from '../../knowledge/vendor.ts';
import type { MakerEntry } from '../names/makers.ts';
import type { KnownName } from '../names/name-index.ts';

/** A family of models as it is looked for. */
export interface Family {
  readonly maker: MakerEntry;
  readonly model: ModelFamily;
}

/** A family met in a text. */
export interface ModelMatch {
  readonly family: Family;
  readonly from: number;
  readonly to: number;
  /** It begins in the middle of a name, after `-` `_` or `.` and a word that says nothing: at most `possible`. */
  readonly joined: boolean;
}

/**
 * Looks for all families of a run in one go over a text: those that it holds, in the order of their places; of several
 * from one beginning the longest. Only those that `may` be met there: one that is not looked for hides no other.
 * `hosts`: words before a model that make it no other maker's (SW-S5720).
 */
export function modelScan(sought: readonly Family[], names: readonly LeadingName[], hosts: ReadonlySet<string>) {
  const masks = new MaskSet(sought.map(({ model }) => model));
  const noteNames = notingNames(names);
  return (text: string, may: (family: Family) => boolean): readonly ModelMatch[] => {
    const signs = new Signs(signsOf(text));
    const found: ModelMatch[] = [];
    const named = new Map<number, Vendor[]>();
    const reached = new Map<Vendor, number>();
    for (let at = 0; at < text.length; at += 1) {
      const begins = signs.begins(at);
      const after = named.get(at);
      if (!begins && after === undefined) continue;
      if (begins) noteNames(at, signs, named);
      const completed = masks.from(at, signs);
      if (completed.length === 0) continue;
      const isOwn = ({ maker }: Family): boolean => after?.includes(maker.vendor) === true;
      const best = bestOf(sought, completed, (family) => {
        const isStrangers = family.model.notAfter.some((word) => word.toLowerCase() === wordBefore(text, at));
        return may(family) && (isOwn(family) || (begins && !isStrangers));
      });
      if (best === null) continue;
      const { family, to } = best;
      const { vendor } = family.maker;
      const before = reached.get(vendor);
      if (before !== undefined && before >= to) continue;
      reached.set(vendor, to);
      const joined = signs.isJoined(at) && !isOwn(family) && !hosts.has(wordBefore(text, at));
      found.push({ family, from: at, to, joined });
    }
    return found;
  };
}

/** The longest, then the one with more fixed characters, then the first. */
function bestOf(sought: readonly Family[], completed: Completed, may: (family: Family) => boolean) {
  const all = completed.flatMap(({ mask, end }) => {
    const family = sought[mask];
    return family === undefined || !may(family) ? [] : [{ family, mask, to: end }];
  });
  if (all.length < 2) return all[0] ?? null;
  const fixed = ({ family }: { readonly family: Family }): number => fixedIn(trustedMask(family.model.mask));
  return all.sort((a, b) => b.to - a.to || fixed(b) - fixed(a) || a.mask - b.mask)[0] ?? null;
}

const BEFORE = lazily(() => /([\p{L}\p{N}]{1,20})[-_. ]$/u);

/** The word before a place, in lower case; empty where none stands right before it. */
function wordBefore(text: string, at: number): string {
  const [, word = ''] = BEFORE().exec(text.slice(Math.max(0, at - 21), at)) ?? [];
  return word.toLowerCase();
}

/** A name or brand of a maker, as LEADING: what follows one is its own (huaweis5720, TP-Link_TL-WR841). */
export type LeadingName = Pick<KnownName, 'words'> & Pick<MakerEntry, 'vendor'>;

/** Plain ASCII; shorter names stand before too much: MI, BYD. */
export const LEADING = /^[a-z0-9]{3,}$/;
const GAP = /^(?:[-_./]|\s+)/;

/** Notes by place which vendors' names that begin at `from` end right before it: a model may follow without a blank. */
function notingNames(names: readonly LeadingName[]) {
  const byLetter = groupsOf(names, ({ words }) => words[0]?.charCodeAt(0));
  return (from: number, { signs, plain }: Signs, after: Map<number, Vendor[]>): void => {
    for (const { words, vendor } of byLetter.get(signs[from]) ?? []) {
      const at = endOfName(plain, from, words);
      const next = at === -1 ? -1 : isWord(signs[at]) ? at : isJoining(signs[at]) ? at + 1 : -1;
      if (next !== -1) after.set(next, [...(after.get(next) ?? []), vendor]);
    }
  };
}

/** Where a name ends that begins at `from`, with a separator, blanks or nothing between its words; -1: it does not. */
function endOfName(text: string, from: number, words: readonly string[]): number {
  let at = from;
  for (const [index, word] of words.entries()) {
    if (index > 0) at += GAP.exec(text.slice(at, at + 8))?.[0].length ?? 0;
    if (!text.startsWith(word, at)) return -1;
    at += word.length;
  }
  return at;
}
