import type { Field } from '../core/fields.ts';
import type { Column } from '../core/record.ts';
import { Cell } from './cell.ts';
import type { Finder, Hit } from './finder.ts';
import { roleOf, type Role } from './role.ts';

const NOTHING: readonly Hit[] = [];

/** Remembered cells a column: real inventories repeat their makers and models. */
const MEMO_SIZE = 20_000;
/** After this many cells a column whose cells hardly repeat (serials, host names) is no longer remembered. */
const MEMO_TRIAL = 2_048;

/** Fields whose cells can hold evidence of some kind even where they can hold no name. */
const EVIDENCE_FIELDS: ReadonlySet<Field> = new Set<Field>([
  'mac',
  'sysObjectId',
  'fccId',
  'cpe',
  'gponSerial',
  'serial',
  'category',
]);

/** How the cells of one column are looked at, with what they said before. */
export class ColumnPlan {
  readonly index: number;
  readonly name: string;
  readonly role: Role;
  readonly fields: readonly Field[];
  readonly #finders: readonly Finder[];
  #memo: Map<string, readonly Hit[]> | null = new Map();
  #asked = 0;
  #known = 0;

  constructor(index: number, name: string, role: Role, fields: readonly Field[], finders: readonly Finder[]) {
    this.index = index;
    this.name = name;
    this.role = role;
    this.fields = fields;
    this.#finders = finders;
  }

  /** What a cell of this column says, by every kind of evidence. */
  look(text: string): readonly Hit[] {
    const memo = this.#memo;
    if (memo === null) return this.#lookFresh(text);
    this.#asked += 1;
    const known = memo.get(text);
    if (known !== undefined) {
      this.#known += 1;
      return known;
    }
    if (this.#asked === MEMO_TRIAL && this.#known * 4 < this.#asked) {
      this.#memo = null;
      return this.#lookFresh(text);
    }
    if (memo.size >= MEMO_SIZE) memo.clear();
    const hits = this.#lookFresh(text);
    memo.set(text, hits);
    return hits;
  }

  #lookFresh(text: string): readonly Hit[] {
    const cell = new Cell(text, this.role, this.fields);
    const hits: Hit[] = [];
    for (const finder of this.#finders) finder.find(cell, hits);
    return hits.length === 0 ? NOTHING : hits;
  }
}

/** The columns of one layout that can hold evidence, and how to look at cells past the last header. */
export interface Plan {
  readonly columns: readonly ColumnPlan[];
  readonly extra: ColumnPlan;
  readonly makerColumns: readonly ColumnPlan[];
  readonly sysDescr: readonly number[];
}

/** Plans a layout once; `wholeLine` for records whose cells are whole lines of text. */
export function planColumns(columns: readonly Column[], wholeLine: boolean, finders: readonly Finder[]): Plan {
  const plans = columns.flatMap((column, index) => {
    const role = roleOf(column, wholeLine);
    if (column.fields.includes('withheld')) return [];
    if (role === 'none' && !column.fields.some((field) => EVIDENCE_FIELDS.has(field))) return [];
    return [new ColumnPlan(index, column.name, role, column.fields, finders)];
  });
  return {
    columns: plans,
    extra: new ColumnPlan(columns.length, '', 'open', ['text'], finders),
    makerColumns: plans.filter((plan) => plan.role === 'maker'),
    sysDescr: columns.flatMap((column, index) => (column.fields.includes('sysDescr') ? [index] : [])),
  };
}
