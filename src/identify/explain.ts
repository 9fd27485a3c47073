import type { Field } from '../core/fields.ts';
import { EVIDENCE_KINDS, type Evidence, type EvidenceKind, type Identification } from '../core/finding.ts';
import { isSecret, type Column } from '../core/layout.ts';
import { ofOwn } from './plan.ts';
import type { InventoryRecord } from '../core/record.ts';
import { Cell } from './cell.ts';
import { compileIdentifier, finderInputOf, type IdentifierParts } from './compile.ts';
import { hitOf, type Finder, type Hit } from './kinds/finder.ts';
import { NOTHING, UNDERSTOOD } from './identity.ts';
import { FINDERS } from './kinds/registry.ts';
import { isAboutOther, ownColumns, roleOf, saysOwnDevice, type Role } from './role.ts';

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
  const finders = EVIDENCE_KINDS.map((kind) => [kind, FINDERS[kind](input)] as const);

  function report(
    kind: EvidenceKind,
    finder: Finder,
    cell: Cell,
    column: Column,
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
        if (isSecret(column))
          return [{ column: name, fields, role: 'none', text: null, unread: null, looked: [], kinds: [] }];
        const role = roleOf(column, wholeLines);
        const cell = new Cell(parts.words.decodings.decoded(text), role, fields, parts.words.secrets);
        const looking = finders.filter(([, finder]) => finder.looksAt(role, fields));
        const kinds = looking
          .map(([kind, finder]) => report(kind, finder, cell, isOwn ? ofOwn(column) : column, found))
          .map((one) => (hidden ? withoutText(one) : one))
          .filter(({ met, near }) => met.length + near.length > 0);
        const reading = identifier.readCell(column, text);
        const unread = reading === UNDERSTOOD || reading === NOTHING ? null : reading;
        const shown = hidden ? null : cell.text;
        return [{ column: name, fields, role, text: shown, unread, looked: looking.map(([kind]) => kind), kinds }];
      }),
      identifications: found.map((identification) => ({ identification, grounds: groundsOf(identification) })),
    };
  };
}

/** What was made of a cell that is not shown. */
function withoutText({ kind, met }: KindReport): KindReport {
  return { kind, met: met.map((one) => ({ ...one, seen: '***', matched: '***' })), near: [] };
}

type Says = (hit: Hit, cell: Cell) => string;

const IN_NOTE = 'in a note or a place, which may speak of another device';
/** Of what is capped, by the grade that is left. */
const UNCERTAIN = 'the fact is not certain, so it is probable at best';
const UNVERIFIED = 'the fact is unverified, so it is possible at best';

/** What earned a hit its grade, in plain words; the rules are in docs/confidence.md. */
const SAYS: Record<EvidenceKind, Says> = {
  name: (hit, { role }) => {
    if (hit.confidence === 'confirmed') return 'the vendor cell is a known name and nothing else';
    if (hit.confidence === 'probable') {
      const where = role === 'maker' ? 'among others in a vendor cell' : 'in a cell that says what the thing is';
      return `a distinctive name is there as whole words ${where}`;
    }
    if (!hit.aboutMaker) return 'a word beside the name says that it is not the vendor';
    return 'others sell goods under this name too';
  },
  typo: ({ confidence }) =>
    confidence === 'probable'
      ? 'one letter away from a distinctive name; no unrelated vendor has a name that close'
      : 'two letters away from a long name, or one from a name of several words',
  mac: ({ confidence, part, aboutMaker }) => {
    if (part === 'other-device') return 'the header says that the address is that of another device';
    if (!aboutMaker) return IN_NOTE;
    if (confidence === 'probable') return 'the prefix is registered to them; it says who made the network interface';
    return 'an address inside a text that nobody claimed';
  },
  'enterprise-number': ({ aboutMaker }) =>
    aboutMaker ? 'only their devices answer with this number' : 'an object of theirs, which other devices may have too',
  'fcc-id': ({ confidence, part }, { role }) => {
    if (isAboutOther(role)) return 'an FCC ID in a cell that is about something else';
    if (confidence === 'confirmed') return "the device's own FCC ID begins with their grantee code";
    if (part === 'component') return 'the device contains a part of theirs';
    return 'an FCC ID inside a text';
  },
  cpe: ({ aboutMaker }) => (aboutMaker ? 'exactly their CPE vendor name' : IN_NOTE),
  gpon: ({ aboutMaker }) =>
    aboutMaker ? 'their id begins the serial number; never more, as cheap devices set it too' : IN_NOTE,
  'usb-id': ({ aboutMaker }) => (aboutMaker ? 'their id as a vendor of USB devices, which the device gives' : IN_NOTE),
  token: ({ aboutMaker }) => (aboutMaker ? 'their software answers so; devices that others rebadge do too' : IN_NOTE),
  model: ({ confidence, aboutMaker, lowered }, { role }) => {
    if (confidence === 'probable') return 'a family of models that nobody else is known to use';
    if (isAboutOther(role)) return 'a model in a cell that is about something else';
    if (!aboutMaker && role === 'naming' && !lowered)
      return 'a model in the name of a host, which does not say who made it';
    if (!aboutMaker) return 'a word beside the model says that something else is for it';
    return 'others have such models too, or it is part of a longer word: it needs a second sign';
  },
  mention: () => 'a name in a cell that is not about the vendor',
  category: ({ confidence }) =>
    confidence === 'probable' ? 'the category column says so' : 'from the family of models only',
};

/** What earned a hit its grade. */
function whyOf(hit: Hit, cell: Cell): string {
  if (hit.capped) return hit.confidence === 'probable' ? UNCERTAIN : UNVERIFIED;
  return SAYS[hit.kind](hit, cell);
}

/** Why a hit is not among the evidence of its row; null when it is. */
function whyUncounted(hit: Hit, column: string, identifications: readonly Identification[]): string | null {
  const own = identifications.find(({ vendor, category }) =>
    hit.maker === null ? category?.id === hit.category : vendor?.id === hit.maker.ref.id,
  );
  const counted = own?.evidence.some(
    (one) => one.kind === hit.kind && one.column === column && one.matched === hit.matched,
  );
  if (counted === true) return null;
  if (hit.when !== null && own === undefined) return `sysDescr does not hold "${hit.when}"`;
  if (hit.otherMaker !== null) return `${hit.otherMaker} before it is the name of another vendor`;
  if (hit.weak) return 'the vendor cell names another vendor';
  return 'stronger evidence says the same';
}

/** The kinds that give an identification its grade: the strongest evidence, or two weak pieces together. */
function groundsOf({ confidence, evidence }: Identification): string {
  const kinds = (among: typeof evidence): string => [...new Set(among.map(({ kind }) => kind))].join(' and ');
  const equal = evidence.filter((one) => one.confidence === confidence);
  if (equal.length > 0) return `by ${kinds(equal)}`;
  return `by ${kinds(evidence)}: two possible pieces of evidence of different kinds make it ${confidence}`;
}
