import type { ChalkInstance } from 'chalk';
import type { ReportOptions } from '../reporter.ts';
import { logText, visible } from '../escape.ts';
import { wrap } from '../width.ts';

export type Paint = (text: string) => string;

/** Marks with their plain ASCII stand-ins. */
const MARKS = {
  unicode: { dot: ' · ', more: '…', warn: '▲' },
  ascii: { dot: ' - ', more: '...', warn: '!' },
};

const NARROWEST = 40;
const WIDEST = 140;
/** Width when the output is no terminal: what fits everywhere. */
const USUAL = 80;

/** Punctuation of legal texts that has a plain form; the rest of what is not ASCII is shown by its code. */
const PLAIN = new Map([
  ['–', '-'],
  ['—', '-'],
  ['‘', "'"],
  ['’', "'"],
  ['“', '"'],
  ['”', '"'],
  ['…', '...'],
  ['§', 's.'],
  ['\u00a0', ' '],
]);

/** What all parts of the text report share: width, marks, colours, and the form in which outside text is shown. */
export class Page {
  readonly width: number;
  readonly narrow: boolean;
  readonly wide: boolean;
  readonly marks: (typeof MARKS)['unicode'];
  readonly chalk: ChalkInstance;
  readonly options: ReportOptions;

  constructor(options: ReportOptions, chalk: ChalkInstance) {
    this.options = options;
    this.width = Math.min(WIDEST, Math.max(NARROWEST, options.width ?? USUAL));
    this.narrow = this.width < 60;
    this.wide = this.width >= 110;
    this.marks = options.unicode ? MARKS.unicode : MARKS.ascii;
    this.chalk = chalk;
  }

  /**
   * Text from outside, safe to print. For a terminal that is not UTF-8 nothing but ASCII goes out: the bytes of UTF-8
   * hold C1 controls there.
   */
  show(text: string): string {
    const safe = logText(visible(text));
    if (this.options.unicode) return safe;
    return safe.replace(/[^\x20-\x7e]/gu, (character) => PLAIN.get(character) ?? asciiEscape(character));
  }

  /** Lines of a paragraph under an indent; later lines hang two columns deeper. */
  paragraph(text: string, indent = 0, paint: Paint = (line) => line): string[] {
    return wrap(text, this.width - indent - 2).map(
      (line, index) => ' '.repeat(indent + (index === 0 ? 0 : 2)) + paint(line),
    );
  }

  /** A bold label in its own column and paragraphs beside it; on narrow pages below it. */
  labelled(label: string, paragraphs: readonly string[], paint: Paint = (line) => line): string[] {
    if (paragraphs.length === 0) return [];
    const indent = this.narrow ? 2 : LABEL;
    const lines = paragraphs.flatMap((text) => this.paragraph(text, indent, paint));
    const title = this.chalk.bold(label);
    if (this.narrow) return [title, ...lines];
    return lines.map((line, index) =>
      index === 0 ? title + ' '.repeat(LABEL - label.length) + line.trimStart() : line,
    );
  }
}

const LABEL = 14;

function asciiEscape(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x10000 ? `\\u${code.toString(16).padStart(4, '0')}` : `\\u{${code.toString(16)}}`;
}
