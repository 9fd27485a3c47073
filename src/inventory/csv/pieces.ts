import type { PeekedSource } from '../bytes/peek.ts';
import { settled } from '../bytes/settle.ts';
import type { Table } from '../headers/table.ts';
import type { Skimmer } from './skimmer.ts';
import { stretches } from './stretches.ts';
import type { TextReader } from './text-reader.ts';

/** A part of an input: text to be read, or lines that passed the screen and need no reading. */
export interface Part {
  /** Lines that passed; 0: the part is to be read. */
  readonly lines: number;
  /** The text, decoded when it is requested; parts must be requested in order. */
  text(): string;
}

/** A stretch of an input. */
export interface Piece {
  readonly parts: readonly Part[];
  readonly skimmed: boolean;
}

/** The parts of an input, stretch by stretch; `table`: that of the row that comes next. */
export async function* pieces(
  source: PeekedSource,
  text: TextReader,
  skimmer: Skimmer | null,
  table: () => Table,
): AsyncGenerator<Piece> {
  const given = text.guess === null ? source.bytes : settled(source.bytes, text.guess);
  if (skimmer === null || !text.asciiIsPlain) {
    for await (const bytes of given) yield { parts: textParts(text, bytes), skimmed: false };
    return;
  }
  for await (const stretch of stretches(given, source.room)) {
    yield pieceOf(text, stretch.bytes, skimmer.skim(stretch, table()));
    if (stretch.chunk !== null) source.recycle?.(stretch.chunk);
  }
}

function pieceOf(text: TextReader, bytes: Uint8Array, runs: Int32Array | null): Piece {
  if (runs === null) return { parts: textParts(text, bytes), skimmed: false };
  const parts: Part[] = [];
  let at = 0;
  for (let run = 0; run < runs.length; run += 3) {
    const [from, to, lines] = [runs[run] ?? 0, runs[run + 1] ?? 0, runs[run + 2] ?? 0];
    if (from > at) parts.push(...textParts(text, bytes.subarray(at, from)));
    parts.push({ lines, text: () => text.decode(bytes.subarray(from, to)) });
    at = to;
  }
  if (at < bytes.length) parts.push(...textParts(text, bytes.subarray(at)));
  return { parts, skimmed: true };
}

/**
 * Bytes that become one text. V8 puts texts above 128 KB straight into the old generation: with those of whole reads a
 * run of 200,000 rows takes 30 MB more, and no less time.
 */
const PIECE = 64 * 1024;

function textParts(text: TextReader, bytes: Uint8Array): readonly Part[] {
  const parts: Part[] = [];
  for (let at = 0; at < bytes.length; at += PIECE) {
    const piece = bytes.subarray(at, at + PIECE);
    parts.push({ lines: 0, text: () => text.decode(piece) });
  }
  return parts;
}
