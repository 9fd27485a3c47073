import { SaxesParser } from 'saxes';
import { Broken, MAX_DEPTH } from './rows.ts';

/** An element of a document, with all its content. */
export interface XmlElement {
  /** Without namespace prefix. */
  readonly name: string;
  /** By their names as written; without a prototype. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly line: number;
  /** Texts and elements, in order. */
  readonly content: (string | XmlElement)[];
  /** False where the document breaks off within the element. */
  isWhole: boolean;
}

/** An attribute of a tag by its name, with or without a namespace prefix. */
export function attributeOf(attributes: Readonly<Record<string, string>>, name: string): string | undefined {
  const value = attributes[name];
  if (value !== undefined) return value;
  for (const key in attributes) if (key.endsWith(name) && local(key) === name) return attributes[key];
  return undefined;
}

/** Most elements and characters in what is held: an element, a tag or a text. A plan of 10,000 items has 500,000. */
const [MOST_ELEMENTS, MOST_CHARACTERS] = [2_000_000, 64 * 1024 * 1024];

/**
 * Parses XML piece by piece and yields each element that `isWanted` by its name and that of the element `around` it, as
 * soon as it ends; wanted elements within it come before it and are not in its content. No entity that the document
 * defines is known, so that nothing can grow. Of a document that breaks off, the wanted elements that are open come
 * last, the innermost first; then Broken is thrown.
 */
export async function* xmlElements(pieces: AsyncIterable<string>, isWanted: (name: string, around: string) => boolean) {
  const parser = new SaxesParser();
  const open: { readonly element: XmlElement; readonly wanted: boolean; readonly held: boolean }[] = [];
  let [begun, elements] = [0, 0];
  let found: XmlElement[] = [];
  const broken = (message: string, reason: Broken['reason']): Broken => new Broken(message, reason, parser.line);
  parser.on('opentag', ({ name, attributes }) => {
    const around = open.at(-1);
    const element: XmlElement = { name: local(name), attributes, line: parser.line, content: [], isWhole: false };
    const wanted = isWanted(element.name, around?.element.name ?? '');
    const isWithin = around?.held === true;
    if (wanted || !isWithin) [begun, elements] = [parser.position, 0];
    else around.element.content.push(element);
    elements += 1;
    open.push({ element, wanted, held: wanted || isWithin });
    if (open.length > MAX_DEPTH) throw broken(`elements nested deeper than ${MAX_DEPTH} levels`, 'too-large');
  });
  parser.on('closetag', () => {
    const { element, wanted } = open.pop() ?? {};
    if (element === undefined) return;
    element.isWhole = true;
    if (wanted === true) found.push(element);
  });
  for (const kind of ['text', 'cdata'] as const)
    parser.on(kind, (text) => {
      const around = open.at(-1);
      if (around?.held === true) around.element.content.push(text);
    });
  parser.on('error', (error) => {
    throw broken(error.message.replace(/^[^:]*:?\d+:\d+: |\.$/g, ''), 'malformed');
  });
  try {
    for await (const piece of pieces) {
      parser.write(piece);
      if (elements > MOST_ELEMENTS || parser.position - begun > MOST_CHARACTERS)
        throw broken('an element of more than is held', 'too-large');
      yield found;
      found = [];
    }
    if (open.length > 0) throw broken('the document ends before its elements do', 'truncated');
    parser.close();
    yield found;
  } catch (error) {
    yield [...found, ...open.flatMap(({ element, wanted }) => (wanted ? [element] : [])).reverse()];
    throw error;
  }
}

/** The elements in an element. */
export function elementsIn({ content }: XmlElement): readonly XmlElement[] {
  return content.filter((each) => typeof each !== 'string');
}

/** All text in an element; `after` is added behind each element in it. */
export function textOf({ content }: XmlElement, after = ''): string {
  return content.map((each) => (typeof each === 'string' ? each : textOf(each, after) + after)).join('');
}

/** A name without its namespace prefix. */
export const local = (name: string): string => name.slice(name.indexOf(':') + 1);
