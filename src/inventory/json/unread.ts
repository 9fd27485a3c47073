import { outside, type Item } from '../rows.ts';
import { JsonList, JsonMap, type Json } from './tree.ts';

/** Texts that are remembered, and how long they are at most: keys, and words of answers, come again and again. */
const [MOST_KNOWN, LONGEST_KNOWN] = [10_000, 100];

/** The keys and texts of a document that come into no record, each once, so that names in them are accounted for. */
export class Unread {
  readonly #known = new Set<string>();
  #items: Item[] = [];

  add(node: Json, line: number | null, pointer: readonly string[]): void {
    if (typeof node === 'string') this.#addText(node, line, pointer);
    else if (node instanceof JsonList)
      for (const [index, item] of node.items.entries()) this.add(item, line, [...pointer, String(index)]);
    else this.#addMap(node, line, pointer);
  }

  /** What was added since. */
  take(): readonly Item[] {
    const items = this.#items;
    this.#items = [];
    return items;
  }

  #addMap({ keys, values }: JsonMap, line: number | null, pointer: readonly string[]): void {
    for (const [index, key] of keys.entries()) {
      this.#addText(key, line, pointer);
      this.add(values[index] as Json, line, [...pointer, key]);
    }
  }

  #addText(text: string, line: number | null, pointer: readonly string[]): void {
    if (text.length < 2 || this.#known.has(text)) return;
    if (text.length <= LONGEST_KNOWN && this.#known.size < MOST_KNOWN) this.#known.add(text);
    this.#items.push(outside('unread', text, { line, cell: pointerOf(pointer) || null }));
  }
}

/** RFC 6901. */
export function pointerOf(path: readonly string[]): string {
  return path.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
