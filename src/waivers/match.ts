import type { Finding } from '../core/finding.ts';
import { macParts, parseMac } from '../core/mac.ts';
import type { Problem } from '../core/problem.ts';
import { foldCell } from '../core/text.ts';
import type { Waiver } from './waiver.ts';
import { FINDING_KEYS } from './waiver.ts';

type RowKey = Exclude<(typeof FINDING_KEYS)[number], 'list'>;
type Wanted = readonly (readonly [key: RowKey, value: string])[];

const KEYS = FINDING_KEYS.filter((key): key is RowKey => key !== 'list');

/** Keys that few findings share, so that thousands of waivers cost no more than a few. */
const SELECTIVE = ['finding', 'serial', 'assetTag', 'mac', 'hostname'] as const;

/**
 * Finds the waivers all of whose keys hold for a finding, in the order of the file. `list` is left to the caller: it
 * is about designations, not about rows.
 */
export function compileMatch(all: readonly Waiver[]): (finding: Finding) => readonly Waiver[] {
  const waivers = all.filter(({ match }) => match.problem === null);
  const wanted = waivers.map(wantedOf);
  const filed = new Map<string, number[]>();
  waivers.forEach((_, index) => {
    const name = fileUnder(wanted[index] ?? []);
    filed.set(name, [...(filed.get(name) ?? []), index]);
  });
  return (finding) => {
    const names = ['', ...SELECTIVE.flatMap((key) => valuesOf(finding, key).map((value) => `${key}=${value}`))];
    const indexes = [...new Set(names.flatMap((name) => filed.get(name) ?? []))].sort((a, b) => a - b);
    return indexes
      .filter((index) => (wanted[index] ?? []).every(([key, value]) => valuesOf(finding, key).includes(value)))
      .flatMap((index) => waivers[index] ?? []);
  };
}

/** Finds the waivers of a problem, in the order of the file. */
export function compileProblemMatch(all: readonly Waiver[]): (problem: Problem) => readonly Waiver[] {
  const bySource = new Map<string, Waiver[]>();
  for (const waiver of all) {
    const { problem, source } = waiver.match;
    if (problem === null || source === null) continue;
    const key = `${problem} ${source}`;
    bySource.set(key, [...(bySource.get(key) ?? []), waiver]);
  }
  return ({ code, source, line }) =>
    (bySource.get(`${code} ${source}`) ?? []).filter(({ match }) => match.line === null || match.line === String(line));
}

function wantedOf({ match }: Waiver): Wanted {
  return KEYS.flatMap((key) => {
    const value = match[key];
    if (value === null) return [];
    return [[key, key === 'mac' ? (parseMac(value) ?? '') : foldCell(value)] as const];
  });
}

function fileUnder(wanted: Wanted): string {
  for (const key of SELECTIVE) {
    const found = wanted.find(([name]) => name === key);
    if (found !== undefined) return `${key}=${found[1]}`;
  }
  return '';
}

function valuesOf({ id, vendor, category, asset }: Finding, key: RowKey): string[] {
  if (key === 'finding') return [id];
  if (key === 'mac') return macParts(asset.mac ?? '');
  if (key !== 'vendor') return asset[key] === undefined ? [] : [foldCell(asset[key])];
  const affiliate = vendor?.affiliate ?? null;
  const things = [vendor, affiliate, category].filter((thing) => thing !== null);
  const paths = vendor !== null && affiliate !== null ? [`${vendor.id}/${affiliate.id}`] : [];
  return [...things.flatMap((thing) => [thing.id, thing.name]), ...paths].map(foldCell);
}
