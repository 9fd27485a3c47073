import type { VendorRef } from '../core/finding.ts';
import type { NamesIn } from '../identify/identifier.ts';

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
export class Sweep {
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

  /** Begins with what came so far; of what is packed there is nothing to see. */
  start(): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = null;
    this.#looks = !PACKED.test(waiting[0]?.toString('latin1', 0, 2) ?? '');
    for (const bytes of waiting) this.push(bytes);
  }

  /** Lets go of everything: the cells of the input are all looked at. */
  stop(): void {
    this.#waiting = null;
    this.#looks = false;
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
