import type { VendorRef } from '../core/finding.ts';
import type { Outcome } from '../core/events.ts';
import { problem, type Problem } from '../core/problem.ts';
import type { SetAside } from '../core/set-aside.ts';
import { isSecret } from '../core/layout.ts';
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

/** A name that no record accounts for, and where it was first seen. */
interface Unread {
  readonly name: string;
  readonly text: OutsideText | null;
  readonly line: number | null;
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
  readonly #outside = new Map<string, Unread>();

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

  /** The problems of an input that was read to its end; `sweep`: the names in its bytes. */
  *end(sweep: Sweep): Generator<Outcome> {
    for (const [vendor, { name, text }] of this.#outside) {
      if (this.#accounted.has(vendor) || text === null || text.kind === 'title') continue;
      this.#accounted.add(vendor);
      const message = `${PLACES[text.kind]} names ${name}, and no row does`;
      yield this.#told('warning', message, text.line, text.cell);
    }
    for (const [vendor, { name, line }] of sweep.end().names) {
      if (this.#accounted.has(vendor)) continue;
      yield this.#told('error', `line ${line} names ${name} where nothing was read`, line, null);
    }
  }

  #told(severity: Problem['severity'], message: string, line: number | null, cell: string | null): Outcome {
    const hint = 'look at that place yourself; once you know what it is, the problem can be waived';
    const found = problem(this.#source, 'unread-name', severity, message, hint, { line, cell });
    return problemOutcome(found, [found]);
  }

  #addText(text: OutsideText): readonly Outcome[] {
    const names = this.#namesIn(text.text).filter(({ vendor }) => this.#isDesignated(vendor));
    if (text.kind !== 'title') {
      for (const { vendor, name, isSetAside } of names)
        if (!isSetAside && !this.#outside.has(vendor.id)) this.#outside.set(vendor.id, { name, text, line: text.line });
      return [];
    }
    if (names.length === 0) return [];
    const setAside = names.map(({ vendor, name, seen }): SetAside => {
      this.#accounted.add(vendor.id);
      return { vendor, name, reason: 'title', by: null, column: '', seen };
    });
    const { line, cell } = text;
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
      for (const [index, column] of layout.columns.entries()) {
        if (!isSecret(column)) continue;
        for (const { vendor } of this.#namesIn(cells[index] ?? '')) this.#accounted.add(vendor.id);
      }
    }
  }
}
