import { caseless, OWN_PATTERN_SIGHT } from '../../core/caseless.ts';
import type { Confidence } from '../../core/finding.ts';
import { excerpt, fold } from '../../core/text.ts';
import type { Field } from '../../core/fields.ts';
import type { Literals } from '../../knowledge/pattern-literals.ts';
import type { ModelPattern } from '../../knowledge/vendor.ts';
import type { Cell } from '../cell.ts';
import { hit, type Finder, type Hit } from './finder.ts';
import type { Guard } from '../names/guard.ts';
import type { MakerEntry } from '../names/makers.ts';
import { mayHold, PatternIndex } from '../pattern-index.ts';
import { isAboutOther, type Role } from '../role.ts';

/** Characters of a cell that a shipped pattern is tried on: patterns are not linear in all of it. */
const PATTERN_SIGHT = 4096;

const DIGIT = /\d/;

/** Cells in which a pattern's literals are looked for before it is compiled; one that is tried more often is worth 0.2 ms. */
const SPARED = 32;

/** A pattern of a maker; compiled when a cell first holds one of its literals, which in a small run few patterns see. */
class Compiled {
  readonly maker: MakerEntry;
  readonly pattern: ModelPattern;
  readonly literals: Literals;
  #regex: RegExp | null = null;
  #spared = 0;

  constructor(maker: MakerEntry, pattern: ModelPattern, literals: Literals) {
    this.maker = maker;
    this.pattern = pattern;
    this.literals = literals;
  }

  exec(cell: Cell): RegExpExecArray | null {
    if (this.#regex === null && this.#spared < SPARED && !mayHold(cell, this.literals.all)) {
      this.#spared += 1;
      return null;
    }
    this.#regex ??= caseless(this.pattern.pattern);
    return this.#regex.exec(cell.text.slice(0, this.pattern.own === true ? OWN_PATTERN_SIGHT : PATTERN_SIGHT));
  }
}

/** What is looked for in a column. */
interface Looking {
  readonly role: Role;
  /** How each pattern is graded there; null when it is not looked for. */
  readonly grades: readonly (Confidence | null)[];
}

/** Strong patterns of a maker before its weak ones, so that a weak one is not tried where a strong one was met. */
function compilePatterns(makers: readonly MakerEntry[], literalsOf: (pattern: string) => Literals): Compiled[] {
  const all = makers.flatMap((maker) =>
    maker.maker.identifiers.models.map((pattern) => new Compiled(maker, pattern, literalsOf(pattern.pattern))),
  );
  return [
    ...all.filter((one) => one.pattern.strength === 'strong'),
    ...all.filter((one) => one.pattern.strength === 'weak'),
  ];
}

/** How a pattern met in such a column is graded; null when it is not looked for there. */
function gradeOfPattern({ maker, pattern }: Compiled, role: Role, fields: readonly Field[]): Confidence | null {
  const certain = pattern.strength === 'strong' && pattern.certainty !== 'low' && maker.certainty !== 'low';
  if (pattern.on.length > 0) {
    if (role !== 'line' && !pattern.on.some((field) => fields.includes(field))) return null;
    return certain ? 'probable' : 'possible';
  }
  if (role === 'none') return null;
  if (isAboutOther(role)) return pattern.strength === 'strong' ? 'possible' : null;
  return certain ? 'probable' : 'possible';
}

/** In a maker cell a product word without a number is more often another company's name (eSight Corporation, Metro-Optix). */
function isOnlyWord(cell: Cell, found: string): boolean {
  return cell.role === 'maker' && !cell.fields.includes('model') && !DIGIT.test(found);
}

/** The word that says that something else is for the model at [from, to); told where folding kept the places of letters. */
function takenDown(
  { maker }: Compiled,
  { tokens, folded, text }: Cell,
  from: number,
  to: number,
  guard: Guard,
): string | null {
  if (folded.length !== text.length) return null;
  const first = tokens.findIndex(({ end }) => end > from);
  let last = tokens.findLastIndex(({ start }) => start < to);
  for (let next = tokens[last + 1]; next?.start === (tokens[last]?.end ?? 0) + 1; next = tokens[last + 1]) {
    if (folded[next.start - 1] === ' ') break;
    last += 1;
  }
  return guard.fitted(tokens, first, last, (word) => maker.maker.names.some(({ name }) => fold(name) === word));
}

/** Model and part number families. Strong ones are usable alone; a weak one needs a second signal. */
export function compileModel(
  makers: readonly MakerEntry[],
  literalsOf: (pattern: string) => Literals,
  guard: Guard,
): Finder {
  const patterns = compilePatterns(makers, literalsOf);
  const index = new PatternIndex(patterns.map(({ literals }) => literals.starts));
  const byColumn = new WeakMap<readonly Field[], Looking>();

  /** What is looked for in a column: worked out once a column, as its cells share their fields. */
  function lookedFor(role: Role, fields: readonly Field[]): Looking {
    const known = byColumn.get(fields);
    if (known?.role === role) return known;
    const looking = { role, grades: patterns.map((one) => gradeOfPattern(one, role, fields)) };
    byColumn.set(fields, looking);
    return looking;
  }

  return {
    looksAt: (role, fields) => lookedFor(role, fields).grades.some((confidence) => confidence !== null),
    literals(role, fields) {
      const { grades } = lookedFor(role, fields);
      return patterns.flatMap(({ literals }, at) => (grades[at] === null ? [] : literals.all));
    },
    find(cell: Cell, hits: Hit[]): void {
      const { grades } = lookedFor(cell.role, cell.fields);
      const strong = new Set<number>();
      for (const at of index.candidates(cell)) {
        const one = patterns[at];
        const graded = grades[at] ?? null;
        if (one === undefined || graded === null) continue;
        const weak = one.pattern.strength === 'weak';
        if (weak && strong.has(one.maker.vendor)) continue;
        const found = one.exec(cell);
        if (found === null || isOnlyWord(cell, found[0])) continue;
        if (!weak) strong.add(one.maker.vendor);
        const taken = takenDown(one, cell, found.index, found.index + found[0].length, guard);
        const confidence = taken === null ? graded : 'possible';
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
            matched: `${found[0]}${family === null ? '' : ` (${family})`}${taken === null ? '' : `, taken down by "${taken}"`}`,
            aboutMaker: !isAboutOther(cell.role) && taken === null,
            weak,
          }),
        );
        if (category === null || isAboutOther(cell.role) || taken !== null) continue;
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
