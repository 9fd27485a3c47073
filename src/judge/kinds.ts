import { oncePer, remembering } from '../core/cache.ts';
import type { EvidenceKind, Identification } from '../core/finding.ts';
import { IDENTIFIERS } from '../core/identifiers.ts';
import { MaskSet } from '../core/mask/mask-set.ts';
import { fold, lazily, words as wordsOf } from '../core/text.ts';
import type { Scope } from '../knowledge/ban-list.ts';
import { familiesOf, type Vendor } from '../knowledge/vendor.ts';
import { setOf, type KindOfThing } from '../words/look-up.ts';
import type { WordTables } from '../words/tables.ts';
import type { Words } from '../words/words.ts';
import type { Row } from './row.ts';

/** What kinds of things a row may be. */
export interface RowKinds {
  /** Each kind by its category, else by its models, else by what its vendor makes; null: unknown; empty: no hint. */
  readonly readings: readonly (string | null)[];
  /** For software, the kinds of device that its category says it runs on; null: none, or no software. */
  readonly host: readonly (string | null)[] | null;
  /** The columns are those of a list of software, and nothing says what the row is. */
  readonly maybeSoftware: boolean;
  /** All readings of a row that also says it is something else, and in a few words how; null: it does not. */
  readonly contradicted: () => { readonly readings: RowKinds['readings']; readonly text: string } | null;
}

/** Whether a scope reaches a row; maybe: its kind, which would decide, is not known; open: the list leaves it open. */
type Reached = 'yes' | 'open' | 'maybe' | 'no';

/** What kind of thing the evidence of a row points to, whatever a category cell says. */
export type ThingEvidence = ReturnType<typeof evidenceOf>;

const DEVICE_ONLY: Partial<Record<EvidenceKind, string>> = {
  mac: 'MAC address',
  ...Object.fromEntries(IDENTIFIERS.flatMap(({ kind, ofDevice }) => (ofDevice === null ? [] : [[kind, ofDevice]]))),
};

/** The evidence of one identification about the kind of thing, and of all others in its row, which only contradicts. */
export function evidenceOf(found: Identification, all: readonly Identification[], known: ReadonlyMap<string, Vendor>) {
  /** The identifier that only a device has, as a person reads it; null: there is none. */
  let deviceBy: string | null = null;
  const families: Identification['families'][number][] = [];
  for (const one of all) {
    if (one.vendor === null || !makesEquipment(known.get(one.vendor.id))) continue;
    for (const { kind, part } of one.evidence) if (part === 'device') deviceBy ??= DEVICE_ONLY[kind] ?? null;
    for (const { is, sure } of one.families) families.push({ is, sure: sure && one === found });
  }
  const isComponent = found.evidence.length > 0 && found.evidence.every(({ part }) => part === 'component');
  return { isComponent, deviceBy, families };
}

function makesEquipment(vendor: Vendor | undefined): boolean {
  return vendor?.makes.some((one) => one !== 'software' && one !== 'service') !== false;
}

/** Characters of a cell that are read: longer cells say no more. */
const LENGTH = 200;

