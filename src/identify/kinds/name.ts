import { excerpt } from '../../core/text.ts';
import type { Cell } from '../cell.ts';
import { hit, type Finder, type Hit, type NearMiss } from './finder.ts';
import type { NameIndex } from '../names/name-index.ts';
import type { NameMet } from '../names/name-scan.ts';
import { parentIn, type Standings } from '../names/standing.ts';

/** The text of the cell around a matched name, in the cell's own spelling. */
export function seenAround(cell: Cell, met: NameMet): string {
  const same = cell.folded.length === cell.text.length;
  const start = same ? (cell.tokens[met.first]?.start ?? 0) : 0;
  return excerpt(cell.text.trim(), start, same ? (cell.tokens[met.last]?.end ?? start) : 0);
}

/** The name as printed, with who taught it and the word that took it down. */
export function describe(met: NameMet, taken: string | null): string {
  const by = met.name.by === null ? '' : ` (by ${met.name.by})`;
  if (met.name.kind === 'relabel') return `${met.name.display}, a brand that relabels some of their products`;
  return `${met.name.display}${by}${taken === null ? '' : `, lowered to possible because of "${taken}"`}`;
}

/** Why a name in the cell is no evidence; null when it is evidence. */
function whyNotTaken(cell: Cell, met: NameMet, standings: Standings): string | null {
  const { display, like, source, kind } = met.name;
  if (kind === 'look-alike') {
    return `${display} is another company than ${like ?? ''}, a known stranger${source === null ? '' : ` (${source})`}`;
  }
  const standing = standings.of(cell, met);
  return standing.as === 'aside' ? `${display} is set aside by "${standing.by ?? ''}"` : null;
}

/** More names inside words than this are of no use to a reader. */
const MOST_INSIDE = 3;

/** Names that stand inside a longer word: `zte` in Aztech. */
function insideWords(index: NameIndex, cell: Cell): readonly NearMiss[] {
  const found = new Map<string, string>();
  for (const [joined, [name]] of index.byJoined) {
    if (name?.kind !== 'name' || !name.distinctive || name.unspaced || joined.length < 3) continue;
    const word = cell.tokens.find(({ text }) => text.length > joined.length && text.includes(joined));
    if (word !== undefined && found.size < MOST_INSIDE) {
      found.set(joined, `"${joined}" inside "${word.text}" is not ${name.display}: only whole words count`);
    }
  }
  return Array.from(found.values(), (text) => ({ kind: 'name', text }));
}

/**
 * A known name where a vendor is to be expected: the whole vendor cell, whole words of a vendor, model, product,
 * platform, sysDescr or describing cell, the beginning of a free-text cell.
 */
export function compileName(index: NameIndex, standings: Standings): Finder {
  return {
    looksAt: (role) => role !== 'none' && role !== 'aside' && role !== 'person',
    patterns: () => [index.patterns],
    find(cell: Cell, hits: Hit[]): void {
      for (const met of cell.names(index)) {
        const { maker } = met.name;
        if (maker === null) continue;
        const standing = standings.of(cell, met);
        if (standing.as !== 'name') continue;
        const { strength, taken, part = null } = standing;
        const found = hit({
          kind: 'name',
          maker,
          field: cell.field,
          seen: seenAround(cell, met),
          matched: describe(met, taken),
          strength,
          certainty: met.name.certainty,
          part,
        });
        const parent = parentIn(index, cell, met);
        hits.push(found, ...(parent === null ? [] : [{ ...found, maker: parent }]));
      }
    },
    nearMisses(cell) {
      const met = cell.names(index);
      if (met.length === 0) return insideWords(index, cell);
      return met.flatMap((one): NearMiss[] => {
        const text = whyNotTaken(cell, one, standings);
        return text === null ? [] : [{ kind: 'name', text }];
      });
    },
  };
}
