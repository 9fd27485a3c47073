import { requiredLiterals } from './literals.ts';

/** Letters of a start. */
export const START = 3;
const ANY_TEXT = [''];

/** What a pattern cannot be met without: one of these stands in every squeezed text it is met in. */
export interface Literals {
  /** The first letters of the literals, each once; `['']` when nothing tells. */
  readonly starts: readonly string[];
  readonly all: readonly string[];
}

/** Nothing is known: the pattern is tried on every text. */
export const UNKNOWN: Literals = { starts: ANY_TEXT, all: ANY_TEXT };

/**
 * Literals as the compiled file holds them, all in one text: starts, a bar, literals. Shipped patterns have 11,000, and a
 * small run asks for those of a few patterns.
 */
export function packLiterals(literals: readonly string[]): string {
  const starts = new Set(literals.map((literal) => literal.slice(0, START)));
  return `${[...starts].join(' ')}|${literals.join(' ')}`;
}

/** Takes apart what is asked for, when it is. */
export function unpackLiterals(packed: string): Literals {
  const bar = packed.indexOf('|');
  let all: readonly string[] | null = null;
  return {
    starts: packed.slice(0, bar).split(' '),
    get all() {
      return (all ??= packed.slice(bar + 1).split(' '));
    },
  };
}

/** Works literals out, which takes up to 0.3 s for one pattern. */
export function workOutLiterals(pattern: string): Literals {
  const all = requiredLiterals(pattern);
  return all === null || all.includes('') ? UNKNOWN : unpackLiterals(packLiterals(all));
}
