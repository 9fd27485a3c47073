import { endOfText, MAX_DEPTH } from './parse-json.ts';

/** Why a text is no value: where a document ends or breaks within one, or is bounded; or it follows such a place. */
type Break = 'truncated' | 'malformed' | 'too-large' | 'too-deep' | 'rest';

/** A part of a document: a value that is parsed on its own, or what is read as nothing. */
export interface Unit {
  /** From the root: keys and indexes. */
  readonly path: readonly string[];
  /** 1-based line it begins on. */
  readonly line: number;
  readonly text: string;
  /** Null for a value. */
  readonly unread: Break | null;
}

/** Largest value that is parsed as one (characters): it is held as text and as a tree. */
export const MAX_UNIT = 8 * 1024 * 1024;

/** What a splitter gives: a part, or null where the text is used up. */
type Part = Unit | null;

/**
 * Splits a document into parts of bounded size: elements of a top-level array each on its own, any other value whole
 * when it is not larger than `max`, otherwise its members in turn. A document that ends too early gives what is whole.
 * Gives the parts of each piece together, so that no part waits for another turn.
 */
export async function* splitJson(pieces: AsyncIterable<string>, max = MAX_UNIT): AsyncGenerator<Iterable<Unit>> {
  const text = new TextWindow(max);
  const parts = values(text);
  let isOver = false;
  function* next(): Generator<Unit> {
    while (!isOver) {
      const part = parts.next();
      if (part.done === true) isOver = true;
      else if (part.value === null) return;
      else yield part.value;
    }
    const { line } = text;
    const rest = text.takeWords();
    if (rest !== '') yield { path: [], line, text: rest, unread: 'rest' };
  }
  for await (const piece of pieces) {
    text.push(piece);
    if (text.isEnough) yield next();
  }
  text.end();
  yield next();
}

function* values(text: TextWindow): Generator<Part> {
  for (;;) {
    const first = yield* peek(text);
    if (first === '') return;
    const isWhole = yield* first === '[' ? members(text, []) : value(text, []);
    if (!isWhole) return;
    if ((yield* peek(text)) === ',') text.take(1);
  }
}

/** Brackets left open in a value that does not end: its members would be looked through in turn, and be no better. */
const HOPELESS = 10_000;

/** One value, or its members where it is too large; returns false when it is broken. */
function* value(text: TextWindow, path: readonly string[]): Generator<Part, boolean> {
  const end = text.scan() ?? (yield* endOfValue(text));
  const { line } = text;
  if (typeof end === 'number') yield { path, line, text: text.take(end), unread: null };
  else if (end !== 'too-deep' && (text.first === '{' || text.first === '[')) return yield* members(text, path);
  else yield { path, line, text: '', unread: end };
  return typeof end === 'number';
}

/** The members of a list or map, each as a value of its own. */
function* members(text: TextWindow, path: readonly string[]): Generator<Part, boolean> {
  const isMap = text.first === '{';
  const close = isMap ? '}' : ']';
  if (path.length >= MAX_DEPTH) return yield* broken(text, path, 'too-deep');
  text.take(1);
  for (let index = 0; ; index += 1) {
    const next = yield* peek(text);
    if (next === '') return yield* broken(text, path, 'truncated');
    if (next === close) {
      text.take(1);
      if (path.length === 0 && !isMap && index === 0) yield { path, line: text.line, text: '[]', unread: null };
      return true;
    }
    const found = isMap ? yield* readKey(text) : { key: String(index) };
    if (typeof found === 'string') return yield* broken(text, path, found);
    if (!(yield* value(text, [...path, found.key]))) return false;
    const after = yield* peek(text);
    if (after === ',') text.take(1);
    else if (after !== '' && after !== close) return yield* broken(text, path, 'malformed');
  }
}

function* broken({ line }: TextWindow, path: readonly string[], unread: Break): Generator<Part, false> {
  yield { path, line, text: '', unread };
  return false;
}

function* readKey(text: TextWindow): Generator<null, { readonly key: string } | Break> {
  if (text.first !== '"') return 'malformed';
  const end = yield* endOfValue(text);
  if (typeof end !== 'number') return end;
  const quoted = text.take(end);
  const colon = yield* peek(text);
  if (colon !== ':') return colon === '' ? 'truncated' : 'malformed';
  text.take(1);
  yield* peek(text);
  try {
    return { key: JSON.parse(quoted) as string };
  } catch {
    return 'malformed';
  }
}

