import type { Knowledge, MacPrefixes } from './knowledge.ts';

/**
 * dist/knowledge.json: knowledge as it is used, so that loading it is one JSON.parse (4 ms for 440 KB; restoring a
 * smaller form took 9 and the shapes another 11 to load). Only prefixes (3,400 of 90 registrants) and literals are packed.
 */
type Compiled = Omit<Knowledge, 'macPrefixes' | 'patternLiterals'> & {
  readonly macPrefixes: PackedPrefixes;
  readonly patternLiterals: readonly (readonly [string, string])[];
};

interface PackedPrefixes {
  readonly date: string;
  readonly registrants: readonly string[];
  /** `prefix registrant-number` a line, sorted. */
  readonly packed: string;
}

/** The text of the compiled file. */
export function serialiseKnowledge(knowledge: Knowledge): string {
  const compiled: Compiled = {
    ...knowledge,
    macPrefixes: packPrefixes(knowledge.macPrefixes),
    patternLiterals: Array.from(knowledge.patternLiterals),
  };
  return JSON.stringify(compiled);
}

/** What the compiled file says. Trusts it: the build wrote it after checking everything. */
export function restoreKnowledge(text: string): Knowledge {
  const compiled = JSON.parse(text) as Compiled;
  return {
    ...compiled,
    macPrefixes: unpackPrefixes(compiled.macPrefixes),
    patternLiterals: new Map(compiled.patternLiterals),
  };
}

function packPrefixes({ date, prefixes }: MacPrefixes): PackedPrefixes {
  const numbers = new Map<string, number>();
  const packed = prefixes.map(([prefix, registrant]) => {
    const number = numbers.get(registrant) ?? numbers.size;
    numbers.set(registrant, number);
    return `${prefix} ${number}`;
  });
  return { date, registrants: Array.from(numbers.keys()), packed: packed.join('\n') };
}

function unpackPrefixes({ date, registrants, packed }: PackedPrefixes): MacPrefixes {
  const lines = packed === '' ? [] : packed.split('\n');
  const prefixes = lines.map((line) => {
    const space = line.indexOf(' ');
    return [line.slice(0, space), registrants[Number(line.slice(space + 1))] ?? ''] as const;
  });
  return { date, prefixes };
}
