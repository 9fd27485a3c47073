import type { Field } from '../core/fields.ts';
import type { Identification } from '../core/finding.ts';
import type { Column, InventoryRecord } from '../core/record.ts';

/** The fields whose cells the questions ask for. Rows alike in these, and in who was met, are judged alike. */
const ASKED: readonly Field[] = ['vendor', 'model', 'partNumber', 'category', 'country', 'purpose', 'acquired'];

/** Judgements kept; real inventories repeat their models, and one that does not gains nothing from more. */
const MOST = 10_000;

const columnsAsked = new WeakMap<readonly Column[], readonly number[]>();

/** What a row must share with another to be judged like it. */
export function alikeKey(
  things: readonly string[],
  { columns, cells }: InventoryRecord,
  all: readonly Identification[],
): string {
  let asked = columnsAsked.get(columns);
  if (asked === undefined) {
    asked = columns.flatMap(({ fields }, index) => (fields.some((field) => ASKED.includes(field)) ? [index] : []));
    columnsAsked.set(columns, asked);
  }
  let key = things.join(' ');
  if (all.length > 1) for (const { vendor } of all) key += `+${vendor?.id ?? ''}`;
  for (const index of asked) key += `\n${index}:${cells[index] ?? ''}`;
  return key;
}

/** Remembers what was found for a key, within a bound. */
export function remembering<T>(): (key: string, find: () => T) => T {
  const known = new Map<string, T>();
  return (key, find) => {
    const found = known.get(key);
    if (found !== undefined || known.has(key)) return found as T;
    if (known.size >= MOST) known.clear();
    const made = find();
    known.set(key, made);
    return made;
  };
}
