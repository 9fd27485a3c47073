import { MaskMachine, type MaskId } from '../../core/mask/machine.ts';
import type { Mask } from '../../core/mask/mask.ts';
import { trustedMask } from '../../core/mask/parse.ts';
import { completedFrom, Signs, type Completed } from '../../core/mask/scan.ts';
import { isJoining, isWord, setOf, signsOf } from '../../core/mask/signs.ts';
import { States } from '../../core/mask/states.ts';
import { fold, words } from '../../core/text.ts';

/** A family of models as it is looked for. */
export interface Sought {
  readonly mask: string;
  readonly except: readonly string[];
  /** Words that make what follows them a stranger's (GT-S5570). */
  readonly notAfter: readonly string[];
  /** Whose it is: families and names of one maker share a number. */
  readonly vendor: number;
}

/** Names and brands of a maker: what follows one is its own (huaweis5720, TP-Link_TL-WR841). */
export interface OwnName {
  readonly name: string;
  readonly vendor: number;
}

/** A family met in a text. */
export interface ModelMatch {
  /** Place of the family among those sought. */
  readonly family: number;
  readonly from: number;
  readonly to: number;
  /** It begins in the middle of a name, after `-` `_` or `.` and a word that says nothing: at most `possible`. */
  readonly joined: boolean;
}

type Meaning =
  | { readonly is: 'family'; readonly family: number }
  | { readonly is: 'except'; readonly family: number }
  | { readonly is: 'name'; readonly vendor: number };

/** Shorter ones stand before too much: MI, BYD. */
export const SHORTEST_NAME = 3;

/** Looks for all families of a run in one go over a text. */
export class ModelScan {
  readonly #machine = new MaskMachine();
  readonly #states: States;
  readonly #means: Meaning[] = [];
  readonly #sought: readonly Sought[];
  readonly #hosts: ReadonlySet<string>;

  /** `hosts`: words before a model that make it no other maker's (SW-S5720). */
  constructor(sought: readonly Sought[], names: readonly OwnName[], hosts: ReadonlySet<string>) {
    this.#sought = sought;
    this.#hosts = hosts;
    sought.forEach(({ mask, except }, family) => {
      this.#add(mask, { is: 'family', family });
      for (const one of except) this.#add(one, { is: 'except', family });
    });
    for (const { name, vendor } of names) {
      const mask = nameAsMask(name);
      if (mask === null) continue;
      this.#machine.add(mask);
      this.#means.push({ is: 'name', vendor });
    }
    this.#states = new States(this.#machine);
  }

  #add(text: string, meaning: Meaning): void {
    this.#machine.add(trustedMask(text));
    this.#means.push(meaning);
  }

  /** The families that a text holds, in the order of their places; of several from one beginning the longest. */
  matches(text: string): readonly ModelMatch[] {
    const signs = new Signs(signsOf(text));
    const found: ModelMatch[] = [];
    /** Beginnings after a maker's own name, by place. */
    const own = new Map<number, number[]>();
    /** How far the families of each vendor reach. */
    const reached = new Map<number, number>();
    for (let at = 0; at < text.length; at += 1) {
      const begins = signs.begins(at);
      const after = own.get(at);
      if (!begins && after === undefined) continue;
      const completed = completedFrom(at, signs, this.#machine, this.#states);
      if (completed.length === 0) continue;
      this.#noteNames(completed, signs, own);
      const joined = signs.isJoined(at) && !this.#hosts.has(wordBefore(text, at));
      const best = this.#best(completed, (family) => {
        const isOwn = after?.includes(family.vendor) === true;
        return (begins || isOwn) && (isOwn || !isStrangers(family, text, at));
      });
      if (best === null) continue;
      const { family, end } = best;
      const vendor = this.#sought[family]?.vendor ?? -1;
      if ((reached.get(vendor) ?? -1) >= end) continue;
      reached.set(vendor, end);
      found.push({ family, from: at, to: end, joined: joined && after?.includes(vendor) !== true });
    }
    return found;
  }

  #noteNames(completed: readonly Completed[], { signs }: Signs, own: Map<number, number[]>): void {
    for (const { mask, at } of completed) {
      const meaning = this.#means[mask];
      if (meaning?.is !== 'name') continue;
      const next = isWord(signs[at]) ? at : isJoining(signs[at]) ? at + 1 : -1;
      if (next !== -1) own.set(next, [...(own.get(next) ?? []), meaning.vendor]);
    }
  }

  /** The longest, then the one with more fixed characters, then the first. */
  #best(
    completed: readonly Completed[],
    may: (family: Sought) => boolean,
  ): { readonly family: number; readonly end: number } | null {
    const excepted = new Set(
      completed.flatMap(({ mask }) => {
        const meaning = this.#means[mask];
        return meaning?.is === 'except' ? [meaning.family] : [];
      }),
    );
    let best: { family: number; end: number; mask: MaskId } | null = null;
    for (const { mask, end } of completed) {
      const meaning = this.#means[mask];
      if (meaning?.is !== 'family' || excepted.has(meaning.family)) continue;
      const family = this.#sought[meaning.family];
      if (family === undefined || !may(family)) continue;
      if (best === null || end > best.end || (end === best.end && this.#isBetter(mask, best.mask))) {
        best = { family: meaning.family, end, mask };
      }
    }
    return best;
  }

  #isBetter(mask: MaskId, than: MaskId): boolean {
    const { masks } = this.#machine;
    const more = (masks[mask]?.fixed ?? 0) - (masks[than]?.fixed ?? 0);
    return more > 0 || (more === 0 && mask < than);
  }
}

function isStrangers({ notAfter }: Sought, text: string, at: number): boolean {
  if (notAfter.length === 0) return false;
  const before = wordBefore(text, at);
  return notAfter.some((word) => word.toLowerCase() === before);
}

const BEFORE = /([\p{L}\p{N}]{1,20})[-_. ]$/u;

/** The word before a place, in lower case; empty where none stands right before it. */
function wordBefore(text: string, at: number): string {
  return BEFORE.exec(text.slice(Math.max(0, at - 21), at))?.[1]?.toLowerCase() ?? '';
}

/** Null for a name that is too short, or not of plain letters. */
function nameAsMask(name: string): Mask | null {
  const parts = words(fold(name));
  const joined = parts.join('');
  if (joined.length < SHORTEST_NAME || !/^[a-z0-9]+$/.test(joined)) return null;
  const items = parts.flatMap((part, index): Mask['items'] => [
    ...(index === 0 ? [] : [{ is: 'gap', blanks: true, must: false } as const]),
    ...Array.from(part, (char) => ({ is: 'signs', set: setOf(char), characters: char, least: 1, most: 1 }) as const),
  ]);
  return { text: name, items, open: true, digitsGoOn: true, fixed: joined.length };
}
