import { IDENTITY_FIELDS } from '../core/fields.ts';
import { oncePerLayout } from '../core/layout.ts';
import type { Problem, Severity } from '../core/problem.ts';
import type { InventoryRecord } from '../core/record.ts';
import type { Identifier } from '../identify/identifier.ts';
import { NOTHING, UNDERSTOOD, type CellReading } from '../identify/identity.ts';
import { isUnreadMac } from '../identify/kinds/mac.ts';
import { lostLength } from '../identify/names/lost.ts';
import { Doubts, type Doubt } from '../inventory/doubts.ts';
import type { Words } from '../words/words.ts';

const KNOWN = 'once you know what they are, the problem can be waived';
const LOST_HINT =
  'letters are lost by Export-Csv of Windows PowerShell without -Encoding UTF8, by a database client with another ' +
  `charset, or by a file saved in another encoding than it says: export it anew; ${KNOWN}`;

/** Identity cells, and the columns that hold any. */
const identityOf = oncePerLayout((layout) => [
  ...new Set(IDENTITY_FIELDS.flatMap((field) => [...layout.feeding(field)])),
]);

/**
 * The cells of one input in which a vendor, model or address should stand, and of which nobody can tell what it is: a
 * warning for those of rows that are not judged, an error where letters of a listed name may have been lost.
 */
export class UnreadCells {
  readonly #identifier: Pick<Identifier, 'readCell' | 'lostName'>;
  readonly #words: Words;
  readonly #doubts: Doubts;
  readonly #kinds = new Map<string, Doubt>();
  /** By column: how long the cells are of which no letter is left. */
  readonly #lengths = new Map<string, Set<number>>();

  constructor(source: string, identifier: Pick<Identifier, 'readCell' | 'lostName'>, words: Words) {
    this.#identifier = identifier;
    this.#words = words;
    this.#doubts = new Doubts(source);
  }

  /** Takes in a record, and whether it was judged. */
  add(record: InventoryRecord, isJudged: boolean): void {
    const { layout, cells } = record;
    for (const index of identityOf(layout)) {
      const cell = cells[index];
      const column = layout.columns[index];
      if (cell === undefined || cell === '' || column === undefined) continue;
      const text = this.#words.decodings.decoded(cell);
      if (this.#noteLost(record, index, text) || isJudged) continue;
      const reading = this.#identifier.readCell(column, cell);
      if (reading !== UNDERSTOOD && reading !== NOTHING) this.#note(record, index, cell, this.#unread(reading));
    }
  }

  /** What is to be said once all was read. */
  problems(): readonly Problem[] {
    return this.#doubts.problems();
  }

  #noteLost(record: InventoryRecord, index: number, text: string): boolean {
    const column = record.layout.columns[index];
    if (column?.fields.includes('mac') === true && isUnreadMac(text)) {
      this.#note(record, index, text, UNREAD_MAC);
      return true;
    }
    const length = lostLength(text);
    if (length > 0) {
      this.#noteLength(record, index, text, length);
      return true;
    }
    const name = /[?\ufffd]/.test(text) ? this.#identifier.lostName(text) : null;
    if (name !== null) this.#note(record, index, text, LOST_NAME);
    return name !== null;
  }

  /** `??` and `????` are two names of which all letters were lost; `??` alone may say that nobody knows. */
  #noteLength(record: InventoryRecord, index: number, text: string, length: number): void {
    const name = record.layout.columns[index]?.name ?? '';
    const lengths = this.#lengths.get(name) ?? new Set();
    if (length > 1) this.#lengths.set(name, lengths.add(length));
    this.#note(record, index, text, lengths.size > 1 ? ALL_LOST : UNKNOWN);
  }

  #unread(kind: CellReading): Doubt {
    const known = this.#kinds.get(kind);
    if (known !== undefined) return known;
    const made = doubt(
      'warning',
      'are',
      `no vendor, model or address (${kind})`,
      `say what these cells hold, or map another column with --columns; ${KNOWN}`,
    );
    this.#kinds.set(kind, made);
    return made;
  }

  #note({ layout, line, cell, cellAt }: InventoryRecord, index: number, text: string, about: Doubt): void {
    const value = this.#words.secrets.withoutPeople(this.#words.secrets.without(text));
    this.#doubts.note(about, { line, cell: cellAt?.(index) ?? cell, column: layout.columns[index]?.name ?? '', value });
  }
}

function doubt(severity: Severity, verb: 'are' | 'have', says: string, hint: string): Doubt {
  return {
    against: null,
    code: 'unread-cell',
    severity: [severity, severity],
    says: (places) => `${places.subject(verb)} ${says}: ${places.value}`,
    hint,
    byColumn: true,
  };
}

const UNREAD_MAC = doubt(
  'error',
  'are',
  'six pairs of hex digits in a form that is not read',
  `write them as 00:1a:2b:3c:4d:5e; ${KNOWN}`,
);
const LOST_NAME = doubt(
  'error',
  'have',
  'lost letters, and what is left may be the name of a listed vendor',
  LOST_HINT,
);
const ALL_LOST = doubt('error', 'are', 'nothing but lost letters, of different lengths', LOST_HINT);
const UNKNOWN = doubt('warning', 'are', 'unknown, or letters that were lost', LOST_HINT);
