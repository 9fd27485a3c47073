import { addressFrom, colonForm, headOf, isBurntIn, isBurntInBlock, macParts } from '../../core/mac.ts';
import { parseMac, separatedMacs, SHORTEST_MAC } from '../../core/mac.ts';
import { KNOWN, NOTHING, WANTED } from '../../core/first-letters.ts';
import { prefixesOf, type MacPrefixes } from '../../knowledge/knowledge.ts';
import type { Cell } from '../cell.ts';
import { hit, type Finder, type FinderInput, type Hit } from './finder.ts';
import { ownersOf, type MakerEntry, type OwnedValue } from '../names/makers.ts';

/** The first 24 bits of an address of 12 hex digits. */
const headIn = (mac: string): number => parseInt(mac.slice(0, 6), 16);

/**
 * The usable addresses of a cell in a column of addresses, or of a line of text: in any form, alone or among others.
 */
export function macsIn(text: string): string[] {
  const whole = parseMac(text);
  if (whole !== null) return isBurntIn(whole) ? [whole] : [];
  if (text.length < SHORTEST_MAC) return [];
  return usable([...text.split(/[\s,;|/]+/).flatMap((part) => parseMac(part) ?? []), ...separatedMacs(text)]);
}

const SIX_PAIRS = /^[^\da-z]*(?:[\da-f]{2}[^\da-z]*){6}$/i;

/** Whether a cell is six pairs of hex digits, one with a letter, in a form that is not read: an address lost. */
export function isUnreadMac(text: string): boolean {
  return SIX_PAIRS.test(text) && /[a-f]/i.test(text) && parseMac(text) === null && separatedMacs(text).length === 0;
}

/** Whether a cell holds an address of any kind, a random one or a placeholder too. */
export function holdsAnyMac(text: string): boolean {
  return macParts(text).length > 0 || separatedMacs(text).length > 0;
}

function usable(macs: readonly string[]): string[] {
  return [...new Set(macs)].filter(isBurntIn);
}

/** Who a prefix is registered to, by prefix: `value` is the name in the registry. */
function registrations(makers: readonly MakerEntry[], prefixes: MacPrefixes): Map<string, OwnedValue> {
  const byPrefix = ownersOf(makers, 'macPrefixes');
  for (const [prefix, one] of byPrefix) byPrefix.set(prefix, { ...one, value: one.maker.maker.name });
  for (const [registrant, one] of ownersOf(makers, 'macRegistrants')) {
    for (const prefix of prefixesOf(prefixes, registrant)) {
      if (!byPrefix.has(prefix)) byPrefix.set(prefix, one);
    }
  }
  return byPrefix;
}

/** A registered prefix. What is said of its addresses is the same but for the address: it is made once. */
interface Block extends OwnedValue {
  readonly prefix: string;
  /** By the field and sign that cells make of its addresses. */
  readonly said: Hit[];
}

/** What an address of a block is evidence of in a cell. */
function hitOf({ prefix, maker, certainty, value, said }: Block, cell: Cell, mac: string): Hit {
  const field = cell.fields.includes('mac') ? 'mac' : cell.field;
  const isInText = cell.role === 'open' && parseMac(cell.text) === null;
  const sign = cell.holds('mac') ? 'address' : isInText ? 'addressInText' : 'strayAddress';
  let found = said.find((one) => one.field === field && one.sign === sign);
  if (found === undefined) {
    const matched = `${prefix.toUpperCase()} ${value}`;
    said.push((found = hit({ kind: 'mac', maker, field, seen: '', matched, sign, certainty })));
  }
  return { ...found, seen: colonForm(mac), gradeKey: found };
}

/** A prime, with places for many times as many blocks as there are. */
const REMAINDERS = 131_071;

/** Registered blocks by address; each is created when one of its addresses occurs, which few of thousands do. */
class Blocks {
  /** The first 24 bits of all blocks, KNOWN or WANTED: they decide for most addresses of an inventory. */
  readonly #heads = new Map<number, number>();
  /** Whether any of the heads with a remainder is known: most addresses are told by this alone. */
  readonly #remainders = new Uint8Array(REMAINDERS);
  /** First 24 bits in which something longer is registered. */
  readonly #divided = new Set<number>();
  readonly #registered: ReadonlyMap<string, OwnedValue>;
  readonly #made = new Map<string, Block>();
  readonly #undivided = new Map<number, Block | null>();

