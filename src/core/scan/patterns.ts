/** What begins at the start of a word of every text that a kind of evidence could find something in. */
export interface Pattern {
  /** A mask that was checked before; of a loose one letters and digits alone. */
  readonly text: string;
  /** Found only where a word ends. */
  readonly whole: boolean;
  /** Whatever separates words may stand between any two of its characters: D.J.I., Hik-Vision. */
  readonly loose: boolean;
  /** Found only when what it begins is an address of a known maker. */
  readonly address: boolean;
}

/** Makes the patterns of one kind of evidence in some columns: once, when the first text is scanned for them. */
export type Patterns = () => readonly Pattern[];

/** What a mask that was checked before matches. */
export function textPattern(text: string, address = false): Pattern {
  return { text, whole: !text.endsWith('*'), loose: false, address };
}

/** Letters and digits, with whatever separates words between any two of them. Null for a word beyond ASCII. */
export function loosePattern(joined: string, whole: boolean): Pattern | null {
  return PLAIN.test(joined) ? { text: joined, whole, loose: true, address: false } : null;
}

const PLAIN = /^[a-z0-9]+$/;
