import type { Places } from './places.ts';

/** Bounds within which a quoted cell of several lines is believed. */
const MAX_CELL_LINES = 50;
const MAX_CELL_LENGTH = 64 * 1024;

/** A record whose quotes are believed. */
export interface Extent {
  readonly kind: 'record';
  /** Where its text ends, without the line end. */
  readonly end: number;
  /** Where the next record begins. */
  readonly next: number;
  /** Quoted cells of several lines, as the places between their quotes. */
  readonly multiline: readonly (readonly [number, number])[];
}

/** `stray`: a quote is not believed. `open`: the input ends within it. `more`: what follows must say. */
export type Reading = Extent | 'stray' | 'open' | 'more';

const LINE_END = /\r\n|\n|\r/g;

/** The line ends in a stretch of text. */
export function countLineEnds(text: string): number {
  return text.match(LINE_END)?.length ?? 0;
}

/**
 * Finds where the record that begins at `start` ends. Its quotes are believed when each closing quote is followed by a
 * delimiter or a line end, and a cell over several lines stays within bounds in a record of `expected` cells (null:
 * any).
 */
export function readExtent(places: Places, start: number, expected: number | null): Reading {
  const { text, eof } = places;
  const multiline: (readonly [number, number])[] = [];
  for (let at = start, cells = 1; ; cells += 1) {
    if (text[at] === '"') {
      const close = closingQuote(places, at);
      if (typeof close !== 'number') return close;
      if (places.lineEnd(at) < close) multiline.push([at + 1, close]);
      at = close + 1;
    }
    const end = places.lineEnd(at);
    const delimiter = places.delimiter(at);
    if (delimiter < end) {
      at = delimiter + 1;
      continue;
    }
    if (end === Infinity && !eof) return 'more';
    if (multiline.length > 0 && expected !== null && cells !== expected) return 'stray';
    const stop = Math.min(end, text.length);
    const next = places.afterLineEnd(stop);
    return next === null ? 'more' : { kind: 'record', end: stop, next, multiline };
  }
}

/** The closing quote of the cell that opens at `open`. */
function closingQuote(places: Places, open: number): number | 'stray' | 'open' | 'more' {
  const { text, eof } = places;
  let close = places.quotes.after(open + 1);
  while (text[close + 1] === '"') close = places.quotes.after(close + 2);
  if (!withinBounds(places, open, Math.min(close, text.length))) return 'stray';
  if (close === Infinity) return eof ? 'open' : 'more';
  if (close + 1 >= text.length) return eof ? close : 'more';
  return places.endsCell(close + 1) ? close : 'stray';
}

/** On one line, or within 50 lines and 64 KiB (counted in characters). */
function withinBounds(places: Places, open: number, close: number): boolean {
  if (places.lineEnd(open) >= close) return true;
  return close - open - 1 <= MAX_CELL_LENGTH && countLineEnds(places.text.slice(open, close)) < MAX_CELL_LINES;
}
