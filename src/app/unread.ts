import type { Outcome } from '../core/events.ts';
import { thingId, type SetAside, type VendorRef } from '../core/finding.ts';
import { isSecret, oncePerLayout } from '../core/layout.ts';
import { problem, type Problem } from '../core/problem.ts';
import type { NamesIn } from '../identify/identifier.ts';
import type { Batch, OutsideText } from '../inventory/inventory.ts';
import { problemOutcome } from './rows.ts';

/** What texts outside records are called in a message. */
const PLACES: Readonly<Record<Exclude<OutsideText['kind'], 'title' | 'unread'>, string>> = {
  header: 'the header',
  sheet: 'the name of a sheet',
  comment: 'a comment',
};

const secretsOf = oncePerLayout(({ columns }) => columns.flatMap((column, index) => (isSecret(column) ? [index] : [])));

/** The first name of a vendor in a header, a comment or the name of a sheet, or where nothing was read. */
interface OutsideName extends Pick<OutsideText, 'line' | 'cell'> {
  readonly name: string;
  readonly kind: Exclude<OutsideText['kind'], 'title'>;
}

/**
 * The names of designated vendors in one input that are in no record: in its header, comments and sheet names, which
 * are reported where no row names the vendor either, and in what no reader handed over, which is an error.
 */
export class NamesOutside {
  readonly #source: string;
  readonly #namesIn: NamesIn;
  readonly #isDesignated: (vendor: VendorRef) => boolean;
  readonly #accounted = new Set<string>();
  readonly #sweep: Sweep;
  readonly #outside = new Map<string, OutsideName>();

  constructor(source: string, namesIn: NamesIn, isDesignated: (vendor: VendorRef) => boolean) {
    this.#source = source;
    this.#namesIn = namesIn;
    this.#isDesignated = isDesignated;
    this.#sweep = new Sweep(namesIn, isDesignated);
  }

  /** Takes the next bytes of the input. */
  push(bytes: Uint8Array): void {
    this.#sweep.push(bytes);
  }

  /** Says whether names are looked for in the bytes of the input: not where all of its cells are looked at. */
  open(looks: boolean): void {
    this.#sweep.open(looks);
  }

  /** Takes in what was made of a batch; returns the outcomes of names in its titles. */
  add({ outside = [], records }: Batch, outcomes: readonly Outcome[]): readonly Outcome[] {
    for (const { findings, setAside = [] } of outcomes) {
      for (const finding of findings) if (finding.vendor !== null) this.#accounted.add(thingId(finding));
      for (const { vendor } of setAside) this.#accounted.add(vendor.id);
    }
    this.#addSecrets(records);
    return outside.flatMap((text) => this.#addText(text));
  }

  /** The problems of the input, which was read to its end, a vendor once. */
  *end(): Generator<Outcome> {
    this.#sweep.end();
    const names = [
      ...this.#outside,
      ...Array.from(
        this.#sweep.names,
        ([vendor, found]) => [vendor, { kind: 'unread', cell: null, ...found }] as const,
      ),
    ];
    for (const [vendor, { name, kind, line, cell }] of names) {
      const unread = `${cell ?? `line ${line}`} names ${name} where nothing was read`;
      if (kind === 'unread') yield* this.#report(vendor, 'error', unread, { line, cell });
      else yield* this.#report(vendor, 'warning', `${PLACES[kind]} names ${name}, and no row does`, { line, cell });
    }
  }

  *#report(
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

  /** Names in secrets are not reported. */
  #addSecrets(records: Batch['records']): void {
    for (const { layout, cells } of records) {
      for (const index of secretsOf(layout)) {
        for (const { vendor } of this.#namesIn(cells[index] ?? '')) this.#accounted.add(vendor.id);
      }
    }
  }
}

/** Longest line that is looked at in one go, in characters. */
const MOST = 1024 * 1024;
const LF = 0x0a;
/** The first bytes of gzip and ZIP. */
const PACKED = /^(?:\x1f\x8b|PK)/;

/** The last place in a long line at which no word is cut. */
function betweenWords(bytes: Buffer): number {
  return Math.max(...Array.from(' ,"', (sign) => bytes.lastIndexOf(sign) + 1)) || bytes.length;
}

/**
 * The names of designated vendors in the bytes of an input, each with the line of its first: what a search would find.
 */
class Sweep {
  readonly names = new Map<string, { readonly name: string; readonly line: number }>();
  readonly #namesIn: NamesIn;
  readonly #isDesignated: (vendor: VendorRef) => boolean;
  /** What came before it was said whether to look; null: nothing is looked at. */
  #waiting: Buffer[] | null = [];
  #looks = false;
  #rest = Buffer.alloc(0);
  #line = 1;

  constructor(namesIn: NamesIn, isDesignated: (vendor: VendorRef) => boolean) {
    this.#namesIn = namesIn;
    this.#isDesignated = isDesignated;
  }

  /** Looks at what came so far, and what will come; of what is packed there is nothing to see. */
  open(looks: boolean): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = null;
    this.#looks = looks && !PACKED.test(waiting[0]?.toString('latin1', 0, 2) ?? '');
    if (this.#looks) for (const bytes of waiting) this.push(bytes);
  }

  /** Takes the next bytes of the input. */
  push(chunk: Uint8Array): void {
    this.#waiting?.push(Buffer.from(chunk));
    if (!this.#looks) return;
    const bytes = this.#rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([this.#rest, chunk]);
    const end = bytes.lastIndexOf(LF) + 1 || (bytes.length > MOST ? betweenWords(bytes) : 0);
    this.#look(bytes.subarray(0, end));
    this.#rest = Buffer.from(bytes.subarray(end));
  }

  /** After the last bytes of the input. */
  end(): void {
    this.#look(this.#rest);
    this.#rest = Buffer.alloc(0);
  }

  #look(bytes: Buffer): void {
    if (bytes.length === 0) return;
    for (const line of bytes.toString('utf8').split('\n')) {
      for (const { vendor, name, isSetAside } of this.#namesIn(line)) {
        if (!isSetAside && this.#isDesignated(vendor) && !this.names.has(vendor.id))
          this.names.set(vendor.id, { name, line: this.#line });
      }
      this.#line += 1;
    }
    this.#line -= 1;
  }
}
