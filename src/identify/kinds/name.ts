import type { Confidence } from '../../core/finding.ts';
import { excerpt } from '../../core/text.ts';
import type { Cell } from '../cell.ts';
import { hit, type Finder, type Hit, type NearMiss } from './finder.ts';
import type { Guard } from '../names/guard.ts';
import { namesIn, type NameIndex } from '../names/name-index.ts';
import type { NameMet } from '../names/name-scan.ts';

/** The cell's text around a met name, in its own spelling. */
export function seenAround(cell: Cell, met: NameMet): string {
  const same = cell.folded.length === cell.text.length;
  const start = same ? (cell.tokens[met.first]?.start ?? 0) : 0;
  return excerpt(cell.text.trim(), start, same ? (cell.tokens[met.last]?.end ?? start) : 0);
}

/** The name as printed, with who taught it and the word that took it down. */
export function describe(met: NameMet, taken: string | null): string {
  const by = met.name.by === null ? '' : ` (by ${met.name.by})`;
  if (met.name.kind === 'relabel') return `${met.name.display}, a brand that relabels some of their products`;
  return `${met.name.display}${by}${taken === null ? '' : `, taken down by "${taken}"`}`;
}

/** True when a name in a cell nobody claimed is what the cell is about: it begins it, or follows a label ("Vendor:"). */
export function leads(cell: Cell, met: NameMet, labels: ReadonlySet<string>): boolean {
  return met.first === 0 || labels.has(cell.tokens[met.first - 1]?.text ?? '');
}

function relabelGrade(cell: Cell, met: NameMet): Confidence | null {
  return cell.role === 'maker' && met.first === 0 ? 'possible' : null;
}

function gradeOfName(cell: Cell, met: NameMet, taken: string | null, labels: ReadonlySet<string>): Confidence | null {
  if (met.name.kind === 'relabel') return relabelGrade(cell, met);
  if (!met.name.distinctive && cell.role !== 'maker') return null;
  switch (cell.role) {
    case 'maker':
      if (met.whole) return 'confirmed';
      return taken === null ? 'probable' : 'possible';
    case 'product':
      return taken === null ? 'probable' : 'possible';
    case 'line':
      return taken === null ? 'probable' : null;
    case 'open':
      return taken === null && leads(cell, met, labels) ? 'probable' : null;
    default:
      return null;
  }
}

/**
 * What makes a name doubtful: the word that governs it, or the stranger that begins the maker cell, of whose name what
 * follows is a part ("Emerson Network Power (Huawei Base)").
 */
function doubt(cell: Cell, met: NameMet, all: readonly NameMet[], guard: Guard): string | null {
  if (met.whole) return null;
  const [leading] = all;
  if (cell.role === 'maker' && leading?.name.kind === 'look-alike' && leading.first === 0) return leading.name.display;
  return guard.negation(cell.tokens, met.first, met.last);
}

/** Why a name that stands in the cell is no evidence; null when it is. */
function whyNotTaken(cell: Cell, { name, first, last, whole }: NameMet, guard: Guard): string | null {
  const { display, like, source } = name;
  if (name.kind === 'look-alike') {
    return `${display} is another company than ${like ?? ''}, a known stranger${source === null ? '' : ` (${source})`}`;
  }
  const taken = whole ? null : guard.negation(cell.tokens, first, last);
  if (taken !== null && (cell.role === 'open' || cell.role === 'line')) return `${display} is taken down by "${taken}"`;
  return null;
}

/** More names inside words than this help nobody. */
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
 * A known name where a maker is to be expected: the whole maker cell, whole words of a maker, model, product,
 * platform or sysDescr cell, the beginning of a cell nobody claimed.
 */
export function compileName(index: NameIndex, guard: Guard, labels: ReadonlySet<string>): Finder {
  return {
    looksAt: (role) => role !== 'none' && role !== 'aside',
    literals: () => namesIn(index),
    find(cell: Cell, hits: Hit[]): void {
      const all = cell.names(index);
      for (const met of all) {
        const { maker } = met.name;
        if (maker === null) continue;
        const taken = doubt(cell, met, all, guard);
        const grading = gradeOfName(cell, met, taken, labels);
        if (grading === null) continue;
        const plain = met.name.kind === 'name' && taken === null;
        hits.push(
          hit({
            kind: 'name',
            maker,
            field: cell.fields[0] ?? 'text',
            seen: seenAround(cell, met),
            matched: describe(met, taken),
            confidence: met.name.certainty === 'low' ? 'possible' : grading,
            aboutMaker: taken === null,
            namesMaker: plain && cell.role === 'maker',
          }),
        );
      }
    },
    nearMisses(cell) {
      const met = cell.names(index);
      if (met.length === 0) return insideWords(index, cell);
      return met.flatMap((one): NearMiss[] => {
        const text = whyNotTaken(cell, one, guard);
        return text === null ? [] : [{ kind: 'name', text }];
      });
    },
  };
}
