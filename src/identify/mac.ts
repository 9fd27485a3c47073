import type { Confidence } from '../core/finding.ts';
import { isBurntIn, parseMac } from '../core/mac.ts';
import type { MacPrefixes } from '../knowledge/knowledge.ts';
import type { Certainty } from '../knowledge/vendor.ts';
import type { Cell } from './cell.ts';
import { hit, type Finder, type Hit } from './finder.ts';
import type { MakerEntry } from './makers.ts';

interface Registration {
  readonly maker: MakerEntry;
  readonly certainty: Certainty;
  readonly registrant: string;
}

/** IEEE assigns blocks of 36, 28 and 24 bits; the longest that holds an address names its registrant. */
const LENGTHS = [9, 7, 6] as const;
const IN_TEXT =
  /(?<![0-9a-f:.-])(?:[0-9a-f]{2}([:-])(?:[0-9a-f]{2}\1){4}[0-9a-f]{2}|[0-9a-f]{4}([.-])[0-9a-f]{4}\2[0-9a-f]{4})(?![0-9a-f:-])/gi;

/** Three octets or two groups with a separator between them, or twelve digits: every form of an address has one of these. */
const MAY_BE_MAC = /[0-9a-f]{1,2}([:. -])[0-9a-f]{1,2}\1[0-9a-f]|[0-9a-f]{4}[.:-][0-9a-f]{4}|[0-9a-f]{12}/i;

/** True for an address in the usual form (`00:1a:..`) whose first 24 bits belong to no known block. */
function isUnknown(text: string, heads: ReadonlySet<number>): boolean {
  if (text.length !== 17) return false;
  const separator = text.charCodeAt(2);
  if ((separator !== 58 && separator !== 45) || text.charCodeAt(5) !== separator) return false;
  const head = (octetAt(text, 0) << 16) | (octetAt(text, 3) << 8) | octetAt(text, 6);
  return head >= 0 && !heads.has(head);
}

/** Two hex digits as a number, negative when they are none. */
function octetAt(text: string, at: number): number {
  return (digitOf(text.charCodeAt(at)) << 4) | digitOf(text.charCodeAt(at + 1));
}

function digitOf(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const lower = code | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}

/** The usable addresses of a cell: the whole cell, its parts, or those inside a text. */
export function macsIn(text: string): string[] {
  const whole = parseMac(text);
  if (whole !== null) return isBurntIn(whole) ? [whole] : [];
  if (text.length < 12) return [];
  const parts = text.split(/[\s,;|/]+/).flatMap((part) => parseMac(part) ?? []);
  const found = parts.length > 0 ? parts : Array.from(text.matchAll(IN_TEXT), (at) => parseMac(at[0]) ?? '');
  return [...new Set(found)].filter((mac) => mac !== '' && isBurntIn(mac));
}

/** Who a prefix is registered to, by prefix. */
export function registrations(makers: readonly MakerEntry[], prefixes: MacPrefixes): Map<string, Registration> {
  const byRegistrant = new Map<string, Registration>();
  const byPrefix = new Map<string, Registration>();
  for (const maker of makers) {
    for (const { value, certainty } of maker.maker.identifiers.macRegistrants) {
      byRegistrant.set(value, { maker, certainty, registrant: value });
    }
    for (const { value, certainty } of maker.maker.identifiers.macPrefixes) {
      byPrefix.set(value, { maker, certainty, registrant: maker.maker.name });
    }
  }
  for (const [prefix, registrant] of prefixes.prefixes) {
    const registration = byRegistrant.get(registrant);
    if (registration !== undefined && !byPrefix.has(prefix)) byPrefix.set(prefix, registration);
  }
  return byPrefix;
}

/** Registrations by prefix, and the first 24 bits of all of them: most addresses of an inventory are told by these. */
interface Table {
  readonly byPrefix: ReadonlyMap<string, Registration>;
  readonly heads: ReadonlySet<number>;
}

/** The registration that holds an address, with the prefix that was met. */
function lookUp({ byPrefix, heads }: Table, mac: string): readonly [string, Registration] | null {
  if (!heads.has(parseInt(mac.slice(0, 6), 16))) return null;
  for (const length of LENGTHS) {
    const prefix = mac.slice(0, length);
    const registration = byPrefix.get(prefix);
    if (registration !== undefined) return [prefix, registration];
  }
  return null;
}

/**
 * A MAC prefix registered to a vendor: probable for the row's own address, possible for one inside a text nobody
 * claimed. Random, multicast, placeholder and malformed addresses are no evidence.
 */
export function compileMac(makers: readonly MakerEntry[], prefixes: MacPrefixes): Finder {
  const byPrefix = registrations(makers, prefixes);
  const heads = new Set(Array.from(byPrefix.keys(), (prefix) => parseInt(prefix.slice(0, 6), 16)));
  const table = { byPrefix, heads };
  return {
    looksAt: (role, fields) => fields.includes('mac') || role === 'line' || role === 'open',
    literals: null,
    passesOver: (text) => isUnknown(text, heads) || !MAY_BE_MAC.test(text),
    find(cell: Cell, hits: Hit[]): void {
      const field = cell.fields.includes('mac') ? 'mac' : 'text';
      const base: Confidence = cell.holds('mac') ? 'probable' : 'possible';
      const seen = new Set<MakerEntry>();
      for (const mac of macsIn(cell.text)) {
        const found = lookUp(table, mac);
        if (found === null || seen.has(found[1].maker)) continue;
        const [prefix, { maker, certainty, registrant }] = found;
        seen.add(maker);
        hits.push(
          hit({
            kind: 'mac',
            maker,
            field,
            seen: mac.replace(/(..)(?!$)/g, '$1:'),
            matched: `${prefix.toUpperCase()} ${registrant}`,
            confidence: certainty === 'low' || maker.certainty === 'low' ? 'possible' : base,
          }),
        );
      }
    },
    nearMisses(cell) {
      const mac = cell.holds('mac') ? parseMac(cell.text) : null;
      if (mac === null) return [];
      if (!isBurntIn(mac))
        return [{ kind: 'mac', text: `${cell.text.trim()} is a random, group or placeholder address` }];
      return lookUp(table, mac) === null
        ? [{ kind: 'mac', text: `${mac.slice(0, 6).toUpperCase()} is registered to none of the known vendors` }]
        : [];
    },
  };
}
