import { Document, isMap, isNode, isSeq, parseDocument, type ParsedNode } from 'yaml';

/** Long reasons stay on one line, so that a diff shows one changed line. */
const WRITE = { lineWidth: 0, singleQuote: true } as const;

/**
 * Appends mappings to the list under a top-level key. Every other byte stays, comments included; but a list in flow
 * style, `[...]`, becomes one of lines, and blanks around it may move. The text must be valid YAML.
 */
export function appendItems(text: string, key: string, items: readonly Readonly<Record<string, unknown>>[]): string {
  const { document, value } = valueUnder(text, key);
  const block = blockOf(value);
  if (block !== null) {
    const end = endOfItem(text, block);
    return withLines(text.slice(0, end), itemsText(items, block.indent), text.slice(end));
  }
  if (document.contents === null) return withLines(text, `${key}:\n${itemsText(items, 2)}`, '');
  if (isSeq(value)) {
    value.flow = false;
    for (const item of items) value.items.push(document.createNode(item) as unknown as ParsedNode);
  } else {
    const list = document.createNode(items);
    // A value that means no list (`null`, or nothing) may have comments.
    list.commentBefore = [value?.commentBefore, value?.comment].filter(Boolean).join('\n');
    document.set(key, list);
  }
  return endedAs(text, document.toString(WRITE));
}

/** Removes items from the list under a top-level key, each with the comment lines right above it. */
export function removeItems(text: string, key: string, indexes: ReadonlySet<number>): string {
  const { document, value } = valueUnder(text, key);
  if (!isSeq(value) || indexes.size === 0) return text;
  const block = blockOf(value);
  if (block === null || block.starts.every((_, index) => indexes.has(index))) {
    value.items = value.items.filter((_, index) => !indexes.has(index));
    if (value.items.length === 0) value.flow = true;
    return endedAs(text, document.toString(WRITE));
  }
  const starts = block.starts.map((offset, index) => startOfComments(text, offset, value.items[index - 1]?.range[1]));
  const ends = block.starts.map((_, index) => starts[index + 1] ?? endOfItem(text, block));
  const kept = starts.map((start, index) => (indexes.has(index) ? '' : text.slice(start, ends[index])));
  return text.slice(0, starts[0]) + kept.join('') + text.slice(ends.at(-1));
}

function valueUnder(text: string, key: string) {
  const document = parseDocument(text, { schema: 'failsafe', keepSourceTokens: true, logLevel: 'silent' });
  const value: unknown = isMap(document.contents) ? document.contents.get(key, true) : null;
  return { document, value: isNode(value) ? (value as ParsedNode) : null };
}

/** For a list in lines: its indent, the offset of each item's dash, the end of the last value. Null for any other. */
function blockOf(list: ParsedNode | null) {
  const token = list?.srcToken;
  if (!isSeq<ParsedNode>(list) || token?.type !== 'block-seq') return null;
  const starts = token.items.flatMap(({ start }) =>
    start.filter(({ type }) => type === 'seq-item-ind').map(({ offset }) => offset),
  );
  const end = list.items.at(-1)?.range[1];
  return end === undefined || starts.length !== list.items.length ? null : { indent: token.indent, starts, end };
}

/** Where the line after the last item begins, past comment lines that are indented deeper than its dash. */
function endOfItem(text: string, { end, indent }: { readonly end: number; readonly indent: number }): number {
  const line = text[end - 1] === '\n' ? '' : String.raw`[^\n]*\n?`;
  const rest = new RegExp(String.raw`${line}(?: {${indent + 1},}#[^\n]*\n?)*`, 'y');
  rest.lastIndex = end;
  return end + (rest.exec(text)?.[0].length ?? 0);
}

/** Where the comment lines right above a dash begin, else its line. `from`: where the item before ends. */
function startOfComments(text: string, dash: number, from = 0): number {
  const lines = /(?:^[ \t]*#[^\n]*\n)*^[ \t]*$(?![^])/m.exec(text.slice(0, dash));
  return Math.max(from, lines?.index ?? dash);
}

/** The `lines` between two parts of a text, with the line ends of the text. */
function withLines(before: string, lines: string, after: string): string {
  const ended = before === '' || before.endsWith('\n') ? before : `${before}\n`;
  return ended + endedAs(before, lines) + after;
}

const endedAs = (text: string, lines: string): string =>
  text.includes('\r\n') ? lines.replaceAll('\n', '\r\n') : lines;

function itemsText(items: readonly Readonly<Record<string, unknown>>[], indent: number): string {
  const pad = ' '.repeat(indent);
  const lines = new Document(items).toString({ ...WRITE, indentSeq: false }).trimEnd();
  return lines.replace(/^/gm, pad) + '\n';
}
