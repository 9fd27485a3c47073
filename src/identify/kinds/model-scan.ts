import { MaskMachine, type MaskId } from '../../core/mask/machine.ts';
import { trustedMask } from '../../core/mask/parse.ts';
import { completedFrom, Signs, type Completed } from '../../core/mask/scan.ts';
import { isJoining, isWord, signsOf } from '../../core/mask/signs.ts';
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

type Meaning = { readonly is: 'family'; readonly family: number } | { readonly is: 'except'; readonly family: number };

/** Shorter ones stand before too much: MI, BYD. */
export const SHORTEST_NAME = 3;

/** Looks for all families of a run in one go over a text. */
export class ModelScan {
  readonly #machine = new MaskMachine();
  readonly #states: States;
  readonly #means: Meaning[] = [];
  readonly #sought: readonly Sought[];
  readonly #hosts: ReadonlySet<string>;
  /**
   * What is put into the machine, or looked for, once a word begins like it: reading all masks takes 60 ms, and a small
   * inventory meets few of them.
   */
  readonly #waiting = new Map<string, { readonly mask: string; readonly meaning: Meaning }[]>();
  readonly #names = new Map<string, OwnName[]>();
  readonly #parts = new Map<OwnName, readonly string[]>();

  /** `hosts`: words before a model that make it no other maker's (SW-S5720). */
  constructor(sought: readonly Sought[], names: readonly OwnName[], hosts: ReadonlySet<string>) {
    this.#sought = sought;
    this.#hosts = hosts;
    sought.forEach(({ mask, except }, family) => {
      this.#add(mask, { is: 'family', family });
      for (const one of except) this.#add(one, { is: 'except', family });
    });
    for (const own of names) keep(this.#names, beginningOf(own.name), own);
    this.#states = new States(this.#machine);
  }

  #add(mask: string, meaning: Meaning): void {
    keep(this.#waiting, beginningOf(mask), { mask, meaning });
  }

  /** Puts in what may match a word that begins so. */
  #meet(beginning: string): void {
    const waiting = this.#waiting.get(beginning);
    if (waiting === undefined) return;
    this.#waiting.delete(beginning);
    for (const { mask, meaning } of waiting) {
      this.#machine.add(trustedMask(mask));
      this.#means.push(meaning);
    }
    this.#states.clear();
  }

  #partsOf(own: OwnName): readonly string[] {
    let parts = this.#parts.get(own);
    if (parts === undefined) this.#parts.set(own, (parts = words(fold(own.name))));
    return parts;
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
      for (let length = 0; length <= BEGINNING; length += 1) {
        const beginning = String.fromCharCode(...signs.signs.subarray(at, at + length));
        this.#meet(beginning);
        const names = begins ? this.#names.get(beginning) : undefined;
        if (names !== undefined) this.#noteNames(names, at, signs, own);
      }
      const completed = completedFrom(at, signs, this.#machine, this.#states);
      if (completed.length === 0) continue;
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

  #noteNames(names: readonly OwnName[], from: number, { signs, plain }: Signs, own: Map<number, number[]>): void {
    for (const name of names) {
      const { vendor } = name;
      const at = endOfName(plain, from, this.#partsOf(name));
      const next = at === -1 ? -1 : isWord(signs[at]) ? at : isJoining(signs[at]) ? at + 1 : -1;
      if (next !== -1) own.set(next, [...(own.get(next) ?? []), vendor]);
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

  #placeOf(mask: MaskId): number {
    return this.#means[mask]?.family ?? 0;
  }

  #isBetter(mask: MaskId, than: MaskId): boolean {
    const { masks } = this.#machine;
    const more = (masks[mask]?.fixed ?? 0) - (masks[than]?.fixed ?? 0);
    return more > 0 || (more === 0 && this.#placeOf(mask) < this.#placeOf(than));
  }
}

/** What a word must begin with: two letters or digits, one, or nothing where a mask may begin in many ways. */
function beginningOf(text: string): string {
  return (/^[a-z0-9]{0,2}/i.exec(text)?.[0] ?? '').toLowerCase();
}

const BEGINNING = 2;

function keep<Of>(all: Map<string, Of[]>, key: string, one: Of): void {
  const known = all.get(key);
  if (known === undefined) all.set(key, [one]);
  else known.push(one);
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

const PLAIN = /^[a-z0-9]+$/;
const GAP = /^(?:[-_./]|\s+)/;

/** Where a name ends that begins at `from`, with a separator, blanks or nothing between its words; -1: it does not. */
function endOfName(text: string, from: number, parts: readonly string[]): number {
  if (parts.reduce((sum, { length }) => sum + length, 0) < SHORTEST_NAME || !parts.every((part) => PLAIN.test(part)))
    return -1;
  let at = from;
  for (const [index, part] of parts.entries()) {
    if (index > 0) at += GAP.exec(text.slice(at, at + 8))?.[0].length ?? 0;
    if (!text.startsWith(part, at)) return -1;
    at += part.length;
  }
  return at;
}
