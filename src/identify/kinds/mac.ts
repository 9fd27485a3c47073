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
import { textPattern, type Patterns } from '../../core/scan/patterns.ts';
import type { MacPrefixes } from '../../knowledge/knowledge.ts';
import { prefixesOf } from '../../knowledge/mac-prefixes.ts';
import type { Cell } from '../cell.ts';
import { hit, type Finder, type Hit } from './finder.ts';
import { ownersOf, type MakerEntry, type OwnedValue } from '../names/makers.ts';
import { isAboutOther } from '../role.ts';

/** IEEE assigns blocks of 36, 28 and 24 bits; the longest that holds an address names its registrant. */
const LENGTHS = [9, 7, 6] as const;

const [HH, H] = ['[0-9A-F]{2}', '[0-9A-F]'];
const loose = (by: string): string => `${H}{1,2}\\${by}${H}{1,2}\\${by}${H}{1,2}\\${by}`;

/** How an address begins that its separators tell, in its first 24 bits; with 01 before it, a client id. */
const SEPARATED_FORMS = [
  loose(':'),
  `${HH}\\-${HH}\\-${HH}\\-`,
  `${HH}\\.${HH}\\.${HH}\\.`,
  ...['.', '-'].map((by) => `${HH}${HH}\\${by}${HH}${HH}\\${by}`),
  `${HH}${HH}${HH}\\-${H}`,
];
/** And in a column of addresses, besides. */
const OTHER_FORMS = [
  loose('-'),
  `${HH}~${HH}~${HH}~`,
  `${HH}${HH}\\:${HH}${HH}\\:`,
  `${HH}${HH}${HH}\\:${H}`,
  `${HH}${HH}${HH}${H}`,
];
/** A client id in fours, and what spreadsheets and programs write before an address: few enough to be read each. */
const WITH_PREFIX = [`01${HH}\\.${HH}${HH}\\.`, `0x${HH}`];

const beginnings =
  (forms: readonly string[]): Patterns =>
  () => [...forms.map((form) => textPattern(`${form}*`, true)), ...WITH_PREFIX.map((form) => textPattern(`${form}*`))];
const SEPARATED = beginnings(SEPARATED_FORMS);
const ANY_FORM = beginnings([...SEPARATED_FORMS, ...OTHER_FORMS]);

/** Where the first 24 bits are those of no known block, the whole address is nobody's. */
const isOf = (heads: ReadonlySet<number>, mac: string): boolean => heads.has(parseInt(mac.slice(0, 6), 16));

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
type Reading = Pick<Hit, 'field' | 'confidence' | 'aboutMaker'>;

function readingOf(cell: Cell): Reading {
  const { role, fields, text } = cell;
  const field = fields.includes('mac') ? 'mac' : (fields[0] ?? 'text');
  if (cell.holds('mac')) return { field, confidence: 'probable', aboutMaker: true };
  const aboutMaker = !isAboutOther(role);
  const insideText = role === 'open' && parseMac(text) === null;
  return { field, confidence: aboutMaker && !insideText ? 'probable' : 'possible', aboutMaker };
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
    const { field, confidence, aboutMaker } = reading;
    for (const { reading: before, hit } of this.#said) {
      if (before.field === field && before.confidence === confidence && before.aboutMaker === aboutMaker)
        return { ...hit, seen, gradeKey: hit };
    }
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

/** Registered blocks by address; each is created when one of its addresses occurs, which few of thousands do. */
class Blocks {
  /** The first 24 bits of all blocks: they decide for most addresses of an inventory. */
  readonly heads = new Set<number>();
  readonly #registered: ReadonlyMap<string, OwnedValue>;
  readonly #made = new Map<string, Block>();
  readonly #whole = new Map<number, Block | null>();
  /** First 24 bits in which something longer is registered. */
  readonly #divided = new Set<number>();

  constructor(registered: ReadonlyMap<string, OwnedValue>) {
    this.#registered = registered;
    for (const prefix of registered.keys()) {
      const head = parseInt(prefix.slice(0, 6), 16);
      this.heads.add(head);
      if (prefix.length > 6) this.#divided.add(head);
    }
  }

  /**
   * The block with these 24 bits, if they tell all: nothing longer is registered in it, all its addresses are burnt in.
   */
  whole(head: number): Block | null {
    if (!this.heads.has(head)) return null;
    let block = this.#whole.get(head);
    if (block === undefined) {
      const prefix = head.toString(16).padStart(6, '0');
      block = this.#divided.has(head) || !isBurntInBlock(prefix) ? null : this.#block(prefix);
      this.#whole.set(head, block);
    }
    return block;
  }

  /** The block that holds an address. */
  of(mac: string): Block | null {
    if (!isOf(this.heads, mac)) return null;
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
export function compileMac(makers: readonly MakerEntry[], prefixes: MacPrefixes): Finder {
  const blocks = new Blocks(registrations(makers, prefixes));
  return {
    looksAt: () => true,
    patterns: (role, fields) => [role === 'line' || fields.includes('mac') ? ANY_FORM : SEPARATED],
    addressHeads: blocks.heads,
    find(cell: Cell, hits: Hit[]): void {
      const block = blocks.whole(headOf(cell.text));
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
