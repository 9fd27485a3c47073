import type { Place } from '../core/errors.ts';
import type { ListNode, MapEntry, MapNode, Node, TextNode } from './node.ts';
import type { TextFile } from './parse.ts';

/** What is read here at most; the library decides about more. Both are below what parse.ts allows. */
const MOST_NODES = 300_000;
const MOST_LEVELS = 16;

/** Anything but printable text in lines: tabs, which indent nothing, and characters that may end a line or a word. */
const UNUSUAL = /\r(?!\n)|[^\r\n\x20-\x7e\u00a1-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/u;
const BLANK = /(?: *(?:#[^\r\n]*)?\r?\n)*(?: *#[^\r\n]*$)? */y;
const END_OF_LINE = / *(?:(?<= )#[^\r\n]*)?(?:\r?\n|$)/y;
/** Nothing more on this line: a comment stands after a space, or where a value would. */
const NOTHING = /(?:#[^\r\n]*)?(?:\r?\n|$)/y;
const DASH = /- +/y;
const KEY = /[A-Za-z][\w-]{0,63}:(?: +|(?=\r?\n)|$)/y;
const FLOW_KEY = /[A-Za-z][\w-]{0,63}: +/y;
const SPACES = / */y;
const COMMA = /, */y;
/** One way only to read every character: two nested counts took forever over a quote that is never closed. */
const SINGLE = /'[^'\r\n]*(?:''[^'\r\n]*){0,99}'/y;
const DOUBLE = /"[^"\\\r\n]*"/y;
/** Text without quotes, up to `: `, ` #` or the end of its line; in flow style up to its punctuation too. */
const PLAIN = /[^\s\-?:,[\]{}#&*!|>'"%@`](?:[^:#\r\n]+|:(?=\S)|(?<=\S)#){0,99}/y;
const FLOW_PLAIN = /[^\s\-?:,[\]{}#&*!|>'"%@`](?:[^:#,[\]{}\r\n]+|:(?=[^\s,[\]{}])|(?<=\S)#){0,99}/y;

/**
 * Reads a file that holds nothing but the YAML that nearly all lists are written in: mappings and lists in blocks,
 * `{a: b}` and `[a, b]` within a line, text within a line, comments. Null for anything else, right or wrong, which the
 * library then reads as a whole. A list of 20,000 names takes 40 ms instead of 700.
 */
export function readPlain(file: TextFile): Node | null {
  if (UNUSUAL.test(file.text)) return null;
  try {
    return new PlainReader(file).read();
  } catch (error) {
    if (error instanceof NotPlain) return null;
    throw error;
  }
}

class NotPlain extends Error {}

class PlainReader {
  readonly #file: string;
  readonly #text: string;
  #at = 0;
  #line = 1;
  #lineStart = 0;
  #nextLine: number;
  #nodes = 0;

  constructor({ path, text }: TextFile) {
    this.#file = path;
    this.#text = text;
    this.#nextLine = text.indexOf('\n') + 1;
  }

  read(): Node {
    this.#toContent();
    const root = this.#block(0);
    if (this.#at < this.#text.length) throw new NotPlain();
    return root;
  }

  /** A mapping or list that begins here, and everything in its column. Ends at the first thing that is not part of it. */
  #block(level: number): Node {
    if (level > MOST_LEVELS) throw new NotPlain();
    return this.#text[this.#at] === '-' ? this.#list(level) : this.#map(level);
  }

  #map(level: number): MapNode {
    const place = this.#here();
    const column = this.#at - this.#lineStart;
    const entries = new Map<string, MapEntry>();
    let keyPlace = place;
    do {
      const key = keyIn(this.#take(KEY));
      if (entries.has(key)) throw new NotPlain();
      entries.set(key, { keyPlace, value: this.#valueOf(column, level) });
      keyPlace = this.#here();
    } while (this.#continues(column));
    return this.#counted({ kind: 'map', entries, place });
  }

  #list(level: number): ListNode {
    const place = this.#here();
    const column = this.#at - this.#lineStart;
    const items: Node[] = [];
    do {
      this.#pass(DASH);
      items.push(this.#sees(KEY) ? this.#block(level + 1) : this.#inline(level));
    } while (this.#continues(column) && this.#text[this.#at] === '-');
    return this.#counted({ kind: 'list', items, place });
  }

  /** Whether the next content stands in this column; further right it would be something else. */
  #continues(column: number): boolean {
    if (this.#at >= this.#text.length) return false;
    const next = this.#at - this.#lineStart;
    if (next > column) throw new NotPlain();
    return next === column;
  }

  /** What stands after a key: text or a flow collection on its line, a block below it, or nothing. */
  #valueOf(column: number, level: number): Node {
    if (!this.#sees(NOTHING)) return this.#inline(level);
    const place = this.#here();
    this.#pass(NOTHING);
    this.#toContent();
    const next = this.#at < this.#text.length ? this.#at - this.#lineStart : -1;
    if (next > column || (next === column && this.#text[this.#at] === '-')) return this.#block(level + 1);
    return this.#counted({ kind: 'text', text: '', quoted: false, place });
  }

  /** A value on a line of which nothing else follows. */
  #inline(level: number): Node {
    const node = this.#flow(PLAIN, level + 1);
    this.#pass(END_OF_LINE);
    this.#toContent();
    return node;
  }

  #flow(plain: RegExp, level: number): Node {
    if (level > MOST_LEVELS) throw new NotPlain();
    switch (this.#text[this.#at]) {
      case '{':
        return this.#flowMap(level);
      case '[':
        return this.#flowList(level);
      case "'":
        return this.#quoted(SINGLE, (text) => text.replaceAll("''", "'"));
      case '"':
        return this.#quoted(DOUBLE, (text) => text);
      default: {
        const place = this.#here();
        return this.#counted({ kind: 'text', text: withoutSpaces(this.#take(plain)), quoted: false, place });
      }
    }
  }

  #quoted(form: RegExp, meaning: (text: string) => string): TextNode {
    const place = this.#here();
    return this.#counted({ kind: 'text', text: meaning(this.#take(form).slice(1, -1)), quoted: true, place });
  }

  #flowMap(level: number): MapNode {
    const place = this.#here();
    const entries = new Map<string, MapEntry>();
    this.#flowItems('}', () => {
      const keyPlace = this.#here();
      const key = keyIn(this.#take(FLOW_KEY));
      if (entries.has(key)) throw new NotPlain();
      entries.set(key, { keyPlace, value: this.#flow(FLOW_PLAIN, level + 1) });
    });
    return this.#counted({ kind: 'map', entries, place });
  }

  #flowList(level: number): ListNode {
    const place = this.#here();
    const items: Node[] = [];
    this.#flowItems(']', () => items.push(this.#flow(FLOW_PLAIN, level + 1)));
    return this.#counted({ kind: 'list', items, place });
  }

  #flowItems(end: string, item: () => void): void {
    this.#at += 1;
    this.#pass(SPACES);
    if (this.#text[this.#at] !== end) {
      item();
      this.#pass(SPACES);
      while (this.#sees(COMMA)) {
        this.#pass(COMMA);
        item();
        this.#pass(SPACES);
      }
    }
    if (this.#text[this.#at] !== end) throw new NotPlain();
    this.#at += 1;
  }

  #counted<T extends Node>(node: T): T {
    this.#nodes += 1;
    if (this.#nodes > MOST_NODES) throw new NotPlain();
    return node;
  }

  /** Goes to what is neither blank nor comment. */
  #toContent(): void {
    this.#pass(BLANK);
  }

  #sees(form: RegExp): boolean {
    form.lastIndex = this.#at;
    return form.test(this.#text);
  }

  /** What stands here, which is of that form, and goes past it. */
  #take(form: RegExp): string {
    const from = this.#at;
    this.#pass(form);
    return this.#text.slice(from, this.#at);
  }

  #pass(form: RegExp): void {
    if (!this.#sees(form)) throw new NotPlain();
    this.#at = form.lastIndex;
    while (this.#nextLine > 0 && this.#nextLine <= this.#at) {
      this.#line += 1;
      this.#lineStart = this.#nextLine;
      this.#nextLine = this.#text.indexOf('\n', this.#nextLine) + 1;
    }
  }

  #here(): Place {
    return { file: this.#file, line: this.#line, column: this.#at - this.#lineStart + 1 };
  }
}

function withoutSpaces(text: string): string {
  return text.endsWith(' ') ? text.replace(/ +$/, '') : text;
}

function keyIn(text: string): string {
  return text.slice(0, text.indexOf(':'));
}
