import { groupsOf } from '../../core/groups.ts';
import { addressFrom, colonForm, headOf, isBurntIn, macsIn, macsOf, parseMac, separatedMacs } from '../../core/mac.ts';
import { prefixesOf, type MacPrefixes } from '../../knowledge/knowledge.ts';
import type { Cell } from '../cell.ts';
import { hit, type Finder, type FinderInput, type Hit } from './finder.ts';
import { ownersOf, type MakerEntry, type OwnedValue } from '../names/name-index.ts';

/** Whether addresses are expected in a cell: in a column of them, or a whole line, which may hold anything. */
const expectsMac = ({ role, fields }: Cell): boolean => role === 'line' || fields.includes('mac');

const headOfDigits = (mac: string): number => parseInt(mac.slice(0, 6), 16);

const SIX_PAIRS = /^[^\da-z]*(?:[\da-f]{2}[^\da-z]*){6}$/i;

/** Whether a cell is six pairs of hex digits, one with a letter, in a form that is not read: a lost address. */
export function isUnreadMac(text: string): boolean {
  return headOf(text) === -1 && SIX_PAIRS.test(text) && /[a-f]/i.test(text) && macsOf(text).length === 0;
}

/** A registered prefix; `value` is its name in the registry. Its hits differ in `seen` alone: each is made once. */
interface Block extends OwnedValue {
  readonly prefix: string;
  /** One for each field and sign. */
  readonly hits: Hit[];
}

function hitOf({ prefix, maker, certainty, value, hits }: Block, cell: Cell, mac: string): Hit {
  const field = cell.fields.includes('mac') ? 'mac' : cell.field;
  const isInText = cell.role === 'free-text' && parseMac(cell.text) === null;
  const sign = expectsMac(cell) ? 'address' : isInText ? 'addressInText' : 'strayAddress';
  let found = hits.find((one) => one.field === field && one.sign === sign);
  if (found === undefined) {
    const matched = `${prefix.toUpperCase()} ${value}`;
    hits.push((found = hit(certainty, { kind: 'mac', maker, field, seen: '', matched, sign })));
  }
  return { ...found, seen: colonForm(mac), gradeKey: found };
}

function blocksOf(makers: readonly MakerEntry[], prefixes: MacPrefixes) {
  const blocks: Block[] = [];
  // No spread: for 4,000 blocks one takes 5 ms.
  const add = (prefix: string, { maker, certainty }: OwnedValue, value: string) =>
    blocks.push({ maker, value, certainty, prefix, hits: [] });
  for (const [prefix, one] of ownersOf(makers, 'macPrefixes')) add(prefix, one, one.maker.facts.name);
  for (const [registrant, one] of ownersOf(makers, 'macRegistrants'))
    for (const prefix of prefixesOf(prefixes, registrant)) add(prefix, one, registrant);
  blocks.sort((a, b) => b.prefix.length - a.prefix.length);
  /** By their first 24 bits, which decide for most of an inventory: the longest first, then those of vendor files. */
  const byHead = groupsOf(blocks, ({ prefix }) => headOfDigits(prefix));
  return {
    mayBegin: (head: number): boolean => byHead.has(head),
    blockOf: (mac: string): Block | null =>
      byHead.get(headOfDigits(mac))?.find(({ prefix }) => mac.startsWith(prefix)) ?? null,
  };
}

/**
 * A MAC prefix registered to a vendor, in any column: probable for the row's own address, possible for one in a note or
 * a place, or inside a text nobody claimed. Random, multicast, placeholder and malformed addresses are no evidence.
 * IEEE assigns blocks of 36, 28 and 24 bits.
 */
export function compileMac({ makers, macPrefixes }: FinderInput): Finder {
  const blocks = blocksOf(makers, macPrefixes);
  /** The usable addresses of a text; outside a column of addresses only those with separators. */
  const usableIn = (text: string, ofAddresses: boolean): readonly string[] =>
    ofAddresses ? macsIn(text) : separatedMacs(text).filter(isBurntIn);
  return {
    kinds: ['mac'],
    seeks: () => [],
    addresses: {
      mayBegin: blocks.mayBegin,
      areIn: (text, ofAddresses) => usableIn(text, ofAddresses).some((mac) => blocks.mayBegin(headOfDigits(mac))),
    },
    find(cell, hits): void {
      const before = hits.length;
      for (const mac of usableIn(cell.text, expectsMac(cell))) {
        const found = blocks.blockOf(mac);
        if (found === null || hits.some(({ maker }, at) => at >= before && maker === found.maker)) continue;
        hits.push(hitOf(found, cell, mac));
      }
    },
    nearMisses(cell) {
      if (!expectsMac(cell)) return [];
      const block = blocks.blockOf(addressFrom(cell.text) ?? '');
      const digits = cell.text.replaceAll(/[^\da-f]/gi, '').toUpperCase();
      if (block !== null) return [`${digits} is a prefix registered to ${block.value}, not an address`];
      const mac = parseMac(cell.text);
      if (mac === null) return [];
      if (!isBurntIn(mac)) return [`${cell.text.trim()} is a random, group or placeholder address`];
      const prefix = mac.slice(0, 6).toUpperCase();
      return blocks.blockOf(mac) === null ? [`${prefix} is registered to none of the known vendors`] : [];
    },
  };
}
