import type { EvidenceKind, Identification } from '../core/finding.ts';
import { fold, words as wordsOf } from '../core/text.ts';
import { Phrases } from '../words/look-up.ts';
import type { Category } from '../words/tables.ts';
import type { Scope } from '../knowledge/ban-list.ts';
import type { Vendor } from '../knowledge/vendor.ts';
import type { KindWords } from './cells/kind-words.ts';

/** What a row may be: each reading of its cells and evidence; null is a device of unknown kind, none is unknown. */
export interface RowKinds {
  readonly readings: readonly (string | null)[];
  /** Of software: the kinds of device that its category says it is on; null: of all else. */
  readonly host: readonly (string | null)[] | null;
  /** The columns are those of a list of software, and nothing says what the row is. */
  readonly maybeSoftware: boolean;
  /** What a cell says that the evidence contradicts, in a few words; null: they agree. */
  readonly conflict: string | null;
}

/** What is asked of a row. */
interface RowCells {
  readonly cells: (field: 'category') => readonly string[];
  readonly isOfSoftware: boolean;
}

/** Whether a scope reaches a row; maybe: the kind of thing that would decide is not known. */
export type Reached = 'yes' | 'maybe' | 'no';

/** What the evidence of a row says the thing is, whatever a category cell says. */
export interface Said {
  readonly isComponent: boolean;
  /** The identifier that only a device has, as a person reads it; null: there is none. */
  readonly deviceBy: string | null;
  /** Kinds of the families of its models; `sure`: a cell that is there to name the model holds it. */
  readonly families: readonly { readonly is: string | null; readonly sure: boolean }[];
}

const DEVICE_ONLY: Partial<Record<EvidenceKind, string>> = {
  mac: 'MAC address',
  'enterprise-number': 'sysObjectID',
  'fcc-id': 'FCC ID',
  gpon: 'GPON serial',
};

/** Reads the evidence of one identification, and of all others in its row: those can only contradict. */
export function saidBy(
  met: Identification,
  all: readonly Identification[],
  vendors: ReadonlyMap<string, Vendor>,
): Said {
  const makers = all.filter(({ vendor }) => vendor !== null && makesEquipment(vendors.get(vendor.id)));
  const ids = makers.flatMap(({ evidence }) =>
    evidence.flatMap(({ kind, part }) => (part === 'device' ? (DEVICE_ONLY[kind] ?? []) : [])),
  );
  return {
    isComponent: met.evidence.length > 0 && met.evidence.every(({ part }) => part === 'component'),
    deviceBy: ids[0] ?? null,
    families: makers.flatMap((one) =>
      one === met ? one.families : one.families.map(({ is }) => ({ is, sure: false })),
    ),
  };
}

function makesEquipment(vendor: Vendor | undefined): boolean {
  return vendor?.makes.some((one) => one !== 'software' && one !== 'service') !== false;
}

/** The vocabulary of kinds of things (data/words/categories.yaml), and what the cells of a row say in it. */
export class Kinds {
  readonly #kinds: ReadonlyMap<
    string,
    { readonly above: ReadonlySet<string>; readonly isCell: Phrases; readonly isNot: Phrases }
  >;
  readonly #words: KindWords;
  readonly #known = new Map<string, Reached>();

