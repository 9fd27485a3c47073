import type { VendorRef, SetAside } from '../core/finding.ts';
import type { Outcome } from '../core/events.ts';
import { problem, type Problem } from '../core/problem.ts';
import { isSecret, oncePerLayout } from '../core/layout.ts';
import type { NamesIn } from '../identify/identifier.ts';
import type { Batch, OutsideText } from '../inventory/inventory.ts';
import { problemOutcome } from './rows.ts';
import type { Sweep } from './sweep.ts';

/** What texts outside records are called in a message. */
const PLACES: Readonly<Record<Exclude<OutsideText['kind'], 'title'>, string>> = {
  header: 'the header',
  sheet: 'the name of a sheet',
  comment: 'a comment',
};

const secretsOf = oncePerLayout(({ columns }) => columns.flatMap((column, index) => (isSecret(column) ? [index] : [])));

/** The first name of a vendor in a header, a comment or the name of a sheet. */
interface OutsideName extends Pick<OutsideText, 'line' | 'cell'> {
  readonly name: string;
  readonly kind: keyof typeof PLACES;
}

/**
 * The names of designated vendors in one input that are in no record: in its header, comments and sheet names, which
 * are told where no row names the vendor either, and in what no reader handed over, which is told as an error.
 */
export class NamesOutside {
  readonly #source: string;
  readonly #namesIn: NamesIn;
  readonly #isDesignated: (vendor: VendorRef) => boolean;
  readonly #accounted = new Set<string>();
  readonly #outside = new Map<string, OutsideName>();

  constructor(source: string, namesIn: NamesIn, isDesignated: (vendor: VendorRef) => boolean) {
    this.#source = source;
    this.#namesIn = namesIn;
    this.#isDesignated = isDesignated;
  }

  /** Takes in what was made of a batch; returns the outcomes of names in its titles. */
  add({ outside = [], records }: Batch, outcomes: readonly Outcome[]): readonly Outcome[] {
    for (const { findings, setAside = [] } of outcomes) {
      for (const { vendor } of findings) if (vendor !== null) this.#accounted.add(vendor.id);
      for (const { vendor } of setAside) this.#accounted.add(vendor.id);
    }
    this.#addSecrets(records);
    return outside.flatMap((text) => this.#addText(text));
  }

  /** The problems of the input, which was read to its end, a vendor once; `sweep`: the names in its bytes. */
  *end({ names }: Sweep): Generator<Outcome> {
    for (const [vendor, { name, kind, line, cell }] of this.#outside)
      yield* this.#told(vendor, 'warning', `${PLACES[kind]} names ${name}, and no row does`, { line, cell });
    for (const [vendor, { name, line }] of names)
      yield* this.#told(vendor, 'error', `line ${line} names ${name} where nothing was read`, { line, cell: null });
  }

  *#told(
    vendor: string,
    severity: Problem['severity'],
    message: string,
    where: Pick<OutsideText, 'line' | 'cell'>,
  ): Generator<Outcome> {
    if (this.#accounted.has(vendor)) return;
    this.#accounted.add(vendor);
    const hint = 'look at that place yourself; once you know what it is, the problem can be waived';
    const found = problem(this.#source, 'unread-name', severity, message, hint, where);
    yield problemOutcome(found, [found]);
  }

  #addText(text: OutsideText): readonly Outcome[] {
    const { kind, line, cell } = text;
    const names = this.#namesIn(text.text).filter(({ vendor }) => this.#isDesignated(vendor));
    if (kind !== 'title') {
      for (const { vendor, name, isSetAside } of names)
        if (!isSetAside && !this.#outside.has(vendor.id)) this.#outside.set(vendor.id, { name, kind, line, cell });
      return [];
    }
    if (names.length === 0) return [];
    const setAside = names.map(({ vendor, name, seen }): SetAside => {
      this.#accounted.add(vendor.id);
      return { vendor, name, reason: 'title', by: null, column: '', seen };
    });
    return [
      {
        source: this.#source,
        row: null,
        line,
        cell,
        record: null,
        judged: false,
        findings: [],
        problems: [],
        designations: [],
        setAside,
      },
    ];
  }

  /** Names in secrets are no one's concern, and nobody is told of them. */
  #addSecrets(records: Batch['records']): void {
    for (const { layout, cells } of records) {
      for (const index of secretsOf(layout)) {
        for (const { vendor } of this.#namesIn(cells[index] ?? '')) this.#accounted.add(vendor.id);
      }
    }
  }
}