/** The next character that is no space, '' at the end. */
function* peek(text: TextWindow): Generator<null, string> {
  while (!text.skipSpace() && !text.ended) yield null;
  return text.first;
}

/** The length of the value that begins here, or why it has no end. */
function* endOfValue(text: TextWindow): Generator<null, number | Break> {
  for (;;) {
    const end = text.scan();
    if (end !== null) return end;
    yield null;
  }
}

const [QUOTE, COMMA, COLON, LF, SPACE] = [0x22, 0x2c, 0x3a, 0x0a, 0x20];
/** `[` and `]` with this bit are `{` and `}`. */
const CURLY = 0x20;
const [OPENS, CLOSES] = [0x7b, 0x7d];

/** A window on the text that is read on as needed. */
class TextWindow {
  line = 1;
  ended = false;
  readonly #max: number;
  #held = '';
  #at = 0;
  #more: string[] = [];
  #size = 0;
  /** The first end of a line that is not before the place where it was last looked for. */
  #lineEnd = -1;

  constructor(max: number) {
    this.#max = max;
  }

  push(piece: string): void {
    this.#more.push(piece);
    this.#size += piece.length;
    if (this.isEnough) this.#join();
  }

  /** Whether as much came as was left, so that a long value is not looked through for every piece, or all it may be. */
  get isEnough(): boolean {
    const left = this.#held.length - this.#at;
    return this.#more.length === 0 || this.#size >= Math.min(left, this.#max - left);
  }

  end(): void {
    this.#join();
    this.ended = true;
  }

  #join(): void {
    this.#held = this.#held.slice(this.#at) + this.#more.join('');
    this.#at = 0;
    this.#more = [];
    this.#size = 0;
    this.#lineEnd = -1;
  }

  /** The length of the value that begins here, or why it has no end; null: more text is needed to tell. */
  scan(): number | Break | null {
    const [held, at] = [this.#held, this.#at];
    const most = Math.min(held.length, at + this.#max + 1);
    let [place, depth, inString] = [at, 0, false];
    for (; place < most; place += 1) {
      const code = held.charCodeAt(place);
      if (code === QUOTE) {
        const end = endOfText(held, place);
        if (end > this.#lineEndFrom(place)) return 'malformed';
        inString = end === held.length;
        place = end;
        if (depth === 0 && !inString) return end + 1 - at;
      } else if ((code | CURLY) === OPENS) depth += 1;
      else if (depth === 0) {
        const ends = code <= SPACE || code === COMMA || code === COLON || (code | CURLY) === CLOSES;
        if (ends) return place === at ? 'malformed' : place - at;
      } else if ((code | CURLY) === CLOSES && (depth -= 1) === 0) return place + 1 - at;
    }
    const isLarge = place - at > this.#max;
    if (!isLarge && !this.ended) return null;
    if (depth > HOPELESS) return 'too-deep';
    if (isLarge) return 'too-large';
    return depth === 0 && !inString && place > at ? place - at : 'truncated';
  }

  #lineEndFrom(place: number): number {
    if (this.#lineEnd < place) {
      const end = this.#held.indexOf('\n', place);
      this.#lineEnd = end < 0 ? Infinity : end;
    }
    return this.#lineEnd;
  }

  get first(): string {
    return this.#held[this.#at] ?? '';
  }

  /** Whether a character that is no space is there. */
  skipSpace(): boolean {
    for (; this.#at < this.#held.length; this.#at += 1) {
      const code = this.#held.charCodeAt(this.#at);
      if (code === LF) this.line += 1;
      else if (code !== SPACE && code !== 0x09 && code !== 0x0d) return true;
    }
    return false;
  }

  take(size: number): string {
    const taken = this.#held.slice(this.#at, this.#at + size);
    for (let at = taken.indexOf('\n'); at >= 0; at = taken.indexOf('\n', at + 1)) this.line += 1;
    this.#at += size;
    return taken;
  }

  /** Takes all that is there, up to a place where no word is cut. */
  takeWords(): string {
    const all = this.#held.length - this.#at;
    if (this.ended || all > this.#max) return this.take(all);
    return this.take(Math.max(...Array.from(' ,"\n', (sign) => this.#held.lastIndexOf(sign) + 1 - this.#at), 0));
  }
}