  constructor(table: readonly Category[], words: KindWords) {
    const ofId = new Map(table.map((one) => [one.id, one.of]));
    const above = (id: string): readonly string[] => [id, ...(ofId.get(id) ?? []).flatMap(above)];
    this.#kinds = new Map(
      table.map(({ id, words: { whole }, not }) => [
        id,
        { above: new Set(above(id)), isCell: new Phrases(whole), isNot: new Phrases(not) },
      ]),
    );
    this.#words = words;
  }

  /** What its category says, else the family of its model, else what its maker makes. */
  of(row: RowCells, said: Said, vendor: Vendor | undefined): RowKinds {
    const known = { host: null, maybeSoftware: false, conflict: null };
    if (said.isComponent) return { ...known, readings: ['component'] };
    const cells = row.cells('category').map((cell) => cell.slice(0, 200));
    const meanings = cells.flatMap((cell) => this.#pieces(cell));
    const makes = vendor?.makes.includes('equipment') === false ? vendor.makes : [];
    if (makes.includes('software') && !makesEquipment(vendor)) {
      const claimed = meanings.flatMap((meant) => meant.filter((kind) => this.#isNoDevice(kind)));
      const host = meanings.flat().filter((kind) => !this.#isNoDevice(kind));
      const readings = claimed.length === 0 ? makes : [...new Set(claimed)];
      return { ...known, readings, host: host.length === 0 ? null : host };
    }
    const sure = said.families.flatMap(({ is, sure: isSure }) => (isSure && is !== null ? [is] : []));
    if (meanings.every((meant) => meant.length === 0)) {
      const isKnown = sure.length > 0 || said.deviceBy !== null || makes.length > 0;
      const maybeSoftware = row.isOfSoftware && cells.length === 0 && !isKnown;
      return { ...known, readings: sure.length > 0 ? sure : makes, maybeSoftware };
    }
    const told = meanings.flatMap((meant): readonly (string | null)[] => (meant.length === 0 ? [null] : meant));
    const readings = told.flatMap((kind): readonly (string | null)[] => {
      const special = sure.filter((own) => kind !== null && this.#isOneOf(own, kind));
      return special.length > 0 ? special : [kind];
    });
    const others = said.families.flatMap(({ is }) =>
      is === null || readings.some((kind) => this.#agree(kind, is)) ? [] : [is],
    );
    const isDevice = said.deviceBy !== null && readings.every((kind) => kind !== null && this.#isNoDevice(kind));
    const by = isDevice ? said.deviceBy : null;
    const conflict = others[0] === undefined ? by && `its ${by}` : 'its model';
    return {
      ...known,
      readings: [...new Set([...readings, ...others, ...(isDevice ? [null] : [])])],
      conflict: conflict === null ? null : `"${(cells[0] ?? '').slice(0, 40)}" beside ${conflict} clears nothing`,
    };
  }

  /** `things`: only these, a kind that is not known may be one. `except`: all but these, also what is not known. */
  reach({ things, except }: Scope, { readings, host, maybeSoftware }: RowKinds): Reached {
    if (things !== null) {
      if (readings.length === 0) return maybeSoftware && things.includes('software') ? 'yes' : 'maybe';
      const reached = this.#reachedBy(things, readings);
      return reached === 'yes' || host === null ? reached : this.#reachedBy(things, host);
    }
    if (except === null || readings.length === 0) return 'yes';
    const isOut = (kind: string | null, perhaps: boolean): boolean =>
      kind !== null && except.some((one) => (perhaps || !one.endsWith('?')) && this.#isOneOf(kind, plain(one)));
    if (readings.every((kind) => isOut(kind, false))) return 'no';
    return readings.every((kind) => isOut(kind, true)) ? 'maybe' : 'yes';
  }

  #reachedBy(things: readonly string[], readings: readonly (string | null)[]): Reached {
    const reached = readings.map((kind) => (kind === null ? 'maybe' : this.#anyOf(kind, things)));
    return reached.every((one) => one === reached[0]) ? (reached[0] ?? 'maybe') : 'maybe';
  }

  /** The kinds that each part of a cell may mean; none: it is not understood. */
  #pieces(cell: string): readonly (readonly string[])[] {
    const pieces = fold(cell).split(/[/,;|&+>]/).map((piece) => wordsOf(piece).join(' ')); // prettier-ignore
    return pieces.filter((piece) => piece !== '').map((piece) => this.#meant(piece));
  }

  #meant(piece: string): readonly string[] {
    const own = this.#words.of(piece);
    if (own !== null) return [own];
    const met = Array.from(this.#kinds).flatMap(([id, { isCell, isNot }]) =>
      isCell.areIn(piece) && !isNot.areIn(piece) ? [id] : [],
    );
    return met.filter((id) => !met.some((other) => other !== id && this.#isOneOf(other, id)));
  }

  #isOneOf(kind: string, general: string): boolean {
    return kind === general || this.#kinds.get(kind)?.above.has(general) === true;
  }

  #isNoDevice(kind: string): boolean {
    return this.#isOneOf(kind, 'software') || kind === 'service';
  }

  /** The same, or one of the other. */
  #agree(a: string | null, b: string): boolean {
    return a !== null && (this.#isOneOf(a, b) || this.#isOneOf(b, a));
  }

  #anyOf(kind: string, things: readonly string[]): Reached {
    let most: Reached = 'no';
    for (const thing of things) {
      const reached = this.#within(kind, plain(thing));
      if (reached === 'yes' && !thing.endsWith('?')) return 'yes';
      if (reached !== 'no') most = 'maybe';
    }
    return most;
  }

  /** A general kind (`switch`) is perhaps each of its special ones (`core`). */
  #within(kind: string, thing: string): Reached {
    const key = `${kind} ${thing}`;
    let found = this.#known.get(key);
    if (found === undefined) {
      const share = (): boolean =>
        Array.from(this.#kinds.values()).some(({ above }) => above.has(kind) && above.has(thing));
      found = this.#isOneOf(kind, thing) ? 'yes' : share() ? 'maybe' : 'no';
      this.#known.set(key, found);
    }
    return found;
  }
}

function plain(thing: string): string {
  return thing.endsWith('?') ? thing.slice(0, -1) : thing;
}
