/** Why a pattern is not of the safe subset, in one sentence that says where. */
export interface PatternProblem {
  readonly message: string;
  readonly hint: string | null;
}

/** A pattern as it is tried: case-insensitively. Only for patterns that `patternProblem` accepts. */
export function compilePattern(pattern: string): RegExp {
  return new RegExp(pattern, 'i');
}

/**
 * What keeps a regular expression out of the safe subset: back-references, look-behind for anything but fixed text or
 * one character, a repeated group that holds a quantifier or alternatives (the ways to exponential time), more than
 * one repetition without a limit on one path (the way to cubic time), and patterns that meet an empty cell.
 */
export function patternProblem(pattern: string): PatternProblem | null {
  let compiled: RegExp;
  try {
    compiled = compilePattern(pattern);
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^.*: /, '') : String(error);
    return { message: `is no regular expression: ${reason}`, hint: 'JavaScript syntax, without slashes around it' };
  }
  const problem = new Scanner(pattern).scan();
  if (problem !== null) return problem;
  return compiled.test('') ? { message: 'meets an empty cell, and so every cell', hint: null } : null;
}

interface Group {
  readonly start: number;
  readonly lookBehind: boolean;
  /** Holds a quantifier that can match in more than one way. */
  varies: boolean;
  alternatives: boolean;
  /** Unlimited repetitions one after the other: in the alternative being read, and the most of those before. */
  unlimited: number;
  most: number;
}

interface Quantifier {
  readonly min: number;
  readonly max: number;
}

/**
 * A repetition up to this often has a limit. Two without one in a row cost the cube of a cell's length at worst, 10
 * seconds at 4 KiB; one beside another of up to 20, a second.
 */
const LIMIT = 20;
const MAX_UNLIMITED = 1;

/** Walks a pattern that compiles, so the syntax is known to be right. */
class Scanner {
  readonly #pattern: string;
  #at = 0;

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  scan(): PatternProblem | null {
    const open: Group[] = [];
    let group = newGroup(0, false);
    while (this.#at < this.#pattern.length) {
      const start = this.#at;
      const char = this.#pattern.charAt(start);
      if (char === '(') {
        const opening = /^\((?:\?(?:<?[=!]|:))?/.exec(this.#pattern.slice(start))?.[0] ?? '(';
        if (this.#pattern.startsWith('(?', start) && opening === '(') {
          return problemAt(start, 'opens a named group', 'write (?: instead');
        }
        open.push(group);
        group = newGroup(start, opening.startsWith('(?<'));
        this.#at += opening.length;
        continue;
      }
      if (char === '|') {
        group.alternatives = true;
        group.most = Math.max(group.most, group.unlimited);
        group.unlimited = 0;
        this.#at += 1;
        continue;
      }
      let problem: PatternProblem | null;
      if (char === ')') {
        this.#at += 1;
        const outer = open.pop() ?? group;
        problem = this.#close(group, outer);
        group = outer;
      } else {
        problem = this.#atom(start) ?? this.#quantify(group);
      }
      if (problem !== null) return problem;
    }
    return tooMany(group);
  }

  /** Steps over one character, escape or class. Refused is what the reader in literals.ts cannot tell. */
  #atom(start: number): PatternProblem | null {
    const rest = this.#pattern.slice(start);
    const atom = /^(?:\[(?:\\.|[^\]\\])*\]|\\.|.)/su.exec(rest)?.[0] ?? rest.charAt(0);
    this.#at += atom.length;
    if (/^\\[1-9k]/.test(atom)) return problemAt(start, `refers back to a group (${atom})`, 'write the text out');
    if (/^(?:[^\\]|\\\\)*\\[xuc0]/.test(atom))
      return problemAt(start, `writes a character as ${atom}`, 'write the character itself');
    if (/^\\p/i.test(atom)) return problemAt(start, `${atom} is not of the safe subset`, 'write a class such as [A-Z]');
    return null;
  }

  #quantify(group: Group): PatternProblem | null {
    const quantifier = this.#quantifier();
    if (quantifier === null) return null;
    if (quantifier.min !== quantifier.max) group.varies = true;
    if (quantifier.max > LIMIT) group.unlimited += 1;
    return tooMany(group);
  }

  #close(group: Group, outer: Group): PatternProblem | null {
    const quantifier = this.#quantifier();
    const inside = this.#pattern.slice(group.start, this.#at);
    if (group.lookBehind && !isFixed(inside.slice(4, -1))) {
      return problemAt(
        group.start,
        `looks behind for more than fixed text or one character: ${inside}`,
        '(?<![A-Z0-9]) or (?<!GT-)',
      );
    }
    const most = Math.max(group.most, group.unlimited);
    outer.varies ||= group.varies || (quantifier !== null && quantifier.min !== quantifier.max);
    outer.unlimited += most;
    if (quantifier === null || quantifier.max <= 1) return tooMany(outer);
    const holds = group.varies ? 'a quantifier' : group.alternatives ? 'alternatives' : null;
    if (holds !== null) {
      return problemAt(
        group.start,
        `repeats a group that holds ${holds}: ${inside}`,
        'write ? instead, or a class such as [A-Z0-9-]+',
      );
    }
    if (quantifier.max > LIMIT) outer.unlimited += 1;
    return tooMany(outer);
  }

  #quantifier(): Quantifier | null {
    const found = /^(?:[*+?]|\{(\d+)(,?)(\d*)\})\??/.exec(this.#pattern.slice(this.#at));
    if (found === null) return null;
    const [text, min = '', comma = '', max = ''] = found;
    this.#at += text.length;
    if (text.startsWith('{')) {
      return { min: Number(min), max: comma === '' ? Number(min) : max === '' ? Infinity : Number(max) };
    }
    return { min: text.startsWith('+') ? 1 : 0, max: text.startsWith('?') ? 1 : Infinity };
  }
}

function newGroup(start: number, lookBehind: boolean): Group {
  return { start, lookBehind, varies: false, alternatives: false, unlimited: 0, most: 0 };
}

function tooMany({ unlimited, start }: Group): PatternProblem | null {
  if (unlimited <= MAX_UNLIMITED) return null;
  const hint = `write {0,${LIMIT}} for *, {1,${LIMIT}} for +; .* at an end is not needed`;
  return problemAt(start, 'has more than one repetition without a limit', hint);
}

/** Literal text, or one character of any kind. */
function isFixed(inside: string): boolean {
  return /^(?:[^\\[\](){}|?*+.^$]|\\[^\w])*$/.test(inside) || /^(?:\[(?:\\.|[^\]\\])*\]|\\[dwsDWS]|\.)$/.test(inside);
}

function problemAt(index: number, message: string, hint: string): PatternProblem {
  return { message: `at character ${index + 1} ${message}`, hint };
}
