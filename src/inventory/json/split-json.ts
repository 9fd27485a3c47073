import { trying } from '../../core/errors.ts';
import { MAX_DEPTH } from '../rows.ts';
import { scanJson, PLAIN } from './parse-json.ts';
import type { Json } from './tree.ts';

/** A part of a document: a value that is parsed on its own, or text that is not parsed. */
export interface Unit {
  /** Keys and indexes from the root. */
  readonly path: readonly string[];
  /** The line it begins on (1-based). */
  readonly line: number;
  readonly text: string;
  /** Null: a value. `next`: another document begins. `rest`: the text after a break. Else why it is not parsed. */
  readonly unread: 'truncated' | 'malformed' | 'too-large' | 'long-line' | 'rest' | 'next' | null;
  /** The value, where it needs no parsing any more (YAML). */
  readonly parsed?: Json;
  /** The result of `scanJson` for a text, a list or a map. */
  readonly scanned?: ReturnType<typeof scanJson> | null | undefined;
  /** Whether it is a value of a list or map that was too large to be parsed as one. */
  readonly isTorn?: boolean | undefined;
}

/** Largest value that is parsed as one (characters): it is held as text and as a tree. */
export const MAX_UNIT = 8 * 1024 * 1024;
/** Characters added at once: a text joined from larger pieces stays in memory until a full garbage collection. */
const PIECE = 32 * 1024;

/**
 * Splits a document into parts of at most `max` characters: the elements of a top-level array one by one, any other
 * value as a whole, or member by member if it is larger. The parts of one piece come together, in one turn of the loop.
 */
export async function* splitJson(pieces: AsyncIterable<string>, max = MAX_UNIT): AsyncGenerator<Iterable<Unit>> {
  const text = new TextWindow(max);
  const parts = partsOf(text);
  let isDone = false;
  function* partsSoFar(): Generator<Unit> {
    while (!isDone) {
      const part = parts.next();
      if (part.done === true) isDone = true;
      else if (part.value === null) return;
      else yield part.value;
    }
    const { line } = text;
    const rest = text.take(Infinity);
    if (rest !== '') yield { path: [], line, text: rest, unread: 'rest' };
  }
  for await (const piece of pieces) {
    for (let at = 0; at < piece.length; at += PIECE) {
      text.push(piece.slice(at, at + PIECE));
      if (text.isEnough()) yield partsSoFar();
    }
  }
  text.isEnded = true;
  yield partsSoFar();
}

/** The parts of a document up to where it breaks; null where more text is needed. */
function* partsOf(text: TextWindow): Generator<Unit | null, void, void> {
  /** Lists and maps that are being split, the outermost first; `count`: how many members of each came. */
  const open: { readonly close: string; readonly isTorn: boolean; count: number }[] = [];
  const path: string[] = [];
  const part = (unread: Unit['unread'], size = 0): Unit => {
    const [{ line }, scanned] = [text, size === 0 ? null : text.scanned];
    return { path: [...path], line, text: text.take(size), scanned, unread, isTorn: open.at(-1)?.isTorn };
  };
  for (let isAfterValue = false; ;) {
    const top = open.at(-1);
    let first = yield* whenEnough(text.nextCharacter);
    if (isAfterValue && first === ',') {
      text.take(1);
      first = yield* whenEnough(text.nextCharacter);
    } else if (isAfterValue && top !== undefined && first !== top.close && first !== '') return yield part('malformed');
    if (first === '') return top === undefined ? undefined : yield part('truncated');
    if (first === top?.close) {
      text.take(1);
      if (open.length === 1 && first === ']' && top.count === 0) yield { ...part(null), text: '[]' };
      open.pop();
      if (open.length > 0) path.pop();
      isAfterValue = true;
      continue;
    }
    if (top === undefined) {
      if (isAfterValue) yield part('next');
    } else {
      const { key, unread } = top.close === ']' ? { key: String(top.count), unread: null } : yield* keyIn(text);
      if (unread !== null) return yield part(unread);
      top.count += 1;
      path.push(key);
      first = yield* whenEnough(text.nextCharacter);
    }
    const size = open.length === 0 && first === '[' ? 'too-large' : yield* whenEnough(text.valueLength);
    isAfterValue = typeof size === 'number';
    if (typeof size === 'number') {
      const value = part(null, size);
      // Numbers in a nested list identify nothing, and each would take as long as a record.
      if (open.length < 2 || top?.close !== ']' || !PLAIN.test(value.text)) yield value;
      if (top !== undefined) path.pop();
    } else if ((first === '[' || first === '{') && open.length < MAX_DEPTH) {
      text.take(1);
      open.push({ close: first === '[' ? ']' : '}', isTorn: size === 'too-large', count: 0 });
    } else return yield part(size);
  }
}

