import type { Doubts } from './doubts.ts';
import type { ReadOptions } from './inventory.ts';

/** A count, whose thousands may be grouped: 1,340. */
const COUNT = String.raw`(\d{1,3}(?:[.,'\s]\d{3}){1,3}|\d+)`;
const TO = String.raw`\s?[^\s\d.,:;/|()]{1,8}\s?`;
const OF = String.raw`(?: / |[^\d,;]{0,30}[a-z\u0370-\u1fff\u3041-\ud7af][^\d,;]{0,30})`;
/** A range and a total, either way round. No number is part of a day, a time or a name: `U1-3`. */
const EITHER = `(?:${TO + COUNT + OF}|${OF + COUNT + TO})`;
const PART = RegExp(String.raw`(?<![a-z\d.:/-])${COUNT + EITHER + COUNT}(?![-\u2013.,:/]?\d)`, 'i');
const MOST_PARTS = 100;

/** Lines beside rows that say in any language which part of a list these are: `Showing 1 to 25 of 340 entries`. */
export class PageLines {
  /** By its rows: the number of the first row of the part, and the rows of the whole list. */
  readonly #parts = new Map<number, { readonly first: string; readonly total: number }>();

  /** Whether the line is one of these. */
  take(line: string): boolean {
    const [found = '', ...numbers] = PART.exec(line) ?? [];
    const [one = 0, two = 0, three = 0] = numbers.filter(Boolean).map((each) => Number(each.replace(/\D/g, '')));
    // No total stands before a range in `Building 12 floors 1-3` and `1-3 March 2026`.
    const isTotalFirst = one >= three && !/[a-z\u0370-\u05ff]/i.test(line.slice(0, line.indexOf(found)));
    const [first, last, total] = isTotalFirst ? [two, three, one] : [one, two, three];
    const areDays = last <= 31 && /\b(?:19|20)\d\d\b/.test(found);
    const isPart = first < last && last <= total && !areDays;
    if (isPart && this.#parts.size < MOST_PARTS) this.#parts.set(last - first + 1, { first: `${first}`, total });
    return isPart;
  }

  /** Adds the rows of an input to the pages of the run, if a line speaks of so many. */
  async settle(doubts: Doubts, rows: number, pages: ReadOptions['pages']): Promise<void> {
    const part = this.#parts.get(rows);
    if (part === undefined || pages === undefined) return;
    pages.set ??= new (await import('./json/answers.ts')).PageSet();
    pages.set.addTable(doubts, rows, part);
  }
}
