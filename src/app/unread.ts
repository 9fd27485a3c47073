import type { Outcome } from '../core/events.ts';
import { thingId, type SetAside, type VendorRef } from '../core/finding.ts';
import { isSecret, oncePerLayout } from '../core/layout.ts';
import { problem } from '../core/problem.ts';
import type { NamesIn } from '../identify/identifier.ts';
import type { Batch, OutsideText } from '../inventory/inventory.ts';
import { outcomeAt, problemOutcome } from './rows.ts';

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
  readonly #outside = new Map<string, OutsideName>();
  /** In the bytes of the input: what a search would find. */
  readonly #unread = new Map<string, OutsideName>();
  /** Its bytes; names are not looked for in them where all of its cells are looked at. */
  readonly lines = linesTo((text, line) => {
    this.#note(this.#unread, { kind: 'unread', text, line, cell: null });
  });

  constructor(source: string, namesIn: NamesIn, isDesignated: (vendor: VendorRef) => boolean) {
    this.#source = source;
    this.#namesIn = namesIn;
    this.#isDesignated = isDesignated;
  }

  /** Takes in what was made of a batch; returns the outcomes of names in its titles. */
  add({ outside = [], records }: Batch, outcomes: readonly Outcome[]): readonly Outcome[] {
    for (const { findings, setAside = [] } of outcomes) {
      for (const finding of findings) if (finding.vendor !== null) this.#accounted.add(thingId(finding));
      for (const { vendor } of setAside) this.#accounted.add(vendor.id);
    }
    this.#addSecrets(records);
    return outside.flatMap((text) => {
      if (text.kind === 'title') return this.#inTitle(text);
      this.#note(this.#outside, text);
      return [];
    });
  }

  /** The problems of the input, which was read to its end, a vendor once. */
  *end(): Generator<Outcome> {
    this.lines.end();
    for (const [vendor, { name, kind, line, cell }] of [...this.#outside, ...this.#unread]) {
      if (this.#accounted.has(vendor)) continue;
      this.#accounted.add(vendor);
      const [severity, message] =
        kind === 'unread'
          ? (['error', `${cell ?? `line ${line}`} names ${name} where nothing was read`] as const)
          : (['warning', `${PLACES[kind]} names ${name}, and no row does`] as const);
      const hint = 'look at that place yourself; once you know what it is, the problem can be waived';
      yield problemOutcome(problem(this.#source, { code: 'unread-name', severity, message, hint }, { line, cell }));
    }
  }

  #note(found: Map<string, OutsideName>, { kind, text, line, cell }: OutsideText): void {
    if (kind === 'title') return;
    for (const { vendor, name, isSetAside } of this.#namesIn(text))
      if (!isSetAside && this.#isDesignated(vendor) && !found.has(vendor.id))
        found.set(vendor.id, { name, kind, line, cell });
  }

  #inTitle({ text, line, cell }: OutsideText): readonly Outcome[] {
    const names = this.#namesIn(text).filter(({ vendor }) => this.#isDesignated(vendor));
    if (names.length === 0) return [];
    const setAside = names.map(({ vendor, name, seen }): SetAside => {
      this.#accounted.add(vendor.id);
      return { vendor, name, reason: 'title', by: null, column: '', seen };
    });
    return [{ ...outcomeAt({ source: this.#source, row: null, line, cell }), setAside }];
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
/** The first bytes of gzip and ZIP. */
const PACKED = /^(?:\x1f\ufffd|PK)/;

/** The last place in a long line at which no word is cut. */
function betweenWords(text: string): number {
  return Math.max(...Array.from(' ,"', (sign) => text.lastIndexOf(sign) + 1)) || text.length;
}

/** Hands on the lines of an input with their numbers, as its bytes come. */
function linesTo(take: (text: string, line: number) => void) {
  const decoder = new TextDecoder();
  /** What was not handed on: a part of a line, or all that came before it was said whether to look. */
  let rest = '';
  let looks: boolean | null = null;
  let line = 1;
  function look(text: string): void {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const one of lines) take(one, line++);
    if (rest.length <= MOST) return;
    const end = betweenWords(rest);
    take(rest.slice(0, end), line);
    rest = rest.slice(end);
  }
  return {
    /** Looks at what came so far, and what will come; of what is packed there is nothing to see. */
    open(isWanted: boolean): void {
      looks = isWanted && !PACKED.test(rest);
      if (looks) look('');
      else rest = '';
    },
    push(chunk: Uint8Array): void {
      if (looks === false) return;
      const text = decoder.decode(chunk, { stream: true });
      if (looks === true) look(text);
      else rest += text;
    },
    end(): void {
      rest += decoder.decode();
      if (rest !== '') take(rest, line);
      rest = '';
    },
  };
}
