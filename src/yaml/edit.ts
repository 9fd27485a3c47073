import { Document, isMap, isNode, isSeq, parseDocument, type Node, type ParsedNode, type YAMLSeq } from 'yaml';

/** Long reasons stay on one line: a diff shows one changed line. */
const WRITE = { lineWidth: 0, singleQuote: true } as const;

/**
 * Appends a mapping to the list under a top-level key. Only the new lines are added: every other byte, comments
 * included, stays (around a list in flow style, `[...]`, which becomes one of lines, blanks may move). The text must be
 * valid YAML.
 */
export function appendItem(text: string, key: string, item: Readonly<Record<string, unknown>>): string {
  const { document, list } = listUnder(text, key);
  const block = list === null ? null : blockOf(list);
  if (block !== null) {
    const at = endOfItem(text, block);
    const lines = itemText(item, block.indent);
    const inserted = text.includes('\r\n') ? lines.replaceAll('\n', '\r\n') : lines;
    return `${withNewline(text.slice(0, at))}${inserted}${text.slice(at)}`;
  }
  if (document.contents === null) return `${withNewline(text)}${key}:\n${itemText(item, 2)}`;
  if (list === null) document.set(key, withCommentsOf(document.createNode([item]), document.get(key, true)));
  else {
    list.flow = false;
    list.items.push(document.createNode(item) as unknown as ParsedNode);
  }
  return document.toString(WRITE);
}

/** Takes items out of the list under a top-level key, each with the comment lines right above it. */
export function removeItems(text: string, key: string, indexes: ReadonlySet<number>): string {
  const { document, list } = listUnder(text, key);
  if (list === null || indexes.size === 0) return text;
  const block = blockOf(list);
  if (block === null || block.starts.every((_, index) => indexes.has(index))) {
    list.items = list.items.filter((_, index) => !indexes.has(index));
    if (list.items.length === 0) list.flow = true;
    return document.toString(WRITE);
  }
  const starts = block.starts.map((offset) => startOfComments(text, offset));
  const ends = block.starts.map((_, index) => starts[index + 1] ?? endOfItem(text, block));
  const kept = starts.map((start, index) => (indexes.has(index) ? '' : text.slice(start, ends[index])));
  return text.slice(0, starts[0]) + kept.join('') + text.slice(ends.at(-1));
}

/** Comments beside a value that is not there: `waivers: # none yet`. */
function withCommentsOf(list: Node, value: unknown): Node {
  if (!isNode(value)) return list;
  list.commentBefore =
    [value.commentBefore, value.comment].filter((text) => typeof text === 'string').join('\n') || null;
  return list;
}

function listUnder(text: string, key: string): { document: Document.Parsed; list: YAMLSeq<ParsedNode> | null } {
  const document = parseDocument(text, { schema: 'failsafe', keepSourceTokens: true, logLevel: 'silent' });
  const value: unknown = isMap(document.contents) ? document.contents.get(key, true) : null;
  return { document, list: isSeq<ParsedNode>(value) ? value : null };
}

/** Of a list of lines: its indent, the offset of each item's dash, where the last item's value ends. */
function blockOf(list: YAMLSeq<ParsedNode>) {
  const token = list.srcToken;
  const last = list.items.at(-1);
  if (token?.type !== 'block-seq' || last === undefined) return null;
  const starts = token.items.flatMap(({ start }) =>
    start.filter(({ type }) => type === 'seq-item-ind').map(({ offset }) => offset),
  );
  return starts.length === list.items.length ? { indent: token.indent, starts, end: last.range[1] } : null;
}

/** The line after an item: past what follows on its line and past comment lines indented deeper than its dash. */
function endOfItem(text: string, { end, indent }: { readonly end: number; readonly indent: number }): number {
  const line = text[end - 1] === '\n' ? '' : String.raw`[^\n]*\n?`;
  const rest = new RegExp(String.raw`${line}(?: {${indent + 1},}#[^\n]*\n?)*`, 'y');
  rest.lastIndex = end;
  return end + (rest.exec(text)?.[0].length ?? 0);
}

/** Where the line of a dash begins, with the comment lines above it. */
function startOfComments(text: string, dash: number): number {
  const lines = text.slice(0, dash).split('\n');
  const first = lines.findLastIndex((line, at) => at < lines.length - 1 && !/^[ \t]*#/.test(line)) + 1;
  return lines.slice(0, first).join('\n').length + Math.min(first, 1);
}

function withNewline(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}

function itemText(item: Readonly<Record<string, unknown>>, indent: number): string {
  const pad = ' '.repeat(indent);
  const lines = new Document([item]).toString({ ...WRITE, indentSeq: false }).trimEnd();
  return lines.replace(/^/gm, pad) + '\n';
}
