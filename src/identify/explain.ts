import type { Field } from '../core/fields.ts';
import { LOWERED, type Confidence, type Evidence, type EvidenceKind, type Identification } from '../core/finding.ts';
import { isSecret, type Column } from '../core/layout.ts';
import { ofDevice } from './row-search.ts';
import type { InventoryRecord } from '../core/record.ts';
import { Cell } from './cell.ts';
import { compileIdentifier, finderInputOf, type IdentifierParts } from './compile.ts';
import type { Finder, Hit } from './kinds/finder.ts';
import { NOTHING, UNDERSTOOD } from './identity.ts';
import { FINDERS } from './kinds/registry.ts';
import { deviceGroups } from './groups.ts';
import { columnsOfDevice, roleOf, saysDevice, type Role } from './role.ts';
import { gradeOf, strengthOf, type Strength } from './strengths.ts';

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
interface KindReport {
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
  /** What it is instead of a vendor, model or address, where it should be one; null where it is one, or should not. */
  readonly unread: string | null;
  /** The kinds that look at such a column. */
  readonly looked: readonly EvidenceKind[];
  /** Only the kinds that matched or nearly matched something. */
  readonly kinds: readonly KindReport[];
}

interface Explanation {
  readonly cells: readonly CellReport[];
  readonly identifications: readonly {
    readonly identification: Identification;
    /** How its grade follows from its evidence. */
    readonly grounds: string;
  }[];
}

function pointsAt(hit: Hit): string {
  if (hit.maker === null) return hit.category ?? '';
  const { id, affiliate } = hit.maker.ref;
  return affiliate === null ? id : `${id}/${affiliate.id}`;
}

/**
 * Compiles the explainer, which says what every kind of evidence found in every cell of a record: the same finders as
 * the identifier's, applied cell by cell.
 */
export function compileExplain(parts: IdentifierParts): (record: InventoryRecord) => Explanation {
  const input = finderInputOf(parts);
  const identifier = compileIdentifier(parts);
  const finders = FINDERS.map((compile) => compile(input));

  /** What a kind found in a cell, by kind: names are found with the mentions of them. */
  function reports(finder: Finder, cell: Cell, column: Column, found: readonly Identification[]): KindReport[] {
    const hits: Hit[] = [];
    finder.find(cell, hits);
    const near = finder.nearMisses?.(cell) ?? [];
    return finder.kinds.map((kind) => ({
      kind,
      met: hits
        .filter((hit) => hit.kind === kind && hit.setAside === null)
        .map((hit) => metBy(hit, cell, column, found)),
      near: near.flatMap((one) => (one.kind === kind ? one.text : [])),
    }));
  }

  return (record) => {
    const found = identifier.identify(record);
    const { columns, wholeLines } = record.layout;
    const { areDevices } = deviceGroups(record.layout, (word) => input.beside.isKind(word));
    const isDevices = !saysDevice(columnsOfDevice(columns), record.cells, parts.words.noValue);
    return {
      cells: columns.flatMap((column, index): CellReport[] => {
        const text = record.cells[index] ?? '';
        if (text === '') return [];
        const { name, fields } = column;
        const hidden = fields.includes('withheld');
        if (isSecret(column))
          return [{ column: name, fields, role: 'none', text: null, unread: null, looked: [], kinds: [] }];
        const role = roleOf(column, wholeLines, areDevices[index]);
        const cell = new Cell(parts.words.decodings.decoded(text), role, fields, parts.words.secrets);
        const looking = finders.filter((finder) => finder.looksAt(role, fields));
        const kinds = looking
          .flatMap((finder) => reports(finder, cell, isDevices ? ofDevice(column) : column, found))
          .map((one) => (hidden ? withoutText(one) : one))
          .filter(({ met, near }) => met.length + near.length > 0);
        const reading = identifier.readCell(column, text);
        const unread = reading === UNDERSTOOD || reading === NOTHING ? null : reading;
        const shown = hidden ? null : cell.text;
        return [
          { column: name, fields, role, text: shown, unread, looked: looking.flatMap(({ kinds }) => kinds), kinds },
        ];
      }),
      identifications: found.map((identification) => ({ identification, grounds: groundsOf(identification) })),
    };
  };
}