  constructor(registered: ReadonlyMap<string, OwnedValue>) {
    this.#registered = registered;
    for (const [prefix, { maker }] of registered) {
      const head = headIn(prefix);
      this.#heads.set(head, (this.#heads.get(head) ?? NOTHING) | (maker.wanted ? WANTED : KNOWN));
      this.#remainders[head % REMAINDERS] = 1;
      if (prefix.length > 6) this.#divided.add(head);
    }
  }

  /** KNOWN or WANTED where a block begins so, else NOTHING. */
  level(head: number): number {
    return this.#remainders[head % REMAINDERS] === 1 ? (this.#heads.get(head) ?? NOTHING) : NOTHING;
  }

  /**
   * The block with these 24 bits, if they tell all: nothing longer is registered in it, all its addresses are burnt in.
   */
  undivided(head: number): Block | null {
    if (this.level(head) === NOTHING) return null;
    let block = this.#undivided.get(head);
    if (block === undefined) {
      const prefix = head.toString(16).padStart(6, '0');
      block = this.#divided.has(head) || !isBurntInBlock(prefix) ? null : this.#block(prefix);
      this.#undivided.set(head, block);
    }
    return block;
  }

  /** The block that holds an address: the longest. */
  of(mac: string): Block | null {
    if (this.level(headIn(mac)) === NOTHING) return null;
    return this.#block(mac.slice(0, 9)) ?? this.#block(mac.slice(0, 7)) ?? this.#block(mac.slice(0, 6));
  }

  #block(prefix: string): Block | null {
    const registration = this.#registered.get(prefix);
    if (registration === undefined) return null;
    const block = this.#made.get(prefix) ?? { ...registration, prefix, said: [] };
    this.#made.set(prefix, block);
    return block;
  }
}

/**
 * A MAC prefix registered to a vendor, in whatever column: probable for the row's own address, possible for one in a
 * note or a place, or inside a text nobody claimed. Random, multicast, placeholder and malformed addresses are no
 * evidence. IEEE assigns blocks of 36, 28 and 24 bits.
 */
export function compileMac({ makers, macPrefixes }: FinderInput): Finder {
  const blocks = new Blocks(registrations(makers, macPrefixes));
  /** In a cell that is no column of addresses, those that their separators tell. */
  const usableIn = (text: string, ofAddresses: boolean): readonly string[] =>
    ofAddresses ? macsIn(text) : usable(separatedMacs(text));
  return {
    kinds: ['mac'],
    looksAt: () => true,
    patterns: () => [],
    addresses: {
      ofHead: (head) => blocks.level(head),
      of: (text, ofAddresses) =>
        usableIn(text, ofAddresses).reduce((level, mac) => level | blocks.level(headIn(mac)), NOTHING),
    },
    find(cell, hits): void {
      const block = blocks.undivided(headOf(cell.text));
      if (block !== null) {
        hits.push(hitOf(block, cell, cell.text));
        return;
      }
      const seen = new Set<MakerEntry>();
      for (const mac of usableIn(cell.text, cell.holds('mac'))) {
        const found = blocks.of(mac);
        if (found === null || seen.has(found.maker)) continue;
        seen.add(found.maker);
        hits.push(hitOf(found, cell, mac));
      }
    },
    nearMisses(cell) {
      const begun = cell.holds('mac') ? addressFrom(cell.text) : null;
      const block = begun === null ? null : blocks.of(begun);
      const says = `a prefix registered to ${block?.value ?? ''}, not an address`;
      if (block !== null)
        return [{ kind: 'mac', text: `${cell.text.replaceAll(/[^\da-f]/gi, '').toUpperCase()} is ${says}` }];
      const mac = cell.holds('mac') ? parseMac(cell.text) : null;
      if (mac === null || (isBurntIn(mac) && blocks.of(mac) !== null)) return [];
      const text = isBurntIn(mac)
        ? `${mac.slice(0, 6).toUpperCase()} is registered to none of the known vendors`
        : `${cell.text.trim()} is a random, group or placeholder address`;
      return [{ kind: 'mac', text }];
    },
  };
}