/** Tells by data/words/categories.yaml and services.yaml which kinds of things cells name, and what a row may be. */
export class Kinds {
  readonly #above: ReadonlyMap<string, ReadonlySet<string>>;
  readonly #kinds: readonly KindOfThing[];
  readonly #services: WordTables['services'];
  /** Words of a description after which it does not say what the thing is. */
  readonly #governing: ReadonlySet<string>;
  readonly #equipmentOf = oncePer((vendor: Vendor) => {
    return new MaskSet(familiesOf(vendor).filter(({ is }) => is !== null && !this.#isNoDevice(is)));
  });
  /**
   * The kinds of equipment that a description says the thing is: none after a word like "for" or "with", and none
   * before a word that makes it software or a service (camera licence).
   */
  readonly #described = remembering((text): readonly KindOfThing[] => {
    const pieces = fold(text).split(/[,;|&+>()\n]/);
    const named = pieces.flatMap((piece) => this.#equipmentIn(this.#headOf(piece)));
    const special = this.#mostSpecial(named.map(({ id }) => id));
    return named.filter(({ id }) => special.includes(id));
  });
  readonly #equipment = lazily(() =>
    this.#kinds.filter(({ id, makes }) => makes === 'equipment' && !this.#isOneOf(id, 'component')),
  );

  constructor({ kinds, tables: { services, negation } }: Words) {
    const generalOf = new Map(kinds.map((one) => [one.id, one.of]));
    const above = (id: string): readonly string[] => [id, ...(generalOf.get(id) ?? []).flatMap(above)];
    this.#above = new Map(kinds.map(({ id }) => [id, new Set(above(id))]));
    this.#kinds = kinds;
    this.#services = services;
    this.#governing = new Set([services.joins, negation.for, negation.with, negation.before, negation.former].flat());
  }

  /** What kinds of things a row may be: by its category, else the family of its model, else what its vendor makes. */
  of(row: Row, evidence: ThingEvidence, vendor?: Vendor): RowKinds {
    const usual = { host: null, maybeSoftware: false, contradicted: () => null };
    const cells = row.cells('category');
    // "Software?" says nothing for sure.
    const meanings = cells.flatMap((cell) => (fold(cell).includes('?') ? [[]] : this.#kindsIn(cell)));
    const makes = vendor?.makes.includes('equipment') === false ? vendor.makes : [];
    if (makes.includes('software') && !makesEquipment(vendor)) {
      const noDevices = meanings.flat().filter((kind) => this.#isNoDevice(kind));
      const host = meanings.flat().filter((kind) => !this.#isNoDevice(kind));
      return { ...usual, readings: noDevices.length === 0 ? makes : noDevices, host: host.length === 0 ? null : host };
    }
    if (evidence.isComponent) return { ...usual, readings: ['component'] };
    const sure = evidence.families.flatMap(({ is, sure: isSure }) => (isSure && is !== null ? [is] : []));
    const hasCategory = meanings.some((kinds) => kinds.length > 0);
    const ofCategory = meanings.flatMap((kinds): readonly (string | null)[] => (kinds.length === 0 ? [null] : kinds));
    const narrowed = (kind: string | null): readonly (string | null)[] => {
      const narrower = sure.filter((one) => kind !== null && this.#isOneOf(one, kind));
      return narrower.length > 0 ? narrower : [kind];
    };
    const [readings, subject] = hasCategory
      ? [ofCategory.flatMap(narrowed), `"${(cells[0] ?? '').slice(0, 40)}"`]
      : sure.length > 0
        ? [sure, 'its model']
        : [makes, 'what its vendor makes'];
    const isKnown = readings.length > 0 || evidence.deviceBy !== null;
    return {
      ...usual,
      readings,
      maybeSoftware: row.isOfSoftware && cells.length === 0 && !isKnown,
      // Several rules need it of one row.
      contradicted: lazily(() => this.#contradicted({ readings, subject }, row, evidence, vendor)),
    };
  }

  /** What else the row says it is: by its models, an identifier that only a device has, a describing cell. */
  #contradicted(
    { readings, subject }: { readonly readings: RowKinds['readings']; readonly subject: string },
    row: Row,
    { families, deviceBy }: ThingEvidence,
    vendor: Vendor | undefined,
  ): ReturnType<RowKinds['contradicted']> {
    const differs = (kind: string): boolean =>
      !readings.some((one) => one !== null && (this.#isOneOf(one, kind) || this.#isOneOf(kind, one)));
    const isNoDevice = readings.every((kind) => kind !== null && this.#isNoDevice(kind));
    const others: (readonly [kind: string | null, by: string])[] = [];
    for (const { is } of families) if (is !== null && differs(is)) others.push([is, 'its model']);
    if (isNoDevice && deviceBy !== null) others.push([null, `its ${deviceBy}`]);
    for (const cell of row.allDescriptions())
      for (const { id, alsoSoftware } of this.#described(cell.slice(0, LENGTH)))
        if (differs(id) && !(alsoSoftware && isNoDevice)) others.push([id, `"${cell.slice(0, 40)}"`]);
    const beginning = isNoDevice ? row.products().find((cell) => this.#beginsEquipment(cell, vendor)) : undefined;
    if (beginning !== undefined) others.push([null, `"${beginning.slice(0, 40)}"`]);
    const [first] = others;
    const text = `${subject} beside ${first?.[1] ?? ''} clears nothing`;
    return first === undefined ? null : { readings: [...readings, ...others.map(([kind]) => kind)], text };
  }

  /** Whether a model cell is the beginning of a model of the vendor's equipment. */
  #beginsEquipment(cell: string, vendor: Vendor | undefined): boolean {
    return vendor !== undefined && /\d/.test(cell) && /[a-z]/i.test(cell) && this.#equipmentOf(vendor).begins(cell);
  }

  /**
   * Whether all of `scopes` reach a row. A kind of thing takes a row out, or leaves it open, only when nothing else in
   * the row contradicts it; `conflict` says what does.
   */
  reach(scopes: readonly Scope[], rowKinds: RowKinds): { readonly reached: Reached; readonly conflict: string | null } {
    const reached = weakest(scopes.map((scope) => this.#reach(scope, rowKinds)));
    const contradiction = reached === 'yes' || rowKinds.readings.length === 0 ? null : rowKinds.contradicted();
    if (contradiction === null) return { reached, conflict: null };
    const contradicted = { ...rowKinds, readings: contradiction.readings };
    const instead = weakest(scopes.map((scope) => this.#reach(scope, contradicted)));
    return { reached: instead, conflict: instead === reached ? null : contradiction.text };
  }

  /** Whether every part of a cell names a kind of thing. */
  isKind(cell: string): boolean {
    return this.#kindsIn(cell).every((kinds) => kinds.length > 0);
  }

  /** For each part of a category cell the kinds that it may mean; none: the part is not understood. */
  #kindsIn(cell: string): readonly (readonly string[])[] {
    const pieces = fold(cell.slice(0, LENGTH)).split(/[/,;|&+>]/);
    return pieces.map(wordsOf).flatMap((piece) => (piece.length === 0 ? [] : [this.#kindsOf(piece)]));
  }

  #kindsOf(piece: readonly string[]): readonly string[] {
    const { software, service, joins } = this.#services;
    if (matchesWords(service, piece)) return ['service'];
    const text = piece.join(' ');
    const isJoined = !setOf(software.words).has(text) && piece.some((word) => setOf(joins).has(word));
    if (!isJoined && matchesWords(software, piece)) return ['software'];
    const matching = this.#kinds.filter(({ whole, not }) => whole.areIn(text) && !not.areIn(text));
    return this.#mostSpecial(matching.map(({ id }) => id));
  }

  #headOf(piece: string): string {
    const words = piece.trim().split(/\s+/);
    const governs = words.findIndex((word) => this.#governing.has(word.replace(/\W+$/, '')));
    return words.slice(0, governs === -1 ? words.length : governs).join(' ');
  }

  #equipmentIn(head: string): readonly KindOfThing[] {
    const { software, service } = this.#services;
    const words = head.split(' ');
    const isSoftware = (word: string): boolean => setOf(software.words).has(word);
    if (isSoftware(words[0] ?? '') || setOf(service.ends).has(words.at(-1) ?? '')) return [];
    const softwarePart = words.slice(0, words.findLastIndex(isSoftware) + 1).join(' ');
    return this.#equipment().filter(({ anywhere, not }) => {
      const found = anywhere.in(head);
      return found !== null && head.lastIndexOf(found) >= softwarePart.length && !not.areIn(head);
    });
  }

  #mostSpecial(kinds: readonly string[]): readonly string[] {
    return kinds.filter((id) => !kinds.some((other) => other !== id && this.#isOneOf(other, id)));
  }

  /** `things`: only these; an unknown kind may be one of them. `except`: all but these, also an unknown kind. */
  #reach({ things, except }: Scope, { readings, host, maybeSoftware }: RowKinds): Reached {
    if (things !== null) {
      if (readings.length === 0) return maybeSoftware && things.includes('software') ? 'yes' : 'maybe';
      const reached = this.#areAmong(readings, things);
      return reached === 'yes' || host === null ? reached : this.#areAmong(host, things);
    }
    return except === null || readings.length === 0 ? 'yes' : BESIDES[this.#areAmong(readings, except)];
  }

  /** Whether the kinds that a thing may be are all among some. */
  #areAmong(readings: readonly (string | null)[], things: readonly string[]): Reached {
    const among = readings.map((kind) => (kind === null ? 'maybe' : this.#isAmong(kind, things)));
    const isMixed = among.includes('no') && among.some((one) => one !== 'no');
    return isMixed ? 'maybe' : weakest(among);
  }

  #isOneOf(kind: string, general: string): boolean {
    return kind === general || this.#above.get(kind)?.has(general) === true;
  }

  #isNoDevice(kind: string): boolean {
    return this.#isOneOf(kind, 'software') || kind === 'service';
  }

  #isAmong(kind: string, things: readonly string[]): Reached {
    const meant = things.filter((thing) => this.#isOneOf(kind, withoutMark(thing)));
    if (meant.length > 0) return meant.every((thing) => thing.endsWith('?')) ? 'open' : 'yes';
    // A general kind (`switch`) is perhaps each of its special ones (`core`).
    const perhaps = Array.from(this.#above.values()).filter((above) => above.has(kind));
    return things.map(withoutMark).some((thing) => perhaps.some((above) => above.has(thing))) ? 'maybe' : 'no';
  }
}

const weakest = (reached: readonly Reached[]): Reached =>
  (['no', 'maybe', 'open'] as const).find((one) => reached.includes(one)) ?? 'yes';

/** Whether a scope of all but some kinds reaches a thing, by whether it is among these. */
const BESIDES: Readonly<Record<Reached, Reached>> = { yes: 'no', open: 'open', maybe: 'yes', no: 'yes' };

/** The kind `nms` of `nms?`, which a list leaves open. */
const withoutMark = (thing: string): string => thing.replace('?', '');

function matchesWords({ words, ends, tails }: WordTables['services']['service'], parts: readonly string[]): boolean {
  const last = parts.at(-1) ?? '';
  return setOf(words).has(parts.join(' ')) || setOf(ends).has(last) || tails.some((tail) => last.endsWith(tail));
}
