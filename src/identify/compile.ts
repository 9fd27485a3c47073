import { createShortcut } from './automaton.ts';
import { isEmptyValue } from '../core/empty.ts';
import type { Identification } from '../core/finding.ts';
import type { Column, InventoryRecord } from '../core/record.ts';
import { fold } from '../core/text.ts';
import type { MacPrefixes } from '../knowledge/knowledge.ts';
import { UNKNOWN, unpackLiterals, workOutLiterals, type Literals } from '../knowledge/pattern-literals.ts';
import type { Vendor } from '../knowledge/vendor.ts';
import { gradeRow, type MakerCell, type RowHit } from './grade.ts';
import type { Identifier } from './identifier.ts';
import { hasIdentity } from './identity.ts';
import { stripLegal } from './legal.ts';
import { makersOf } from './makers.ts';
import { indexNames, knownNames } from './name-index.ts';
import { planColumns, type Looking, type Plan } from './plan.ts';
import { FINDERS, type Known } from './registry.ts';
import { tokenise } from './token.ts';

const NONE: readonly Identification[] = [];
const LETTER = /\p{L}/u;

/** Literals of shipped patterns, worked out and packed by the build; others are worked out here. */
export type PatternLiterals = ReadonlyMap<string, string>;

const NO_LITERALS: PatternLiterals = new Map();

/** All that the kinds of evidence are compiled from. Literals null: every pattern is tried on every cell. */
export function knownOf(vendors: readonly Vendor[], macPrefixes: MacPrefixes, literals: PatternLiterals | null): Known {
  const makers = makersOf(vendors);
  const names = knownNames(vendors, makers);
  const literalsOf = (pattern: string): Literals => {
    if (literals === null) return UNKNOWN;
    const packed = literals.get(pattern);
    return packed === undefined ? workOutLiterals(pattern) : unpackLiterals(packed);
  };
  return { makers, names, index: indexNames(names), macPrefixes, literalsOf };
}

/**
 * Compiles vendors into an identifier. `shortcuts: false` looks at every cell with every kind of evidence, remembering
 * nothing: slow, and what the fast way is held to. Vendors not on any chosen list still matter: a longer known name covers a
 * shorter one.
 */
export function compileIdentifier(
  vendors: readonly Vendor[],
  macPrefixes: MacPrefixes,
  literals: PatternLiterals = NO_LITERALS,
  shortcuts = true,
): Identifier {
  const known = knownOf(vendors, macPrefixes, shortcuts ? literals : null);
  const finders = Object.values(FINDERS).map((compile) => compile(known));
  const looking: Looking = {
    finders,
    shortcut: shortcuts ? createShortcut() : null,
    remember: shortcuts,
  };
  const plans = new WeakMap<readonly Column[], Plan>();

  let lastColumns: readonly Column[] | null = null;
  let lastPlan: Plan | null = null;

  /** Nearly every record has the columns of the one before. */
  function planOf(record: InventoryRecord): Plan {
    if (record.columns === lastColumns && lastPlan !== null) return lastPlan;
    lastColumns = record.columns;
    lastPlan = planAnew(record);
    return lastPlan;
  }

  function planAnew({ columns, cap }: InventoryRecord): Plan {
    let plan = plans.get(columns);
    if (plan === undefined) {
      plan = planColumns(columns, cap !== undefined, looking);
      plans.set(columns, plan);
    }
    return plan;
  }

  return {
    identify(record): readonly Identification[] {
      const plan = planOf(record);
      const found = lookAtRow(plan, record);
      return found === null ? NONE : gradeRow(conditioned(found, plan, record), makerCells(plan, record), record);
    },
    hasIdentity,
    isMakerName(cell): boolean {
      const words = stripLegal(tokenise(fold(cell)).map((token) => token.text));
      return words.length > 0 && known.index.byJoined.has(words.join(''));
    },
  };
}

function lookAtRow(
  { columns, extra }: Plan,
  { cells, columns: { length } }: InventoryRecord,
): readonly RowHit[] | null {
  let found: readonly RowHit[] | null = null;
  for (const column of columns) {
    const text = cells[column.index];
    if (text === undefined || text === '') continue;
    const hits = column.look(text);
    if (hits.length > 0) found = found === null ? hits : [...found, ...hits];
  }
  for (let index = length; index < cells.length; index += 1) {
    const text = cells[index] ?? '';
    const hits = text === '' ? [] : extra.flatMap((column) => column.look(text));
    if (hits.length > 0) found = found === null ? hits : [...found, ...hits];
  }
  return found;
}

/** Without the hits whose word does not stand in the row's sysDescr. */
function conditioned(found: readonly RowHit[], plan: Plan, record: InventoryRecord): readonly RowHit[] {
  if (!found.some(({ hit }) => hit.when !== null)) return found;
  const text = fold(
    record.cap === undefined
      ? plan.sysDescr.map((index) => record.cells[index] ?? '').join('\n')
      : record.cells.join('\n'),
  );
  return found.filter(({ hit }) => hit.when === null || text.includes(hit.when));
}

function makerCells(plan: Plan, record: InventoryRecord): readonly MakerCell[] {
  return plan.makerColumns.flatMap(({ index, name }) => {
    const text = record.cells[index]?.trim() ?? '';
    return isEmptyValue(text) || !LETTER.test(text) ? [] : [{ index, column: name, text }];
  });
}
