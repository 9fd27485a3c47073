import {
  colonForm,
  headOf,
  isBurntIn,
  isBurntInBlock,
  macParts,
  parseMac,
  separatedMacs,
  SHORTEST_MAC,
} from '../../core/mac.ts';
import { KNOWN, NOTHING, WANTED } from '../../core/first-letters.ts';
import type { MacPrefixes } from '../../knowledge/knowledge.ts';
import { prefixesOf } from '../../knowledge/mac-prefixes.ts';
import type { Cell } from '../cell.ts';
import { hit, type Finder, type FinderInput, type Hit } from './finder.ts';
import { ownersOf, type MakerEntry, type OwnedValue } from '../names/makers.ts';

/** IEEE assigns blocks of 36, 28 and 24 bits; the longest that holds an address names its registrant. */
const LENGTHS = [9, 7, 6] as const;

/** The first 24 bits of an address of 12 hex digits. */
const headIn = (mac: string): number => parseInt(mac.slice(0, 6), 16);

/**
 * The usable addresses of a cell in a column of addresses, or of a line of text: in any form, alone or among others.
 */
export function macsIn(text: string): string[] {
  const whole = parseMac(text);
  if (whole !== null) return isBurntIn(whole) ? [whole] : [];
  if (text.length < SHORTEST_MAC) return [];
  const parts = text.split(/[\s,;|/]+/).flatMap((part) => parseMac(part) ?? []);
  return usable([...parts, ...separatedMacs(text)]);
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

/** The usable addresses of any other cell: those that their separators tell. */
function macsInText(text: string): string[] {
  return usable(separatedMacs(text));
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

/** What a cell makes of an address of a certain registration. */
type Reading = Pick<Hit, 'field' | 'sign'>;

function readingOf(cell: Cell): Reading {
  const { role, fields, text } = cell;
  const field = fields.includes('mac') ? 'mac' : (fields[0] ?? 'text');
  if (cell.holds('mac')) return { field, sign: 'address' };
  const isInText = role === 'open' && parseMac(text) === null;
  return { field, sign: isInText ? 'addressInText' : 'strayAddress' };
}

/** A registered prefix. What is said of its addresses is the same but for the address: it is made once. */
class Block {
  readonly #prefix: string;
  readonly #registration: OwnedValue;
  readonly #said: { readonly reading: Reading; readonly hit: Hit }[] = [];

  constructor(prefix: string, registration: OwnedValue) {
    this.#prefix = prefix;
    this.#registration = registration;
  }

  get maker(): MakerEntry {
    return this.#registration.maker;
  }

  /** What an address of the block is evidence of. */
  hit(reading: Reading, mac: string): Hit {
    const seen = colonForm(mac);
    const { field, sign } = reading;
    for (const { reading: before, hit } of this.#said)
      if (before.field === field && before.sign === sign) return { ...hit, seen, gradeKey: hit };
    const said = this.#say(reading);
    return { ...said, seen, gradeKey: said };
  }

  #say(reading: Reading): Hit {
    const { maker, certainty, value } = this.#registration;
    const said = hit({
      ...reading,
      kind: 'mac',
      maker,
      seen: '',
      matched: `${this.#prefix.toUpperCase()} ${value}`,
      certainty,
    });
    this.#said.push({ reading, hit: said });
    return said;
  }
}

/** A prime, with places for many times as many blocks as there are. */
const REMAINDERS = 131_071;

/** Registered blocks by address; each is created when one of its addresses occurs, which few of thousands do. */
class Blocks {
  /** The first 24 bits of all blocks, KNOWN or WANTED: they decide for most addresses of an inventory. */
  readonly #heads = new Map<number, number>();
  readonly #registered: ReadonlyMap<string, OwnedValue>;
  readonly #made = new Map<string, Block>();
  readonly #undivided = new Map<number, Block | null>();
  /** Whether any of the heads with a remainder is known: most addresses are told by this alone. */
  readonly #remainders = new Uint8Array(REMAINDERS);
  /** First 24 bits in which something longer is registered. */
  readonly #divided = new Set<number>();

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

  /** The block that holds an address. */
  of(mac: string): Block | null {
    if (this.level(headIn(mac)) === NOTHING) return null;
    for (const length of LENGTHS) {
      const block = this.#block(mac.slice(0, length));
      if (block !== null) return block;
    }
    return null;
  }

  #block(prefix: string): Block | null {
    const registration = this.#registered.get(prefix);
    if (registration === undefined) return null;
    const block = this.#made.get(prefix) ?? new Block(prefix, registration);
    this.#made.set(prefix, block);
    return block;
  }
}

/**
 * A MAC prefix registered to a vendor, in whatever column: probable for the row's own address, possible for one in a
 * note or a place, or inside a text nobody claimed. Random, multicast, placeholder and malformed addresses are no
 * evidence.
 */
export function compileMac({ makers, macPrefixes }: FinderInput): Finder {
  const blocks = new Blocks(registrations(makers, macPrefixes));
  return {
    kinds: ['mac'],
    looksAt: () => true,
    patterns: () => [],
    addresses: {
      ofHead: (head) => blocks.level(head),
      of: (text, ofAddresses) =>
        (ofAddresses ? macsIn(text) : macsInText(text)).reduce(
          (level, mac) => level | blocks.level(headIn(mac)),
          NOTHING,
        ),
    },
    find(cell: Cell, hits: Hit[]): void {
      const block = blocks.undivided(headOf(cell.text));
      if (block !== null) {
        hits.push(block.hit(readingOf(cell), cell.text));
        return;
      }
      const seen = new Set<MakerEntry>();
      for (const mac of cell.holds('mac') ? macsIn(cell.text) : macsInText(cell.text)) {
        const found = blocks.of(mac);
        if (found === null || seen.has(found.maker)) continue;
        seen.add(found.maker);
        hits.push(found.hit(readingOf(cell), mac));
      }
    },
    nearMisses(cell) {
      const mac = cell.holds('mac') ? parseMac(cell.text) : null;
      if (mac === null) return [];
      if (!isBurntIn(mac))
        return [{ kind: 'mac', text: `${cell.text.trim()} is a random, group or placeholder address` }];
      return blocks.of(mac) === null
        ? [{ kind: 'mac', text: `${mac.slice(0, 6).toUpperCase()} is registered to none of the known vendors` }]
        : [];
    },
  };
}
