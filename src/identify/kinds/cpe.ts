import type { Cell } from '../cell.ts';
import { hit, type Finder, type Hit } from './finder.ts';
import { ownersOf, type MakerEntry } from '../names/makers.ts';

/** CPE 2.3 formatted strings and 2.2 URIs: `cpe:2.3:o:huawei:...`, `cpe:/h:zte:...`. */
const CPE = /(?<![a-z0-9])cpe:(?:2\.3:|\/)[aho]:((?:[^:\s\\]|\\.){1,80})(?::((?:[^:\s\\]|\\.){1,120}))?/gi;
const NAMES = () => [{ text: 'cpe', wanted: true, isLoose: true as const }];

/** Whether a text holds a CPE name. */
export function isCpe(text: string): boolean {
  return text.search(CPE) >= 0;
}

/** The vendor part of a CPE name, exactly, in whatever column; in a note or a place it may be about something else. */
export function compileCpe({ makers }: { readonly makers: readonly MakerEntry[] }): Finder {
  const vendors = ownersOf(makers, 'cpeVendors', (value) => value.toLowerCase());
  return {
    kinds: ['cpe'],
    looksAt: () => true,
    patterns: () => [NAMES],
    find(cell: Cell, hits: Hit[]): void {
      const seen = new Set<string>();
      for (const at of cell.text.matchAll(CPE)) {
        const name = (at[1] ?? '').replaceAll('\\', '').toLowerCase();
        const found = vendors.get(name);
        if (found === undefined || seen.has(name)) continue;
        seen.add(name);
        hits.push(
          hit({
            kind: 'cpe',
            maker: found.maker,
            field: cell.fields.includes('cpe') ? 'cpe' : cell.field,
            seen: at[0].slice(0, 200),
            matched: `CPE vendor ${name}`,
            sign: 'cpe',
            certainty: found.certainty,
          }),
        );
      }
    },
    nearMisses(cell) {
      const names = new Set(
        Array.from(cell.text.matchAll(CPE), (at) => (at[1] ?? '').replaceAll('\\', '').toLowerCase()),
      );
      const strangers = [...names].filter((name) => !vendors.has(name));
      return strangers.map((name) => ({ kind: 'cpe', text: `CPE vendor ${name} is not of a known vendor` }));
    },
  };
}
