import { SaxesParser } from 'saxes';

/** What an XML document consists of, in order. */
export type XmlEvent =
  | {
      readonly kind: 'open';
      /** Without namespace prefix. */
      readonly name: string;
      readonly attributes: Attributes;
      readonly line: number;
    }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'close'; readonly name: string };

/** The attributes of a tag by name, with or without a namespace prefix. */
export class Attributes {
  /** Without a prototype. */
  readonly #raw: Readonly<Record<string, string>>;

  constructor(raw: Readonly<Record<string, string>>) {
    this.#raw = raw;
  }

  get(name: string): string | undefined {
    const value = this.#raw[name];
    if (value !== undefined) return value;
    for (const key in this.#raw) if (key.endsWith(name) && local(key) === name) return this.#raw[key];
    return undefined;
  }
}

/** The document is not well-formed from a line on, or is too large in one place. Events before were given. */
export class XmlError extends Error {
  readonly line: number;
  readonly reason: 'truncated' | 'malformed' | 'too-large';

  constructor(message: string, line: number, reason: XmlError['reason']) {
    super(message);
    this.line = line;
    this.reason = reason;
  }
}

/** Deepest nesting that is read; nmap and spreadsheets stay below 12. */
const MAX_DEPTH = 64;
/** Longest stretch of one tag or one text, in characters. */
const MAX_TOKEN = 4 * 1024 * 1024;

/**
 * Parses XML piece by piece. No entity but the five of XML is known and none is expanded from the document, so that
 * nothing in it can grow. Throws XmlError.
 */
export async function* xmlEvents(pieces: AsyncIterable<string>): AsyncGenerator<readonly XmlEvent[]> {
  const reader = new EventReader();
  for await (const piece of pieces) yield reader.write(piece);
  yield reader.end();
}

class EventReader {
  readonly #parser = new SaxesParser();
  #events: XmlEvent[] = [];
  #depth = 0;
  #sinceEvent = 0;
  #failure: XmlError | null = null;

  constructor() {
    const parser = this.#parser;
    parser.on('opentag', ({ name, attributes }) => {
      this.#depth += 1;
      if (this.#depth > MAX_DEPTH) this.#fail(`elements nested deeper than ${MAX_DEPTH} levels`, 'too-large');
      this.#push({ kind: 'open', name: local(name), attributes: new Attributes(attributes), line: parser.line });
    });
    parser.on('closetag', ({ name }) => {
      this.#depth -= 1;
      this.#push({ kind: 'close', name: local(name) });
    });
    parser.on('text', (text) => {
      this.#push({ kind: 'text', text });
    });
    parser.on('cdata', (text) => {
      this.#push({ kind: 'text', text });
    });
    parser.on('error', (error) => {
      this.#fail(error.message.replace(/^[^:]*:?\d+:\d+: /, ''), 'malformed');
    });
  }

  write(piece: string): readonly XmlEvent[] {
    this.#sinceEvent += piece.length;
    this.#parser.write(piece);
    if (this.#sinceEvent > MAX_TOKEN) this.#fail(`a tag or text longer than ${MAX_TOKEN} characters`, 'too-large');
    return this.#take();
  }

  end(): readonly XmlEvent[] {
    if (this.#depth > 0) this.#fail('the document ends before its elements do', 'truncated');
    else this.#parser.close();
    return this.#take();
  }

  #push(event: XmlEvent): void {
    this.#sinceEvent = 0;
    if (this.#failure === null) this.#events.push(event);
  }

  #fail(message: string, reason: XmlError['reason']): void {
    this.#failure ??= new XmlError(message, this.#parser.line, reason);
  }

  /** The events so far; when the document broke, what stood before first, then the error. */
  #take(): readonly XmlEvent[] {
    const events = this.#events;
    this.#events = [];
    if (this.#failure !== null && events.length === 0) throw this.#failure;
    return events;
  }
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
