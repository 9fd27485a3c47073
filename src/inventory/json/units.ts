import { MAX_DEPTH } from './tree.ts';

/** A part of a JSON document that is parsed on its own. */
export interface Unit {
  /** From the root: keys and indexes. */
  readonly path: readonly string[];
  readonly text: string;
  /** 1-based line it begins on. */
  readonly line: number;
}

/** The document ended or broke in the middle of a value. */
export interface Broken {
  readonly path: readonly string[];
  readonly line: number;
  readonly reason: 'truncated' | 'malformed' | 'too-large' | 'too-deep';
}

/** Largest value that is parsed as one (characters): it is held as text and as a tree. */
export const MAX_UNIT = 8 * 1024 * 1024;

/**
 * Splits a document into parts of bounded size: elements of a top-level array each on its own, any other value whole
 * when it is not larger than `max`, otherwise its members in turn. A document that ends too early gives what is whole.
 */
export async function* splitJson(pieces: AsyncIterable<string>, max = MAX_UNIT): AsyncGenerator<Unit | Broken> {
  const reader = new UnitReader(pieces[Symbol.asyncIterator](), max);
  for (;;) {
    const next = await reader.peek();
    if (next === '') return;
    const parts = next === '[' ? open(reader, []) : value(reader, []);
    for await (const part of parts) {
      yield part;
      if ('reason' in part) return;
    }
    if ((await reader.peek()) === ',') reader.take(1);
  }
}

/** Brackets left open in a value that does not end: its members would be looked through in turn, and be no better. */
const HOPELESS = 10_000;

async function* value(reader: UnitReader, path: readonly string[]): AsyncGenerator<Unit | Broken> {
  const end = await reader.endOfValue();
  const { line } = reader;
  if (typeof end === 'number') yield { path, line, text: reader.take(end) };
  else if (end !== 'too-deep' && (reader.first === '{' || reader.first === '[')) yield* open(reader, path);
  else yield { path, line, reason: end };
}

/** The members of a list or map, each as a value of its own. */
async function* open(reader: UnitReader, path: readonly string[]): AsyncGenerator<Unit | Broken> {
  const isMap = reader.first === '{';
  if (path.length >= MAX_DEPTH) {
    yield { path, line: reader.line, reason: 'too-deep' };
    return;
  }
  reader.take(1);
  for (let index = 0; ; index += 1) {
    const next = await reader.peek();
    if (next === '') break;
    if (next === (isMap ? '}' : ']')) {
      reader.take(1);
      if (path.length === 0 && !isMap && index === 0) yield { path, line: reader.line, text: '[]' };
      return;
    }
    const found = isMap ? await readKey(reader) : { key: String(index) };
    if (typeof found === 'string') {
      yield { path, line: reader.line, reason: found };
      return;
    }
    for await (const part of value(reader, [...path, found.key])) {
      yield part;
      if ('reason' in part) return;
    }
    const after = await reader.peek();
    if (after === ',') reader.take(1);
    else if (after !== '' && after !== (isMap ? '}' : ']')) {
      yield { path, line: reader.line, reason: 'malformed' };
      return;
    }
  }
  yield { path, line: reader.line, reason: 'truncated' };
}

async function readKey(reader: UnitReader): Promise<{ readonly key: string } | Broken['reason']> {
  if (reader.first !== '"') return 'malformed';
  const end = await reader.endOfValue();
  if (typeof end !== 'number') return end;
  const quoted = reader.take(end);
  const colon = await reader.peek();
  if (colon !== ':') return colon === '' ? 'truncated' : 'malformed';
  reader.take(1);
  await reader.peek();
  try {
    return { key: JSON.parse(quoted) as string };
  } catch {
    return 'malformed';
  }
}

/** A window on the text that is read on as needed. */
class UnitReader {
  line = 1;
  readonly #pieces: AsyncIterator<string>;
  readonly #max: number;
  #text = '';
  #at = 0;
  #ended = false;

  constructor(pieces: AsyncIterator<string>, max: number) {
    this.#pieces = pieces;
    this.#max = max;
  }

  get first(): string {
    return this.#text[this.#at] ?? '';
  }

  /** The next character that is no space, '' at the end. */
  async peek(): Promise<string> {
    for (;;) {
      const found = /[^ \t\r\n]/g;
      found.lastIndex = this.#at;
      const at = found.exec(this.#text)?.index ?? this.#text.length;
      this.take(at - this.#at);
      if (this.#at < this.#text.length) return this.first;
      if (!(await this.#fill())) return '';
    }
  }

  take(size: number): string {
    const taken = this.#text.slice(this.#at, this.#at + size);
    for (let at = taken.indexOf('\n'); at >= 0; at = taken.indexOf('\n', at + 1)) this.line += 1;
    this.#at += size;
    return taken;
  }

  /** The length of the value that begins here, or why it has no end. */
  async endOfValue(): Promise<number | Broken['reason']> {
    const outside = /["{}[\],:\s]/g;
    const inside = /["{}[\]]/g;
    let depth = 0;
    let size = 0;
    for (;;) {
      const stop = depth === 0 ? outside : inside;
      stop.lastIndex = this.#at + size;
      const found = stop.exec(this.#text);
      size = (found?.index ?? this.#text.length) - this.#at;
      if (size > this.#max) return depth > HOPELESS ? 'too-deep' : 'too-large';
      if (found === null) {
        if (await this.#fill()) continue;
        return depth === 0 && size > 0 ? size : depth > HOPELESS ? 'too-deep' : 'truncated';
      }
      const mark = found[0];
      if (mark === '"') {
        const closed = await this.#endOfString(size + 1);
        if (typeof closed !== 'number') return closed;
        size = closed;
        if (depth === 0) return size;
        continue;
      }
      if (mark === '{' || mark === '[') depth += 1;
      else if (depth === 0) return size === 0 ? 'malformed' : size;
      else if (mark === '}' || mark === ']') depth -= 1;
      size += 1;
      if (depth === 0) return size;
    }
  }

  async #endOfString(from: number): Promise<number | 'truncated' | 'too-large' | 'malformed'> {
    const stop = /["\\\n]/g;
    let size = from;
    for (;;) {
      stop.lastIndex = this.#at + size;
      const found = stop.exec(this.#text);
      if (found === null) {
        size = Math.max(size, this.#text.length - this.#at);
        if (size > this.#max) return 'too-large';
        if (!(await this.#fill())) return 'truncated';
        continue;
      }
      size = found.index - this.#at + 1;
      if (found[0] === '"') return size;
      if (found[0] === '\n') return 'malformed';
      size += 1;
    }
  }

  /** Reads at least as much again as is held, so that a long value is not copied for every piece. */
  async #fill(): Promise<boolean> {
    if (this.#ended) return false;
    const parts = [this.#text.slice(this.#at)];
    const wanted = Math.max(1, this.#text.length - this.#at);
    for (let size = 0; size < wanted;) {
      const next = await this.#pieces.next();
      if (next.done === true) {
        this.#ended = true;
        break;
      }
      parts.push(next.value);
      size += next.value.length;
    }
    this.#text = parts.join('');
    this.#at = 0;
    return parts.length > 1;
  }
}
