import type { EvidenceKind, Identification } from '../core/finding.ts';
import { IDENTIFIERS } from '../core/identifiers/identifiers.ts';
import { MaskSet } from '../core/mask/mask-set.ts';
import { lazily } from '../core/text.ts';
import type { WordTables } from '../words/tables.ts';
import type { Scope } from '../knowledge/ban-list.ts';
import type { Vendor } from '../knowledge/vendor.ts';
import { KindWords } from './cells/kind-words.ts';
import type { Row } from './row.ts';

/** What a row may be. */
export interface RowKinds {
  /** Each reading of its category, else of its models, else what its vendor makes; null: a device, none: unknown. */
  readonly readings: readonly (string | null)[];
  /** Of software: the kinds of device that its category says it is on; null: of all else. */
  readonly host: readonly (string | null)[] | null;
  /** The columns are those of a list of software, and nothing says what the row is. */
  readonly maybeSoftware: boolean;
  /** What else the row says it is; null: nothing does. */
  readonly contradicted: () => Contradiction | null;
}

/** All readings of a row that contradicts itself, and in a few words how. */
interface Contradiction {
  readonly readings: RowKinds['readings'];
  readonly text: string;
}

/** Whether a scope reaches a row; maybe: the kind of thing that would decide is not known. */
type Reached = 'yes' | 'maybe' | 'no';

/** What the evidence of a row says the thing is, whatever a category cell says. */
export interface ThingEvidence {
  readonly isComponent: boolean;
  /** The identifier that only a device has, as a person reads it; null: there is none. */
  readonly deviceBy: string | null;
  /** Kinds of the families of its models; `sure`: a cell that is there to name the model holds it. */
  readonly families: readonly { readonly is: string | null; readonly sure: boolean }[];
}

const DEVICE_ONLY: Partial<Record<EvidenceKind, string>> = {
  mac: 'MAC address',
  'enterprise-number': 'sysObjectID',
  ...Object.fromEntries(IDENTIFIERS.flatMap(({ kind, ofDevice }) => (ofDevice === null ? [] : [[kind, ofDevice]]))),
};

