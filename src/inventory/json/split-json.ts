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

/**
 * Splits a document into parts of bounded size: elements of a top-level array each on its own, any other value whole
 * when it is not larger than `max`, otherwise its members in turn. A document that ends too early gives what is whole.
 * Gives the parts of each piece together, so that no part waits for another turn.
 */
export async function* splitJson(pieces: AsyncIterable<string>, max = MAX_UNIT): AsyncGenerator<Iterable<Unit>> {
  const text = new TextWindow(max);
  const parts = partsOf(text);
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
    if (text.isEnough()) yield next();
  }
  text.end();
  yield next();
}

/** The values of a document up to where it breaks; null where more text is needed. */
function* partsOf(text: TextWindow): Generator<Unit | null> {
  /** Lists and maps whose members are given one by one: what closes each, and how many of them came. */
  const open: { readonly close: string; count: number }[] = [];
  const path: string[] = [];
  let key = '';
  let expected: 'value' | 'member' | 'colon' | 'end' = 'value';
  const unit = (unread: Break | null, taken = ''): Unit => ({ path: [...path], line: text.line, text: taken, unread });
  let broken: Break | null = null;
  while (broken === null) {
    if (!text.skipSpace() && !text.ended) {
      yield null;
      continue;
    }
    const { first } = text;
    const within = open.at(-1);
    if (first === '' && within === undefined) return;
    if (first === '' && expected !== 'value') broken = 'truncated';
    else if (expected === 'colon' && first !== ':') broken = 'malformed';
    else if (expected === 'colon') {
      text.take(1);
      path.push(key);
      expected = 'value';
    } else if (expected === 'value') {
      const end = within === undefined && first === '[' ? 'too-large' : text.scan();
      if (end === null) yield null;
      else if (typeof end === 'number') {
        const { line } = text;
        yield { path: [...path], line, text: text.take(end), unread: null };
        path.pop();
        expected = 'end';
      } else if (end === 'too-deep' || (first !== '[' && first !== '{')) broken = end;
      else if (path.length >= MAX_DEPTH) broken = 'too-deep';
      else {
        text.take(1);
        open.push({ close: first === '{' ? '}' : ']', count: 0 });
        expected = 'member';
      }
    } else if (first === within?.close) {
      text.take(1);
      open.pop();
      if (path.length === 0 && first === ']' && within.count === 0) yield unit(null, '[]');
      path.pop();
      expected = 'end';
    } else if (expected === 'end') {
      if (first === ',') text.take(1);
      else if (within !== undefined) broken = 'malformed';
      expected = within === undefined ? 'value' : 'member';
    } else if (within?.close === ']') {
      path.push(String(within.count));
      within.count += 1;
      expected = 'value';
    } else {
      const found = keyIn(text);
      if (found === null) yield null;
      else if (typeof found === 'string') broken = found;
      else [key, expected] = [found.key, 'colon'];
    }
  }
  yield unit(broken);
}

/** Takes the key that begins here, or says why there is none; null: more text is needed to tell. */
function keyIn(text: TextWindow): { readonly key: string } | Break | null {
  const end = text.first === '"' ? text.scan() : 'malformed';
  if (typeof end !== 'number') return end;
  try {
    return { key: JSON.parse(text.take(end)) as string };
  } catch {
    return 'malformed';
  }
}

/** Brackets left open in a value that does not end: its members would be looked through in turn, and be no better. */
const HOPELESS = 10_000;

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
  /** Characters that came since it was looked at. */
  #fresh = 0;
  /** The first end of a line that is not before the place where it was last looked for. */
  #lineEnd = -1;

  constructor(max: number) {
    this.#max = max;
  }

  push(piece: string): void {
    this.#held += piece;
    this.#fresh += piece.length;
  }

  end(): void {
    this.ended = true;
    this.#lineEnd = -1;
  }

  /** Whether as much came as was left, so that a long value is not looked through for every piece, or all it may be. */
  isEnough(): boolean {
    const left = this.#held.length - this.#at - this.#fresh;
    if (this.#fresh < Math.min(left, this.#max - left)) return false;
    this.#held = this.#held.slice(this.#at);
    [this.#at, this.#fresh, this.#lineEnd] = [0, 0, -1];
    return true;
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
