import { fromLatin1, isAscii, isUtf8, latin1 } from '#runtime';
import { joined } from '../../runtime/bytes.ts';
import { cellsBeyondAscii } from './candidates.ts';
import { cutOff, sequenceLength } from './encoding.ts';
import type { GuessedEncoding } from './guessed-encoding.ts';

/** Bytes from the first that is no UTF-8 on by which an encoding is chosen: so many, however they come in pieces. */
const SAMPLE = 64 * 1024;
/** Bytes that are kept of what was seen, to begin with the cell that the first such byte stands in. */
const KEPT = 256;
const SEPARATORS = '\t\n\r",:;<=>';

/** The same bytes; the encoding is chosen before those that are no UTF-8 are handed on. */
export async function* settled(bytes: AsyncIterable<Uint8Array>, guess: GuessedEncoding): AsyncGenerator<Uint8Array> {
  const watch = new Watch();
  let held: Uint8Array[] = [];
  for await (const chunk of bytes) {
    if (guess.label !== null) {
      yield chunk;
      continue;
    }
    watch.see(chunk);
    held.push(chunk);
    if (watch.full) await watch.decide(guess);
    if (watch.full || !watch.doubts) {
      yield* held;
      held = [];
    }
  }
  if (guess.label === null) await watch.decide(guess);
  yield* held;
}

/** Chooses by the first bytes of an input, if they hold all by which it is chosen; else `settled` does, later. */
export async function settleHead(head: Uint8Array, complete: boolean, guess: GuessedEncoding): Promise<void> {
  const watch = new Watch();
  watch.see(head);
  if (watch.full || complete) await watch.decide(guess);
}

/** Waits for bytes that are no UTF-8, and gathers those from there on. */
class Watch {
  #before = new Uint8Array();
  #metUtf8 = false;
  #sample: Uint8Array | null = null;
  /** Where in the sample the first such byte is. */
  #at = 0;

  /** True when such a byte was seen. */
  get doubts(): boolean {
    return this.#sample !== null;
  }

  /** True when all was seen by which the encoding is chosen. */
  get full(): boolean {
    return this.#sample !== null && this.#sample.length >= this.#at + SAMPLE;
  }

  see(chunk: Uint8Array): void {
    if (this.#sample !== null) {
      this.#sample = joined([this.#sample, chunk]);
      return;
    }
    const open = cutOff(this.#before);
    if (open === 0 && isAscii(chunk)) {
      this.#keep(chunk);
      return;
    }
    const both = joined([this.#before, chunk]);
    const from = this.#before.length - open;
    const fresh = both.subarray(from, both.length - cutOff(both));
    if (isUtf8(fresh)) {
      this.#metUtf8 ||= !isAscii(fresh);
      this.#keep(both);
      return;
    }
    const first = from + firstInvalid(fresh);
    let start = first;
    while (start > 0 && !SEPARATORS.includes(String.fromCharCode(both[start - 1] ?? 0))) start -= 1;
    // Not of the cell itself: two bytes of any encoding may be UTF-8.
    this.#metUtf8 ||= start > from && !isAscii(both.subarray(from, start));
    this.#sample = both.slice(start);
    this.#at = first - start;
  }

  #keep(bytes: Uint8Array): void {
    this.#before = bytes.slice(-KEPT);
  }

  async decide(guess: GuessedEncoding): Promise<void> {
    // What was cut off at the very end of an input begins a character and does not finish it.
    const seen = this.#sample ?? this.#before.subarray(this.#before.length - cutOff(this.#before));
    const sample = seen.subarray(0, this.#at + SAMPLE);
    if (sample.length === 0) return;
    const text = latin1(sample);
    const cells = cellsBeyondAscii(text);
    const odd = cells.filter((cell) => !isUtf8(fromLatin1(cell)));
    const whole = !this.#metUtf8 && odd.length * 2 >= cells.length;
    await guess.decide(whole ? text : odd.join('\n'), whole);
  }
}

function firstInvalid(bytes: Uint8Array): number {
  let at = 0;
  for (let size = sequenceLength(bytes, at); size > 0 && at < bytes.length; size = sequenceLength(bytes, at))
    at += size;
  return at;
}
