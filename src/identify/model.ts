import type { Confidence } from '../core/finding.ts';
import { excerpt } from '../core/text.ts';
import type { Field } from '../core/fields.ts';
import type { ModelPattern } from '../knowledge/vendor.ts';
import type { Cell } from './cell.ts';
import { hit, type Finder, type Hit } from './finder.ts';
import type { MakerEntry } from './makers.ts';
import { PatternIndex } from './pattern-index.ts';
import type { Role } from './role.ts';

const DIGIT = /\d/;

interface Compiled {
  readonly maker: MakerEntry;
  readonly pattern: ModelPattern;
  /** Compiled when first tried: a run tries few of them. */
  readonly regex: () => RegExp;
}

/** A pattern as it is looked for in one column. */
interface Sought extends Compiled {
  readonly confidence: Confidence;
}

/** What is looked for in a column. */
interface Looking {
  readonly role: Role;
  readonly sought: readonly Sought[];
  readonly index: PatternIndex;
}

/** Strong patterns of a maker before its weak ones, so that a weak one is not tried where a strong one was met. */
export function compilePatterns(makers: readonly MakerEntry[]): Compiled[] {
  const all = makers.flatMap((maker) =>
    maker.maker.identifiers.models.map((pattern) => ({ maker, pattern, regex: lazyRegex(pattern.pattern) })),
  );
  return [
    ...all.filter((one) => one.pattern.strength === 'strong'),
    ...all.filter((one) => one.pattern.strength === 'weak'),
  ];
}

function lazyRegex(pattern: string): () => RegExp {
  let regex: RegExp | null = null;
  return () => (regex ??= new RegExp(pattern, 'i'));
}

/** How a pattern met in such a column is graded; null when it is not looked for there. */
function grade({ maker, pattern }: Compiled, role: Role, fields: readonly Field[]): Confidence | null {
  const certain = pattern.strength === 'strong' && pattern.certainty !== 'low' && maker.certainty !== 'low';
  if (pattern.on.length > 0) {
    if (role !== 'line' && !pattern.on.some((field) => fields.includes(field))) return null;
    return certain ? 'probable' : 'possible';
  }
  if (role === 'none') return null;
  if (role === 'aside') return pattern.strength === 'strong' ? 'possible' : null;
  return certain ? 'probable' : 'possible';
}

/** In a maker cell a product word without a number is more often another company's name (eSight Corporation, Metro-Optix). */
function isOnlyWord(cell: Cell, found: string): boolean {
  return cell.role === 'maker' && !cell.fields.includes('model') && !DIGIT.test(found);
}

/** Model and part number families. Strong ones are usable alone; a weak one needs a second signal. */
export function compileModel(
  makers: readonly MakerEntry[],
  literalsOf: (pattern: string) => readonly string[],
): Finder {
  const patterns = compilePatterns(makers);
  const byColumn = new WeakMap<readonly Field[], Looking>();

  /** What is looked for in a column: worked out once a column, as its cells share their fields. */
  function lookedFor(role: Role, fields: readonly Field[]): Looking {
    const known = byColumn.get(fields);
    if (known?.role === role) return known;
    const sought = patterns.flatMap((one) => {
      const confidence = grade(one, role, fields);
      return confidence === null ? [] : [{ ...one, confidence }];
    });
    const index = new PatternIndex(sought.map(({ pattern }) => literalsOf(pattern.pattern)));
    const looking = { role, sought, index };
    byColumn.set(fields, looking);
    return looking;
  }

  return {
    looksAt: (role, fields) => lookedFor(role, fields).sought.length > 0,
    literals: (role, fields) => lookedFor(role, fields).sought.flatMap(({ pattern }) => literalsOf(pattern.pattern)),
    find(cell: Cell, hits: Hit[]): void {
      const { sought, index } = lookedFor(cell.role, cell.fields);
      const strong = new Set<number>();
      for (const at of index.candidates(cell)) {
        const one = sought[at];
        if (one === undefined) continue;
        const weak = one.pattern.strength === 'weak';
        if (weak && strong.has(one.maker.vendor)) continue;
        const { confidence } = one;
        const found = one.regex().exec(cell.text);
        if (found === null || isOnlyWord(cell, found[0])) continue;
        if (!weak) strong.add(one.maker.vendor);
        const { family, category } = one.pattern;
        const shared = {
          field: cell.fields[0] ?? 'text',
          seen: excerpt(cell.text.trim(), found.index, found.index + found[0].length),
          confidence,
        } as const;
        hits.push(
          hit({
            ...shared,
            kind: 'model',
            maker: one.maker,
            matched: family === null ? found[0] : `${found[0]} (${family})`,
            aboutMaker: cell.role !== 'aside',
            weak,
          }),
        );
        if (category === null || cell.role === 'aside') continue;
        hits.push(
          hit({
            ...shared,
            kind: 'category',
            category,
            familyOf: one.maker.vendor,
            matched: family ?? found[0],
            confidence: 'possible',
            weak,
          }),
        );
      }
    },
  };
}
