import { EVIDENCE_KINDS, type Evidence, type EvidenceKind, type Identification } from '../core/finding.ts';
import type { Field } from '../core/fields.ts';
import { isSecret, type Column } from '../core/layout.ts';
import type { InventoryRecord } from '../core/record.ts';
import { Cell } from './cell.ts';
import { compileIdentifier, finderInputOf, type IdentifierParts } from './compile.ts';
import { hitOf, type Finder, type Hit } from './kinds/finder.ts';
import { FINDERS } from './kinds/registry.ts';
import { ownColumns, roleOf, saysOwnDevice, type Role } from './role.ts';
import { groundsOf, whyOf, whyUncounted } from './why.ts';

/** One piece of evidence, with what earned it its grade. */
export interface MetReport {
  /** The vendor, affiliate or category id it points at. */
  readonly points: string;
  readonly matched: string;
  readonly seen: string;
  readonly confidence: Evidence['confidence'];
  readonly why: string;
  /** Why it is not among the evidence of the row; null when it is. */
  readonly uncounted: string | null;
}

/** What one kind of evidence found in one cell. */
export interface KindReport {
  readonly kind: EvidenceKind;
  readonly met: readonly MetReport[];
  /** What nearly matched, and why it does not count. */
  readonly near: readonly string[];
}

/** How one cell was read. */
export interface CellReport {
  readonly column: string;
  readonly fields: readonly Field[];
  readonly role: Role;
  /** Null for a cell that is not read: it is never shown. */
  readonly text: string | null;
  /** The kinds that look at such a column. */
  readonly looked: readonly EvidenceKind[];
  /** Only the kinds that matched or nearly matched something. */
  readonly kinds: readonly KindReport[];
}

export interface Explanation {
  readonly cells: readonly CellReport[];
  readonly identifications: readonly {
    readonly identification: Identification;
    /** How its grade follows from its evidence. */
    readonly grounds: string;
  }[];
}

/** Says what every kind of evidence found in every cell of a record: the long form of `identify`. */
export type Explain = (record: InventoryRecord) => Explanation;

function pointsAt(hit: Hit): string {
  if (hit.maker === null) return hit.category ?? '';
  const { id, affiliate } = hit.maker.ref;
  return affiliate === null ? id : `${id}/${affiliate.id}`;
}

/** Compiles the explainer: the same finders as the identifier's, applied cell by cell. */
export function compileExplain(parts: IdentifierParts): Explain {
  const input = finderInputOf(parts);
  const identifier = compileIdentifier(parts);
  const finders = EVIDENCE_KINDS.map((kind) => [kind, FINDERS[kind](input)] as const);

  function report(
    kind: EvidenceKind,
    finder: Finder,
    cell: Cell,
    column: Pick<Column, 'name' | 'ofOther' | 'component'>,
    found: readonly Identification[],
  ): KindReport {
    const own: Hit[] = [];
    finder.find(cell, own);
    const hits = own.map((one) => hitOf(column, one));
    return {
      kind,
      met: hits.map((hit) => ({
        points: pointsAt(hit),
        matched: hit.matched,
        seen: hit.seen,
        confidence: hit.confidence,
        why: whyOf(hit, cell),
        uncounted: whyUncounted(hit, column.name, found),
      })),
      near: (finder.nearMisses?.(cell) ?? []).map(({ text }) => text),
    };
  }

  return (record) => {
    const found = identifier.identify(record);
    const { columns, wholeLines } = record.layout;
    const isOwn = !saysOwnDevice(ownColumns(columns), record.cells, parts.words.noValue);
    return {
      cells: columns.flatMap((column, index): CellReport[] => {
        const text = record.cells[index] ?? '';
        if (text === '') return [];
        const { name, fields } = column;
        const hidden = fields.includes('withheld');
        if (isSecret(column)) return [{ column: name, fields, role: 'none', text: null, looked: [], kinds: [] }];
        const role = roleOf(column, wholeLines);
        const cell = new Cell(text, role, fields, parts.words.secrets);
        const looking = finders.filter(([, finder]) => finder.looksAt(role, fields));
        const kinds = looking
          .map(([kind, finder]) => report(kind, finder, cell, isOwn ? { ...column, ofOther: false } : column, found))
          .map((one) => (hidden ? withoutText(one) : one))
          .filter(({ met, near }) => met.length + near.length > 0);
        return [
          { column: name, fields, role, text: hidden ? null : cell.text, looked: looking.map(([kind]) => kind), kinds },
        ];
      }),
      identifications: found.map((identification) => ({ identification, grounds: groundsOf(identification) })),
    };
  };
}

/** What was made of a cell that is not shown. */
function withoutText({ kind, met }: KindReport): KindReport {
  return { kind, met: met.map((one) => ({ ...one, seen: '***', matched: '***' })), near: [] };
}
