import type { Field } from '../core/fields.ts';
import type { Identification } from '../core/finding.ts';
import type { Column, InventoryRecord } from '../core/record.ts';
import { unshared } from '../core/text.ts';
import { fieldsAsked } from './questions/asked.ts';
import type { Judged } from './judge.ts';
import type { PreparedEntry } from './prepare.ts';

/** Judgements kept for one thing; real inventories repeat their models, and one that does not gains nothing from more. */
const MOST = 1_000;

/** Judges by entries, remembering nothing. */
export type JudgeAnew = (
  entries: Entries,
  met: Identification,
  record: InventoryRecord,
  all: readonly Identification[],
) => Judged | null;

/** What was judged in one layout, by the cells asked for; rows in which something else was met too stand apart. */
interface Layout {
  readonly asked: readonly number[];
  readonly alone: Map<string, Judged | null>;
  readonly together: Map<string, Judged | null>;
}

/** The entries that name one thing, and what was judged by them. */
export class Entries {
  readonly entries: readonly PreparedEntry[];
  /** The fields they ask for, null: any. */
  readonly asked: readonly Field[] | null;
  readonly #layouts = new WeakMap<readonly Column[], Layout>();

  /** `always`: fields that are asked for whatever the entries are. */
  constructor(entries: readonly PreparedEntry[], always: readonly Field[]) {
    const asked = entries.map(fieldsAsked);
    this.entries = entries;
    this.asked = asked.includes(null) ? null : [...new Set([...always, ...asked.flatMap((fields) => fields ?? [])])];
  }

  /** What was judged of a row like this one, else what `judge` comes to. */
  judged(
    met: Identification,
    record: InventoryRecord,
    all: readonly Identification[],
    judge: JudgeAnew,
  ): Judged | null {
    if (this.asked === null) return judge(this, met, record, all);
    const { asked, alone, together } = this.#layouts.get(record.columns) ?? this.#layout(record.columns, this.asked);
    const cells = keyOf(record, asked);
    const [known, key] = all.length === 1 ? [alone, cells] : [together, `${namesOf(all)}\n${cells}`];
    const before = known.get(key);
    if (before !== undefined) return before;
    if (known.size >= MOST) known.clear();
    const judged = judge(this, met, record, all);
    known.set(unshared(key), judged);
    return judged;
  }

  #layout(columns: readonly Column[], asked: readonly Field[]): Layout {
    const indexes = columns.flatMap(({ fields }, at) => (fields.some((field) => asked.includes(field)) ? [at] : []));
    const layout = {
      asked: indexes,
      alone: new Map<string, Judged | null>(),
      together: new Map<string, Judged | null>(),
    };
    this.#layouts.set(columns, layout);
    return layout;
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

function namesOf(all: readonly Identification[]): string {
  return all.map(({ vendor }) => vendor?.id ?? '').join('+');
}
