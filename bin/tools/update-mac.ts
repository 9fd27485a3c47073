// Rewrites data/mac-prefixes.txt from oui-data for every registrant that a vendor file names, and says what moved.
// Usage: npm run update:mac [-- YYYY-MM-DD], the day of the snapshot (oui-data does not state it: its day of
// publication, `npm view oui-data time`). Without a day the file keeps the one it has.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

import { isDay } from '../../src/core/dates.ts';
import { readDataFolder } from '../../src/knowledge/data.ts';
import { readData } from '../../src/knowledge/data.ts';
import { parseMacPrefixes, type RawKnowledge } from '../../src/knowledge/data.ts';
import { Reading } from '../../src/yaml/read.ts';
import { ieeePrefixes, ieeeVersion, registryKey } from './registries.ts';

const DATA = 'data';
const FILE = `${DATA}/mac-prefixes.txt`;

/** Registrants that the vendor files name, as they spell them. */
function namedRegistrants(): ReadonlySet<string> {
  const { raw } = readData(readDataFolder(DATA));
  const makers = raw.vendors.flatMap((vendor) => [vendor, ...vendor.affiliates]);
  return new Set(makers.flatMap(({ identifiers }) => identifiers.macRegistrants.map(({ value }) => value)));
}

function oldPrefixes(): RawKnowledge['macPrefixes'] {
  if (!existsSync(FILE)) return { date: '', prefixes: [] };
  return parseMacPrefixes({ path: FILE, text: readFileSync(FILE, 'utf8') }, new Reading());
}

/** What `parseMacPrefixes` reads: `# IEEE registry YYYY-MM-DD`, then `prefix registrant` a line, sorted by prefix. */
function formatMacPrefixes({ date, prefixes }: RawKnowledge['macPrefixes']): string {
  return [`# IEEE registry ${date}`, ...prefixes.map((one) => one.join(' ')), ''].join('\n');
}

function counts(names: Iterable<string>): Map<string, number> {
  const found = new Map<string, number>();
  for (const name of names) found.set(name, (found.get(name) ?? 0) + 1);
  return found;
}

/** Named registrants that the registry does not spell so, and near spellings of it that no vendor file names. */
function spellings(named: ReadonlySet<string>, inRegistry: ReadonlyMap<string, number>): string[] {
  const keys = new Map(Array.from(named, (name) => [registryKey(name), name]));
  const gone = [...named].filter((name) => !inRegistry.has(name)).map((name) => `not in the registry: ${name}`);
  const also = Array.from(inRegistry).flatMap(([name, count]) => {
    const known = keys.get(registryKey(name));
    return named.has(name) || known === undefined ? [] : [`not named: ${name} (${String(count)}), beside ${known}`];
  });
  return [...gone, ...also].sort();
}

function moved(old: RawKnowledge['macPrefixes'], now: RawKnowledge['macPrefixes']): string[] {
  const before = new Map(old.prefixes);
  const after = new Map(now.prefixes);
  const gone = old.prefixes.filter(([prefix]) => !after.has(prefix)).map(([prefix, name]) => `- ${prefix} ${name}`);
  const changes = now.prefixes.flatMap(([prefix, name]) => {
    const was = before.get(prefix);
    if (was === name) return [];
    return was === undefined ? [`+ ${prefix} ${name}`] : [`~ ${prefix} ${was} -> ${name}`];
  });
  return [...gone, ...changes];
}

export function main([day]: readonly string[]): string {
  const old = oldPrefixes();
  const date = day ?? old.date;
  if (!isDay(date))
    return `expected the day of the registry snapshot (YYYY-MM-DD), found ${date === '' ? 'none' : date}`;
  const named = namedRegistrants();
  const registry = ieeePrefixes();
  const prefixes = registry
    .filter(({ name }) => named.has(name))
    .map(({ number, name }) => [number, name] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(FILE, formatMacPrefixes({ date, prefixes }));
  const inRegistry = counts(registry.map(({ name }) => name));
  const lines = [...moved(old, { date, prefixes }), ...spellings(named, inRegistry)];
  return [
    ...lines,
    `${FILE}: ${String(prefixes.length)} prefixes of ${String(named.size)} registrants ` +
      `(oui-data ${ieeeVersion()}, ${date})`,
  ].join('\n');
}