/** What a hit is worth in its row. */
function metBy(hit: Hit, { role }: Cell, { name, traits }: Column, found: readonly Identification[]): MetReport {
  const strength = strengthOf(hit.sign, role, traits);
  const earned = gradeOf(strength, hit.certainty);
  const { matched, confidence } = evidenceOf(hit, name, found) ?? { ...hit, confidence: earned };
  const why = whyOf(strength, earned);
  return { points: pointsAt(hit), matched, seen: hit.seen, confidence, why, uncounted: whyUncounted(hit, name, found) };
}

/** What was made of a cell that is not shown. */
function withoutText({ kind, met }: KindReport): KindReport {
  return { kind, met: met.map((one) => ({ ...one, seen: '***', matched: '***' })), near: [] };
}

/** Of what is not certain, by the grade that is left. */
const UNCERTAIN = 'the fact is not certain, so it is probable at best';
const UNVERIFIED = 'the fact is unverified, so it is possible at best';

/** What earned a hit its grade, and what another vendor in the vendor cell leaves of it: its line of the table. */
function whyOf({ grade, says, unknown, known }: Strength, earned: Confidence): string {
  if (earned !== grade) return earned === 'probable' ? UNCERTAIN : UNVERIFIED;
  const against = [
    ...(unknown === 'stands' ? [] : [`${FATES[unknown]} where the vendor cell says an unknown vendor`]),
    ...(known === 'stands' ? [] : [`${FATES[known]} where it names another known vendor`]),
  ];
  return against.length === 0 ? says : `${says} (${against.join(', ')})`;
}

const FATES: Readonly<Record<Exclude<Strength['known'], 'stands'>, string>> = {
  possible: 'possible',
  'set-aside': 'set aside',
  nothing: 'nothing',
};

/** Whom a hit points at, as the row has it. */
function namedBy(hit: Hit, identifications: readonly Identification[]): Identification | undefined {
  return identifications.find(({ vendor, category }) =>
    hit.maker === null ? category?.id === hit.category : vendor?.id === hit.maker.ref.id,
  );
}

/** The evidence that the row has of a hit, also where the row's own vendor lowered it. */
function evidenceOf(hit: Hit, column: string, identifications: readonly Identification[]): Evidence | undefined {
  const isOf = (matched: string): boolean => matched === hit.matched || matched.startsWith(hit.matched + LOWERED);
  const evidence = namedBy(hit, identifications)?.evidence ?? [];
  return evidence.find((one) => one.kind === hit.kind && one.column === column && isOf(one.matched));
}

/** Why a hit is not among the evidence of its row; null when it is. */
function whyUncounted(hit: Hit, column: string, identifications: readonly Identification[]): string | null {
  if (evidenceOf(hit, column, identifications) !== undefined) return null;
  const named = namedBy(hit, identifications);
  if (hit.when !== null && named === undefined) return `sysDescr does not hold "${hit.when}"`;
  if (hit.before !== null) return `${hit.before.text} before it is the name of another vendor`;
  if (named === undefined) return 'the vendor cell names another vendor';
  return 'stronger evidence says the same';
}

/** The kinds that give an identification its grade: the strongest evidence, or two weak pieces together. */
function groundsOf({ confidence, evidence }: Identification): string {
  const kinds = (among: typeof evidence): string => [...new Set(among.map(({ kind }) => kind))].join(' and ');
  const equal = evidence.filter((one) => one.confidence === confidence);
  if (equal.length > 0) return `by ${kinds(equal)}`;
  return `by ${kinds(evidence)}: two possible pieces of evidence of different kinds make it ${confidence}`;
}
