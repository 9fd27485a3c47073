import type { Confidence } from '../core/finding.ts';
import { excerpt } from '../core/text.ts';
import type { Field } from '../core/fields.ts';
import type { ModelPattern } from '../knowledge/vendor.ts';
import type { Cell } from './cell.ts';
import { hit, type Finder, type Hit } from './finder.ts';
import type { MakerEntry } from './makers.ts';
import type { Role } from './role.ts';

const DIGIT = /\d/;

interface Compiled {
  readonly maker: MakerEntry;
  readonly pattern: ModelPattern;
  readonly regex: RegExp;
}

/** A pattern as it is looked for in one column. */
interface Looking extends Compiled {
  readonly role: Role;
  readonly confidence: Confidence;
}

/** Strong patterns of a maker before its weak ones, so that a weak one is not tried where a strong one was met. */
export function compilePatterns(makers: readonly MakerEntry[]): Compiled[] {
  const all = makers.flatMap((maker) =>
    maker.maker.identifiers.models.map((pattern) => ({ maker, pattern, regex: new RegExp(pattern.pattern, 'i') })),
  );
  return [
    ...all.filter((one) => one.pattern.strength === 'strong'),
    ...all.filter((one) => one.pattern.strength === 'weak'),
  ];
}

/** How a pattern met in such a column is graded; null when it is not looked for there. */
function grade({ maker, pattern }: Compiled, role: Role, fields: readonly Field[]): Confidence | null {
  const certain = pattern.strength === 'strong' && maker.certainty !== 'low';
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
  const byColumn = new WeakMap<readonly Field[], readonly Looking[]>();

  /** What is looked for in a column: worked out once a column, as its cells share their fields. */
  function lookedFor(role: Role, fields: readonly Field[]): readonly Looking[] {
    let looking = byColumn.get(fields);
    if (looking === undefined || looking[0]?.role !== role) {
      looking = patterns.flatMap((one) => {
        const confidence = grade(one, role, fields);
        return confidence === null ? [] : [{ ...one, confidence, role }];
      });
      byColumn.set(fields, looking);
    }
    return looking;
  }

  return {
    looksAt: (role, fields) => lookedFor(role, fields).length > 0,
    literals: (role, fields) => lookedFor(role, fields).flatMap(({ pattern }) => literalsOf(pattern.pattern)),
    find(cell: Cell, hits: Hit[]): void {
      const strong = new Set<number>();
      for (const one of lookedFor(cell.role, cell.fields)) {
        const weak = one.pattern.strength === 'weak';
        if (weak && strong.has(one.maker.vendor)) continue;
        const { confidence } = one;
        const found = one.regex.exec(cell.text);
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
