import { Cache } from '../core/cache.ts';
import type { Field } from '../core/fields.ts';
import type { FindingDesignation, Identification, Status } from '../core/finding.ts';
import { oncePerLayout } from '../core/layout.ts';
import type { InventoryRecord } from '../core/record.ts';
import { unshared } from '../core/text.ts';
import type { PreparedEntry } from './entry.ts';
import type { Said } from './kinds.ts';

/**
 * Judgements kept for one thing; real inventories repeat their models, and one that does not gains nothing from more.
 */
const MOST = 1_000;

export interface Judged {
  readonly status: Status;
  /** In the order of the chosen lists and their entries. */
  readonly designations: readonly FindingDesignation[];
  /** Of a vendor that an entry names by its country: where it is from, null: not known. Absent: none does. */
  readonly maker?: { readonly id: string | null; readonly country: string | null };
}

/** Judges by entries, without a cache; `isAlike`: by nothing but the cells that they depend on. */
export type JudgeAnew = (
  entries: Entries,
  met: Identification,
  record: InventoryRecord,
  all: readonly Identification[],
) => { readonly judged: Judged | null; readonly isAlike: boolean };

/** The entries that name one thing, and what was judged by them. */
export class Entries {
  readonly entries: readonly PreparedEntry[];
  readonly #judge: JudgeAnew;
  /** The fields that they depend on, but for few rows. */
  readonly asked: readonly Field[];
  /**
   * By layout: the columns they ask for, and what was judged by their cells; with other things met in the row, apart.
   */
  readonly #cacheOf = oncePerLayout(({ columns }) => ({
    asked: columns.flatMap(({ fields }, at) => (fields.some((field) => this.asked.includes(field)) ? [at] : [])),
    alone: new Cache<string, Judged | null>(MOST),
    together: new Cache<string, Judged | null>(MOST),
  }));

  constructor(entries: readonly PreparedEntry[], judge: JudgeAnew) {
    this.entries = entries;
    this.#judge = judge;
    this.asked = [...new Set(entries.flatMap(fieldsAsked))];
  }

  /** What was judged of a row like this one, else what judging it anew comes to. */
  judged(met: Identification, record: InventoryRecord, all: readonly Identification[], said: Said): Judged | null {
    const { asked, alone, together } = this.#cacheOf(record.layout);
    const cells = `${saidKey(said)}${keyOf(record, asked)}`;
    const [cache, key] = all.length === 1 ? [alone, cells] : [together, `${namesOf(all)}\n${cells}`];
    const before = cache.get(key);
    if (before !== undefined) return before;
    const { judged, isAlike } = this.#judge(this, met, record, all);
    if (isAlike) cache.set(unshared(key), judged);
    return judged;
  }
}

/** The cells that were asked for. Several are told apart by their lengths, whatever they hold. */
function keyOf({ cells }: InventoryRecord, asked: readonly number[]): string {
  const [only] = asked;
  if (only === undefined) return '';
  if (asked.length === 1) return cells[only] ?? '';
  let key = '';
  for (const index of asked) {
    const cell = cells[index] ?? '';
    key += `${cell.length}:${cell}`;
  }
  return key;
}

function saidKey({ isComponent, deviceBy, families }: Said): string {
  let key = `${isComponent ? 'c' : ''}${deviceBy ?? ''}\n`;
  for (const { is, sure } of families) key += `${is ?? ''}${sure ? '!' : '?'}`;
  return key;
}

function namesOf(all: readonly Identification[]): string {
  return all.map(({ vendor, confidence }) => `${vendor?.id ?? ''} ${confidence}`).join('+');
}

const NAMES_PRODUCTS: readonly Field[] = ['model', 'partNumber'];

/** The fields whose cells an entry asks for in every row. */
function fieldsAsked({ entry, asksKind, models, approvals }: PreparedEntry): readonly Field[] {
  return [
    ...(['acquired', 'authorised', 'made'] as const),
    ...(models.size > 0 ? NAMES_PRODUCTS : []),
    ...(entry.thing === null ? [] : (['country'] as const)),
    ...(asksKind ? (['category'] as const) : []),
    ...(approvals.length > 0 ? ([...NAMES_PRODUCTS, 'category', 'vendor'] as const) : []),
  ];
}
