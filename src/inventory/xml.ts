import { SaxesParser } from 'saxes';
import { groupsOf } from '../core/groups.ts';
import { JsonList, JsonMap, type Json } from './json/tree.ts';
import { foundProblem, type FoundProblem } from './rows.ts';

/** What an XML document consists of, in order. */
export type XmlEvent =
  | {
      readonly kind: 'open';
      /** Without namespace prefix. */
      readonly name: string;
      /** By their names as written; without a prototype. */
      readonly attributes: Readonly<Record<string, string>>;
      readonly line: number;
    }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'close'; readonly name: string };

/** An attribute of a tag by its name, with or without a namespace prefix. */
export function attributeOf(attributes: Readonly<Record<string, string>>, name: string): string | undefined {
  const value = attributes[name];
  if (value !== undefined) return value;
  for (const key in attributes) if (key.endsWith(name) && local(key) === name) return attributes[key];
  return undefined;
}

/** A document or archive cannot be read from somewhere on, or is too large in one place. What came before was given. */
export class Broken extends Error {
  readonly reason: 'truncated' | 'malformed' | 'too-large';
  readonly line: number | null;

  constructor(message: string, reason: Broken['reason'], line: number | null = null) {
    super(message);
    this.reason = reason;
    this.line = line;
  }
}

/** Deepest nesting that is read; nmap and spreadsheets stay below 12. */
const MAX_DEPTH = 64;
/** Longest stretch of one tag or one text, in characters. */
const MAX_TOKEN = 4 * 1024 * 1024;

/**
 * Parses XML piece by piece. No entity but the five of XML is known and none is expanded from the document, so that
 * nothing in it can grow. Throws Broken.
 */
export async function* xmlEvents(pieces: AsyncIterable<string>): AsyncGenerator<readonly XmlEvent[]> {
  const parser = new SaxesParser();
  let [depth, sinceEvent] = [0, 0];
  let events: XmlEvent[] = [];
  let failure = null as Broken | null;
  const fail = (message: string, reason: Broken['reason']): void => {
    failure ??= new Broken(message, reason, parser.line);
  };
  const push = (event: XmlEvent): void => {
    sinceEvent = 0;
    if (failure === null) events.push(event);
  };
  /** The events so far; when the document broke, what stood before first, then the error. */
  const take = (): readonly XmlEvent[] => {
    const taken = events;
    events = [];
    if (failure !== null && taken.length === 0) throw failure;
    return taken;
  };
  parser.on('opentag', ({ name, attributes }) => {
    depth += 1;
    if (depth > MAX_DEPTH) fail(`elements nested deeper than ${MAX_DEPTH} levels`, 'too-large');
    push({ kind: 'open', name: local(name), attributes, line: parser.line });
  });
  parser.on('closetag', ({ name }) => {
    depth -= 1;
    push({ kind: 'close', name: local(name) });
  });
  for (const kind of ['text', 'cdata'] as const)
    parser.on(kind, (text) => {
      push({ kind: 'text', text });
    });
  parser.on('error', (error) => {
    fail(error.message.replace(/^[^:]*:?\d+:\d+: /, ''), 'malformed');
  });
  for await (const piece of pieces) {
    sinceEvent += piece.length;
    parser.write(piece);
    if (sinceEvent > MAX_TOKEN) fail(`a tag or text longer than ${MAX_TOKEN} characters`, 'too-large');
    yield take();
  }
  if (depth > 0) fail('the document ends before its elements do', 'truncated');
  else parser.close();
  yield take();
}

/** What is said of a document that breaks off: what stands before was read. */
export function brokenOff({ reason, message, line }: Broken): FoundProblem {
  return foundProblem(reason, `${message}: what comes before was read`, { line });
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** Most elements of a document that is held whole. A plan of 10,000 items has half a million. */
const MAX_ELEMENTS = 2_000_000;

/** An element that begins, with its attributes: its members come in order, and marks may open in its text. */
function elementAt(name: string, line: number, attributes: Readonly<Record<string, string>> = {}) {
  const members = Object.entries(attributes).map(([key, value]) => [local(key), value] as readonly [string, Json]);
  return { name, line, members, text: '', marks: 0 };
}

/**
 * A document as the tree that the same document is in JSON: attributes and elements are keys, an element that comes
 * again is a list. `isText` tells elements whose content is text with marks in it. Of one that breaks off, what came
 * before and why.
 */
export async function xmlTree(
  pieces: AsyncIterable<string>,
  isText: (name: string) => boolean,
): Promise<{ readonly root: JsonMap; readonly broken: Broken | null }> {
  const top = elementAt('', 1);
  const open = [top];
  let elements = 0;
  let broken: Broken | null = null;
  const close = (): void => {
    const element = open.pop() ?? top;
    open.at(-1)?.members.push([element.name, element.members.length === 0 ? flat(element.text) : mapOf(element)]);
  };
  try {
    for await (const events of xmlEvents(pieces)) {
      for (const event of events) {
        const element = open.at(-1) ?? top;
        if (event.kind === 'text') element.text += event.text;
        else if (element.marks > 0 || (event.kind === 'open' && isText(element.name))) {
          element.marks += event.kind === 'open' ? 1 : -1;
          if (event.kind === 'close') element.text += '\n';
        } else if (event.kind === 'close') close();
        else {
          const { name, line, attributes } = event;
          elements += 1;
          if (elements > MAX_ELEMENTS) throw new Broken(`more than ${MAX_ELEMENTS} elements`, 'too-large', line);
          open.push(elementAt(name, line, attributes));
        }
      }
    }
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
    broken = error;
  }
  while (open.length > 1) close();
  return { root: mapOf(top), broken };
}

function flat(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function mapOf({ members, line, text }: ReturnType<typeof elementAt>): JsonMap {
  const said = text.trim();
  const groups = groupsOf(said === '' ? members : [...members, ['#text', said] as const], ([name]) => name);
  const values = Array.from(groups.values(), ([[, only], ...more]) =>
    more.length === 0 ? only : new JsonList([only, ...more.map(([, value]) => value)], line),
  );
  return new JsonMap([...groups.keys()], values, line);
}
