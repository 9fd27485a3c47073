import { EVIDENCE_KINDS, type Evidence, type EvidenceKind, type Identification } from '../core/finding.ts';
import type { Field } from '../core/fields.ts';
import type { InventoryRecord } from '../core/record.ts';
import type { MacPrefixes } from '../knowledge/knowledge.ts';
import type { Vendor } from '../knowledge/vendor.ts';
import { Cell } from './cell.ts';
import { compileIdentifier, knownOf } from './compile.ts';
import type { Finder, Hit, NearMiss } from './finder.ts';
import { FINDERS } from './registry.ts';
import { roleOf, type Role } from './role.ts';

/** What one kind of evidence made of one cell. */
export interface KindReport {
  readonly kind: EvidenceKind;
  /** Pieces of evidence, each with the vendor or category id it points at. */
  readonly met: readonly {
    readonly points: string;
    readonly matched: string;
    readonly seen: string;
    readonly confidence: Evidence['confidence'];
    readonly needs: string | null;
  }[];
  /** What it nearly met, and why it was not taken. */
  readonly near: readonly string[];
}

/** How one cell was read. */
export interface CellReport {
  readonly column: string;
  readonly fields: readonly Field[];
  readonly role: Role;
  /** Null for a withheld cell: it is never shown. */
  readonly text: string | null;
  /** Only the kinds that met or nearly met something; every other kind looked and met nothing. */
  readonly kinds: readonly KindReport[];
}

export interface Explanation {
  readonly cells: readonly CellReport[];
  readonly identifications: readonly Identification[];
}

/** Says what every kind of evidence made of every cell of a record: the long form of `identify`. */
export type Explain = (record: InventoryRecord) => Explanation;

function pointsAt(hit: Hit): string {
  if (hit.maker === null) return hit.category ?? '';
  const { id, affiliate } = hit.maker.ref;
  return affiliate === null ? id : `${id}/${affiliate.id}`;
}

function reportKind(kind: EvidenceKind, finder: Finder, cell: Cell): KindReport | null {
  const hits: Hit[] = [];
  finder.find(cell, hits);
  const near: readonly NearMiss[] = finder.nearMisses?.(cell) ?? [];
  if (hits.length === 0 && near.length === 0) return null;
  return {
    kind,
    met: hits.map((hit) => ({
      points: pointsAt(hit),
      matched: hit.matched,
      seen: hit.seen,
      confidence: hit.confidence,
      needs: hit.when === null ? null : `"${hit.when}" in sysDescr`,
    })),
    near: near.map(({ text }) => text),
  };
}

/** Compiles the explainer; the same finders as the identifier, asked cell by cell. */
export function compileExplain(vendors: readonly Vendor[], macPrefixes: MacPrefixes): Explain {
  const known = knownOf(vendors, macPrefixes, null);
  const identifier = compileIdentifier(vendors, macPrefixes);
  const finders = EVIDENCE_KINDS.map((kind) => [kind, FINDERS[kind](known)] as const);
  return (record) => ({
    cells: record.columns.flatMap((column, index): CellReport[] => {
      const text = record.cells[index] ?? '';
      if (text === '') return [];
      const { fields } = column;
      if (fields.includes('withheld')) return [{ column: column.name, fields, role: 'none', text: null, kinds: [] }];
      const role = roleOf(column, record.cap !== undefined);
      const cell = new Cell(text, role, fields);
      const kinds = finders.flatMap(([kind, finder]) =>
        finder.looksAt(role, fields) ? (reportKind(kind, finder, cell) ?? []) : [],
      );
      return [{ column: column.name, fields, role, text: cell.text, kinds }];
    }),
    identifications: identifier.identify(record),
  });
}
