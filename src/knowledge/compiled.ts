import { sha256 } from '../core/fingerprint.ts';
import { compact, restore } from '../yaml/compact.ts';
import type { Profile } from './ban-list.ts';
import type { RawKnowledge } from './data.ts';
import type { Knowledge, MacPrefixes } from './knowledge.ts';
import { listShape } from './list-shape.ts';
import { requiredLiterals } from './literals.ts';
import { listHash, toList } from './to-list.ts';
import { toVendor } from './to-vendor.ts';
import { vendorShape } from './vendor-shape.ts';

/** dist/knowledge.json: the shipped YAML without what is at its default, prefixes grouped by registrant. */
interface Compiled {
  readonly sha256: string;
  readonly vendors: readonly unknown[];
  readonly macDate: string;
  /** Registrant, then its prefixes separated by spaces. */
  readonly macPrefixes: readonly (readonly [string, string])[];
  /** Pattern, then its literals separated by spaces. */
  readonly literals: readonly (readonly [string, string])[];
  readonly lists: readonly { readonly sha256: string; readonly list: unknown }[];
  readonly profiles: readonly Profile[];
}

/** The text of the compiled file. */
export function compileKnowledge(raw: RawKnowledge): string {
  const vendors = raw.vendors.map((vendor) => compact(vendor, vendorShape));
  const macPrefixes = groupByRegistrant(raw.macPrefixes);
  const compiled: Compiled = {
    sha256: sha256(JSON.stringify([vendors, macPrefixes])),
    vendors,
    macDate: raw.macPrefixes.date,
    macPrefixes,
    literals: literalsOf(raw),
    lists: raw.lists.map((list) => ({ sha256: listHash(list), list: compact(list, listShape) })),
    profiles: raw.profiles,
  };
  return JSON.stringify(compiled);
}

/** What the compiled file says. Trusts it: the build wrote it after checking everything. */
export function restoreKnowledge(text: string): Knowledge {
  const compiled = JSON.parse(text) as Compiled;
  const vendors = compiled.vendors.map((json) => {
    const raw = restore(json, vendorShape);
    return toVendor(raw, `data/vendors/${raw.id}.yaml`);
  });
  const names = new Map(vendors.map(({ id, name }) => [id, name]));
  const lists = compiled.lists.map(({ sha256: hash, list }) => {
    const raw = restore(list, listShape);
    return toList(raw, `data/lists/${raw.id}.yaml`, hash, (id) => names.get(id) ?? null);
  });
  const macPrefixes = { date: compiled.macDate, prefixes: ungroup(compiled.macPrefixes) };
  const patternLiterals = new Map(compiled.literals.map(([pattern, joined]) => [pattern, joined.split(' ')]));
  return { vendors, lists, profiles: compiled.profiles, macPrefixes, patternLiterals, sha256: compiled.sha256 };
}

/** Patterns without a literal are left out. */
function literalsOf({ vendors }: RawKnowledge): (readonly [string, string])[] {
  const makers = vendors.flatMap((vendor) => [vendor, ...vendor.affiliates]);
  return makers.flatMap(({ identifiers }) =>
    identifiers.models.flatMap(({ pattern }) => {
      const literals = requiredLiterals(pattern);
      return literals === null ? [] : [[pattern, literals.join(' ')] as const];
    }),
  );
}

function groupByRegistrant({ prefixes }: MacPrefixes): (readonly [string, string])[] {
  const groups = new Map<string, string[]>();
  for (const [prefix, registrant] of prefixes) {
    const group = groups.get(registrant);
    if (group === undefined) groups.set(registrant, [prefix]);
    else group.push(prefix);
  }
  return Array.from(groups, ([registrant, group]) => [registrant, group.join(' ')] as const);
}

function ungroup(groups: readonly (readonly [string, string])[]): (readonly [string, string])[] {
  const prefixes = groups.flatMap(([registrant, joined]) =>
    joined.split(' ').map((prefix) => [prefix, registrant] as const),
  );
  return prefixes.sort(([a], [b]) => (a < b ? -1 : 1));
}
