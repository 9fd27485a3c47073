import type { Confidence } from '../core/finding.ts';
import { excerpt } from '../core/text.ts';
import type { ModelPattern } from '../knowledge/vendor.ts';
import type { Cell } from './cell.ts';
import { hit, type Finder, type Hit } from './finder.ts';
import type { MakerEntry } from './makers.ts';

const DIGIT = /\d/;

interface Compiled {
  readonly maker: MakerEntry;
  readonly pattern: ModelPattern;
  readonly regex: RegExp;
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

function grade(cell: Cell, { maker, pattern }: Compiled): Confidence | null {
  const certain = pattern.strength === 'strong' && maker.certainty !== 'low';
  if (pattern.on.length > 0) {
    return cell.role === 'line' || pattern.on.some((field) => cell.fields.includes(field))
      ? certain
        ? 'probable'
        : 'possible'
      : null;
  }
  switch (cell.role) {
    case 'maker':
    case 'product':
    case 'open':
    case 'line':
      return certain ? 'probable' : 'possible';
    case 'aside':
      return pattern.strength === 'strong' ? 'possible' : null;
    default:
      return null;
  }
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
  return {
    looksAt: (role, fields) =>
      role !== 'none' || patterns.some(({ pattern }) => pattern.on.some((field) => fields.includes(field))),
    literals: () => patterns.flatMap(({ pattern }) => literalsOf(pattern.pattern)),
    find(cell: Cell, hits: Hit[]): void {
      const strong = new Set<number>();
      for (const one of patterns) {
        const weak = one.pattern.strength === 'weak';
        if (weak && strong.has(one.maker.vendor)) continue;
        const confidence = grade(cell, one);
        const found = confidence === null ? null : one.regex.exec(cell.text);
        if (confidence === null || found === null || isOnlyWord(cell, found[0])) continue;
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