/** Reads the evidence of one identification, and of all others in its row: those can only contradict. */
export function evidenceOf(
  met: Identification,
  all: readonly Identification[],
  vendors: ReadonlyMap<string, Vendor>,
): ThingEvidence {
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

/** The vocabulary of kinds of things (data/words/categories.yaml), and what a row is in it. */
export class Kinds {
  readonly #above: ReadonlyMap<string, ReadonlySet<string>>;
  readonly #words: KindWords;
  readonly #known = new Map<string, Reached>();
  readonly #equipmentOf = new WeakMap<Vendor, MaskSet>();

  constructor(tables: Pick<WordTables, 'categories' | 'services' | 'negation'>) {
    const ofId = new Map(tables.categories.map((one) => [one.id, one.of]));
    const above = (id: string): readonly string[] => [id, ...(ofId.get(id) ?? []).flatMap(above)];
    this.#above = new Map(tables.categories.map(({ id }) => [id, new Set(above(id))]));
    this.#words = new KindWords(tables, (kind, general) => this.#isOneOf(kind, general));
  }

  /** What its category says, else the family of its model, else what its maker makes. */
  of(row: Row, evidence: ThingEvidence, vendor?: Vendor): RowKinds {
    const known = { host: null, maybeSoftware: false, contradicted: () => null };
    const cells = row.cells('category');
    const meanings = cells.flatMap((cell) => this.#words.meant(cell));
    const makes = vendor?.makes.includes('equipment') === false ? vendor.makes : [];
    if (makes.includes('software') && !makesEquipment(vendor)) {
      const claimed = meanings.flat().filter((kind) => this.#isNoDevice(kind));
      const host = meanings.flat().filter((kind) => !this.#isNoDevice(kind));
      return { ...known, readings: claimed.length === 0 ? makes : claimed, host: host.length === 0 ? null : host };
    }
    if (evidence.isComponent) return { ...known, readings: ['component'] };
    const sure = evidence.families.flatMap(({ is, sure: isSure }) => (isSure && is !== null ? [is] : []));
    const hasCategory = meanings.some((meant) => meant.length > 0);
    const ofCategory = meanings.flatMap((meant): readonly (string | null)[] => (meant.length === 0 ? [null] : meant));
    const readings = hasCategory
      ? ofCategory.flatMap((kind) => {
          const special = sure.filter((own) => kind !== null && this.#isOneOf(own, kind));
          return special.length > 0 ? special : [kind];
        })
      : sure.length > 0
        ? sure
        : makes;
    const isKnown = readings.length > 0 || evidence.deviceBy !== null;
    const subject = hasCategory
      ? `"${(cells[0] ?? '').slice(0, 40)}"`
      : sure.length > 0
        ? 'its model'
        : 'what its vendor makes';
    return {
      readings,
      host: null,
      maybeSoftware: row.isOfSoftware && cells.length === 0 && !isKnown,
      // Several rules ask it of a row.
      contradicted: lazily(() => this.#contradicted({ readings, subject }, row, evidence, vendor)),
    };
  }

  /** What else the row says it is: by its models, an identifier that only a device has, a describing cell. */
  #contradicted(
    { readings, subject }: { readonly readings: RowKinds['readings']; readonly subject: string },
    row: Row,
    { families, deviceBy }: ThingEvidence,
    vendor: Vendor | undefined,
  ): Contradiction | null {
    const differs = (kind: string): boolean => !readings.some((one) => one !== null && this.#agree(one, kind));
    const isNoDevice = readings.every((kind) => kind !== null && this.#isNoDevice(kind));
    const others: (readonly [kind: string | null, by: string])[] = [
      ...families.flatMap(({ is }) => (is !== null && differs(is) ? [[is, 'its model'] as const] : [])),
      ...(isNoDevice && deviceBy !== null ? [[null, `its ${deviceBy}`] as const] : []),
      ...row.describing.flatMap((cell) =>
        this.#words
          .described(cell)
          .filter(({ id, alsoSoftware }) => differs(id) && !(alsoSoftware && isNoDevice))
          .map(({ id }) => [id, `"${cell.slice(0, 40)}"`] as const),
      ),
    ];
    const begun = isNoDevice ? row.products.find((cell) => this.#beginsEquipment(cell, vendor)) : undefined;
    if (begun !== undefined) others.push([null, `"${begun.slice(0, 40)}"`]);
    const [first] = others;
    if (first === undefined) return null;
    return {
      readings: [...readings, ...others.map(([kind]) => kind)],
      text: `${subject} beside ${first[1]} clears nothing`,
    };
  }

  /** Whether a cell that names a model is how a number of the vendor's equipment begins. */
  #beginsEquipment(cell: string, vendor: Vendor | undefined): boolean {
    if (vendor === undefined || !/\d/.test(cell) || !/[a-z]/i.test(cell)) return false;
    let masks = this.#equipmentOf.get(vendor);
    if (masks === undefined) {
      const all = [vendor, ...vendor.affiliates].flatMap(({ identifiers }) => identifiers.models);
      masks = new MaskSet(all.filter(({ is }) => is !== null && !this.#isNoDevice(is)));
      this.#equipmentOf.set(vendor, masks);
    }
    return masks.begins(cell);
  }

  /**
   * What all of some scopes reach of a row. A kind of thing takes a row out, or leaves it open, only when nothing else
   * in it says otherwise; `conflict`: what does.
   */
  reach(scopes: readonly Scope[], what: RowKinds): { readonly reached: Reached; readonly conflict: string | null } {
    const reached = least(scopes.map((scope) => this.#reach(scope, what)));
    const contradiction = reached === 'yes' || what.readings.length === 0 ? null : what.contradicted();
    if (contradiction === null) return { reached, conflict: null };
    const all = { ...what, readings: contradiction.readings };
    const instead = least(scopes.map((scope) => this.#reach(scope, all)));
    return { reached: instead, conflict: instead === reached ? null : contradiction.text };
  }

  /** Whether a cell says kinds of things and nothing more. */
  areSaid(cell: string): boolean {
    return this.#words.meant(cell).every((kinds) => kinds.length > 0);
  }

  /** `things`: only these, a kind that is not known may be one. `except`: all but these, also what is not known. */
  #reach({ things, except }: Scope, { readings, host, maybeSoftware }: RowKinds): Reached {
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

  #isOneOf(kind: string, general: string): boolean {
    return kind === general || this.#above.get(kind)?.has(general) === true;
  }

  #isNoDevice(kind: string): boolean {
    return this.#isOneOf(kind, 'software') || kind === 'service';
  }

  /** The same, or one of the other. */
  #agree(a: string, b: string): boolean {
    return this.#isOneOf(a, b) || this.#isOneOf(b, a);
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
        Array.from(this.#above.values()).some((above) => above.has(kind) && above.has(thing));
      found = this.#isOneOf(kind, thing) ? 'yes' : share() ? 'maybe' : 'no';
      this.#known.set(key, found);
    }
    return found;
  }
}

function least(reached: readonly Reached[]): Reached {
  return reached.includes('no') ? 'no' : reached.includes('maybe') ? 'maybe' : 'yes';
}

function plain(thing: string): string {
  return thing.endsWith('?') ? thing.slice(0, -1) : thing;
}