/** The first answer of `read` that is not null; yields null for more text until then. */
function* whenEnough<T>(read: () => T | null): Generator<null, T> {
  for (;;) {
    const found = read();
    if (found !== null) return found;
    yield null;
  }
}

/** Takes the key that begins here, with its colon. `unread`: why there is none, or null. */
function* keyIn(text: TextWindow): Generator<null, { readonly key: string; readonly unread: Unit['unread'] }> {
  const end = text.first === '"' ? yield* whenEnough(text.valueLength) : 'malformed';
  if (typeof end !== 'number') return { key: '', unread: end };
  const key = trying(() => JSON.parse(text.take(end)) as string, null);
  const first = yield* whenEnough(text.nextCharacter);
  if (first === ':') text.take(1);
  const unread = first === '' ? 'truncated' : 'malformed';
  return { key: key ?? '', unread: key !== null && first === ':' ? null : unread };
}

const SPACES = /[ \t\r\n]*/y;
const BARE = /[^ \t\r\n,:\]}]*/y;

/** The text that was pushed and is not yet taken. */
class TextWindow {
  line = 1;
  isEnded = false;
  scanned: Unit['scanned'] = null;
  readonly #max: number;
  #held = '';
  #at = 0;
  /** Characters pushed since the text was last scanned. */
  #fresh = 0;

  constructor(max: number) {
    this.#max = max;
  }

  push(piece: string): void {
    this.#held += piece;
    this.#fresh += piece.length;
  }

  /** Whether the text has doubled or reached its maximum: a long value must not be scanned again for every piece. */
  isEnough(): boolean {
    const left = this.#held.length - this.#at - this.#fresh;
    if (this.#fresh < Math.min(left, this.#max - left)) return false;
    this.#held = this.#held.slice(this.#at);
    [this.#at, this.#fresh] = [0, 0];
    return true;
  }

  /** The length of the value that begins here, or why it has no end; null: more text is needed. */
  readonly valueLength = (): number | Unit['unread'] => {
    const [held, at] = [this.#held, this.#at];
    const isBare = !'"[{'.includes(this.first);
    const most = Math.min(held.length, at + this.#max + 1);
    this.scanned = isBare ? null : scanJson(held, this.line, at, most);
    BARE.lastIndex = at;
    const end = isBare ? (BARE.exec(held)?.[0].length ?? 0) : this.scanned?.end;
    if (end === 0) return at < most ? 'malformed' : 'truncated';
    if (typeof end === 'number' && (at + end < most || this.isEnded || !isBare)) return end;
    if (most - at > this.#max) return 'too-large';
    return this.isEnded ? 'truncated' : null;
  };

  get first(): string {
    return this.#held[this.#at] ?? '';
  }

  /** Skips spaces. Returns the next character, '' at the end, or null: more text is needed. */
  readonly nextCharacter = (): string | null => {
    SPACES.lastIndex = this.#at;
    this.take(SPACES.exec(this.#held)?.[0].length ?? 0);
    return this.#at < this.#held.length || this.isEnded ? this.first : null;
  };

  take(size: number): string {
    const taken = this.#held.slice(this.#at, this.#at + size);
    for (let at = taken.indexOf('\n'); at >= 0; at = taken.indexOf('\n', at + 1)) this.line += 1;
    this.#at += taken.length;
    return taken;
  }
}
