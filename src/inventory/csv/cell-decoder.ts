import { Layout, MENTION, oncePerLayout } from '../../core/layout.ts';
import type { Guess } from '../../core/events.ts';
import { CellTally } from '../bytes/cell-tally.ts';
import { trouble } from '../rows.ts';
import type { Trouble } from '../rows.ts';
import type { TextReader } from './text-reader.ts';

/** A record as its cells are read. */
interface DecodedRow {
  readonly layout: Layout;
  readonly cells: readonly string[];
  /** Undefined where only its cells can say it. */
  readonly text: string | undefined;
}

const NAMING = new Set(['vendor', 'model', 'partNumber', 'platform', 'sysDescr', 'cpe', 'category']);

/** Whether a vendor may be named in a column; beyond the last one anything may stand. */
function canName({ columns }: Layout, index: number): boolean {
  const column = columns[index];
  if (column === undefined) return true;
  return column.fields.some((field) => NAMING.has(field) || (field === 'text' && !column.traits.includes('mention')));
}

/** Reads the cells of records whose text is as a TextReader gives it. */
export class CellDecoder {
  readonly text: TextReader;
  /** Layouts with columns for what other encodings make of cells, by the names of these. */
  readonly #layouts = oncePerLayout(() => new Map<string, Layout>());
  readonly #broken = new CellTally();
  readonly #brokenNames = new CellTally();

  constructor(text: TextReader) {
    this.text = text;
  }

  /** Whether some cell of a record has to be read by `read`, which is given its text as it stands. */
  concerns(text: string): boolean {
    return this.text.guess === null ? text.includes('\ufffd') : this.text.isGuessed(text);
  }

  read(given: readonly string[], layout: Layout, line: number, whole: string): DecodedRow {
    const others: { readonly name: string; readonly text: string }[] = [];
    const cells = given.map((cell, index) => {
      const column = layout.columns[index]?.name ?? `#${index + 1}`;
      const naming = canName(layout, index);
      const { guess } = this.text;
      if (guess === null && cell.includes('\ufffd')) (naming ? this.#brokenNames : this.#broken).add(line, column);
      if (guess === null || !this.text.isGuessed(cell)) return cell;
      if (layout.withholds(index)) return this.text.plain(cell);
      const reading = guess.read(this.text.bytesOf(cell), line, column, naming);
      for (const { label, text } of reading.others) others.push({ name: `${column} (read as ${label})`, text });
      return reading.text;
    });
    const text = this.text.guess?.whole === false ? undefined : this.text.plain(whole);
    if (others.length === 0) return { layout, cells, text };
    const own = layout.columns.length;
    const padded = Array.from({ length: own }, (_, index) => cells[index] ?? '');
    const names = others.map(({ name }) => name);
    return {
      layout: this.#layoutWith(layout, names),
      cells: [...padded, ...others.map((other) => other.text), ...cells.slice(own)],
      text,
    };
  }

  #layoutWith(own: Layout, names: readonly string[]): Layout {
    const layouts = this.#layouts(own);
    const key = names.join('\n');
    let layout = layouts.get(key);
    if (layout === undefined) {
      const { columns } = own;
      const more = names.map((name) => ({ name, fields: ['text'], why: 'other encoding', traits: MENTION }) as const);
      layout = new Layout([...columns, ...more], false, columns.length);
      layouts.set(key, layout);
    }
    return layout;
  }

  /** What is to be said once the input was read to its end. */
  problems(): readonly Trouble[] {
    const { guess } = this.text;
    if (guess !== null) return guess.label === null ? [] : guess.problems();
    return (['error', 'warning'] as const).flatMap((severity) => {
      const places = severity === 'error' ? this.#brokenNames : this.#broken;
      const message = `${places.subject('are')} not valid in the encoding of the file`;
      const hint = 'is --encoding right?';
      return places.count === 0 ? [] : [trouble('encoding', message, { severity, hint, line: places.first })];
    });
  }

  guesses(): readonly Guess[] {
    return this.text.guess?.guesses() ?? [];
  }
}
