import { logText, visible } from '../escape.ts';
import type { ReportOptions } from '../reporter.ts';
import { wrap } from '../width.ts';

export type Paint = (text: string) => string;

/** The colours of the report, put together as those of chalk: `red.bold`. */
interface Colours extends Paint {
  readonly bold: Colours;
  readonly dim: Colours;
  readonly red: Colours;
  readonly yellow: Colours;
  readonly green: Colours;
}

/** Colours of a depth; without any, a run is spared the loading of ES modules, which takes 7 ms. */
export async function coloursOf(depth: ReportOptions['color']): Promise<Colours> {
  const same = ((text) => text) as Colours;
  if (depth === 0) return Object.assign(same, { bold: same, dim: same, red: same, yellow: same, green: same });
  // An ES module, which the program, being CommonJS, can only load so.
  const { Chalk } = await import('chalk');
  return new Chalk({ level: depth });
}

const MARKS = {
  unicode: { dot: ' · ', more: '…', fails: '✗', passes: '✓', warn: '▲' },
  ascii: { dot: ' - ', more: '...', fails: 'x', passes: 'ok', warn: '!' },
};

const NARROWEST = 40;
const WIDEST = 200;

/** Punctuation of legal texts that has a plain form; the rest of what is not ASCII is shown by its code. */
const PLAIN = new Map(
  Object.entries({ '–': '-', '—': '-', '‘': "'", '’': "'", '“': '"', '”': '"', '…': '...', '§': 's.', '\u00a0': ' ' }),
);

/** What all parts of the text report share: width, marks, colours, and the form in which outside text is shown. */
export class Page {
  /** Infinity where it is no terminal: no line is broken, and nothing cut. */
  readonly width: number;
  readonly marks: (typeof MARKS)['unicode'];
  readonly chalk: Colours;
  readonly options: ReportOptions;

  constructor(options: ReportOptions, chalk: Colours) {
    this.options = options;
    this.width = options.width === null ? Infinity : Math.min(WIDEST, Math.max(NARROWEST, options.width));
    this.marks = options.unicode ? MARKS.unicode : MARKS.ascii;
    this.chalk = chalk;
  }

  /**
   * Text from outside, safe to print. For a terminal that is not UTF-8 nothing but ASCII goes out: the bytes of UTF-8
   * hold C1 controls there.
   */
  readonly show = (text: string): string => {
    const safe = logText(visible(text));
    if (this.options.unicode) return safe;
    return safe.replace(/[^\x20-\x7e]/gu, (character) => PLAIN.get(character) ?? asciiEscape(character));
  };

  /** A text in lines under an indent, none of an empty one; later lines hang two columns deeper. */
  paragraph(text: string, indent = 0, paint: Paint = (line) => line): string[] {
    if (text === '') return [];
    return wrap(this.show(text), this.width - indent - 2).map(
      (line, index) => ' '.repeat(indent + (index === 0 ? 0 : 2)) + paint(line),
    );
  }
}

function asciiEscape(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x10000 ? `\\u${code.toString(16).padStart(4, '0')}` : `\\u{${code.toString(16)}}`;
}
