import { IDENTITY_FIELDS } from '../core/fields.ts';
import { oncePerLayout, type Column } from '../core/layout.ts';
import type { Severity } from '../core/problem.ts';
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

const identityOf = oncePerLayout((layout) => [
  ...new Set(IDENTITY_FIELDS.flatMap((field) => [...layout.feeding(field)])),
]);

/**
 * The cells of one input in which a vendor, model or address should stand, and of which nobody can tell what it is: a
 * warning for those of rows that are not judged, an error where letters of a listed name may have been lost. `add`
 * takes in a record, and whether it was judged.
 */
export function unreadCells(source: string, identifier: Pick<Identifier, 'readCell' | 'lostName'>, words: Words) {
  const doubts = new Doubts(source);
  const kinds = new Map<string, Doubt>();
  /** By column: how long the cells are of which no letter is left. */
  const lengths = new Map<string, Set<number>>();

  function note({ layout, line, cell, cellAt }: InventoryRecord, index: number, text: string, about: Doubt): void {
    const value = words.secrets.withoutPeople(words.secrets.without(text));
    doubts.note(about, { line, cell: cellAt?.(index) ?? cell, column: layout.columns[index]?.name ?? '', value });
  }

  /** What letters a cell lost; null: none that matter. */
  function lostIn({ name, fields }: Column, text: string): Doubt | null {
    if (fields.includes('mac') && isUnreadMac(text)) return UNREAD_MAC;
    const length = lostLength(text);
    if (length === 0) return /[?\ufffd]/.test(text) && identifier.lostName(text) !== null ? LOST_NAME : null;
    // `??` and `????` are two names of which all letters were lost; `??` alone may say that nobody knows.
    const known = lengths.get(name) ?? new Set();
    if (length > 1) lengths.set(name, known.add(length));
    return known.size > 1 ? ALL_LOST : UNKNOWN;
  }

  function unreadAs(kind: CellReading): Doubt {
    const says = `no vendor, model or address (${kind})`;
    const hint = `say what these cells hold, or map another column with --columns; ${KNOWN}`;
    const made = kinds.get(kind) ?? doubt('warning', 'are', says, hint);
    kinds.set(kind, made);
    return made;
  }

  return {
    add(record: InventoryRecord, isJudged: boolean): void {
      const { layout, cells } = record;
      for (const index of identityOf(layout)) {
        const cell = cells[index];
        const column = layout.columns[index];
        if (cell === undefined || cell === '' || column === undefined) continue;
        const text = words.decodings.decoded(cell);
        const lost = lostIn(column, text);
        if (lost !== null) note(record, index, text, lost);
        if (lost !== null || isJudged) continue;
        const reading = identifier.readCell(column, cell);
        if (reading !== UNDERSTOOD && reading !== NOTHING) note(record, index, cell, unreadAs(reading));
      }
    },
    /** What is to be said once all was read. */
    problems: () => doubts.problems(),
  };
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
