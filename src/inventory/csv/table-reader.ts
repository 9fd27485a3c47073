import type { Batch } from '../inventory.ts';
import type { BatchBuilder } from '../rows.ts';
import type { DelimitedTable } from './delimited-table.ts';
import { LineDropper } from './drop-lines.ts';
import { CLEAN, OTHER_LINE, type LineScan } from './line-scan.ts';
import { RecordReader } from './reader.ts';
import type { RowSink } from './row-sink.ts';
import type { Decoder } from '../bytes/decode.ts';

/**
 * Bytes that become one text. V8 puts texts above 128 KB straight into the old generation: with those of whole reads a
 * run of 200,000 rows takes 30 MB more, and no less time.
 */
const PIECE = 64 * 1024;

interface TableForm extends Pick<DelimitedTable, 'delimiter' | 'dataLine'> {
  readonly maxLine: number;
  readonly fast: boolean;
}

/** Turns the bytes of a table into batches of rows: each read, or told from others where it stands. */
export class TableReader {
  readonly #builder: BatchBuilder;
  readonly #text: Decoder;
  readonly #sink: RowSink;
  readonly #reader: RecordReader;
  readonly #dropper: LineDropper;

  constructor(builder: BatchBuilder, sink: RowSink, text: Decoder, { delimiter, dataLine, maxLine, fast }: TableForm) {
    this.#builder = builder;
    this.#text = text;
    this.#sink = sink;
    const expected = (): number | null => (sink.tables.table.header === null ? null : this.#columns);
    this.#reader = new RecordReader({ delimiter, expected, line: dataLine, maxLine, fast });
    this.#dropper = new LineDropper(dataLine - 1);
  }

  /** Reads every row of some bytes. */
  async *read(bytes: Uint8Array): AsyncGenerator<Batch> {
    for (let at = 0; at < bytes.length; at += PIECE) {
      yield* this.#readOn(this.#text.decode(bytes.subarray(at, at + PIECE)), false);
    }
  }

  /** Counts the rows that can become no finding, and reads the others. The bytes end with a line feed. */
  async *scan(bytes: Uint8Array, lines: LineScan): AsyncGenerator<Batch> {
    const { tables } = this.#sink;
    lines.take(bytes, this.#text.mayBeUtf8);
    let clean = 0;
    /** Where the lines begin that a reader must read. */
    let unread = 0;
    for (let at = 0; at < bytes.length;) {
      const from = at;
      const kind = this.#idle ? lines.read(from) : lines.pass(from);
      at = lines.next;
      if (kind !== OTHER_LINE && unread < from) {
        yield* this.read(bytes.subarray(unread, from));
        unread = from;
        // The line belongs to the record before.
        if (!this.#idle) continue;
      }
      // What follows belongs to another table.
      if (tables.table !== lines.table) break;
      if (kind === CLEAN && !tables.holding) {
        clean += 1;
        unread = at;
        continue;
      }
      this.#pass(clean);
      clean = 0;
      if (kind === OTHER_LINE) {
        if (at - unread < PIECE) continue;
        yield* this.read(bytes.subarray(unread, at));
      } else {
        const { cells, text, fits } = lines.row(from);
        this.#reader.take(this.#sink, cells, text, fits);
        if (this.#sink.full) yield this.#builder.take();
      }
      unread = at;
    }
    this.#pass(clean);
    yield* this.read(bytes.subarray(unread));
    this.#sink.read('\n');
  }

  /** After the last bytes. */
  async *end(): AsyncGenerator<Batch> {
    yield* this.#readOn(this.#text.end(), true);
    this.#sink.end();
  }

  /** Whether no record has begun, to which the next line may belong. */
  get #idle(): boolean {
    return this.#reader.idle && !this.#text.holding;
  }

  get #columns(): number {
    return this.#sink.tables.table.layout.columns.length;
  }

  #pass(rows: number): void {
    if (rows === 0) return;
    this.#reader.skip(rows, this.#columns);
    this.#builder.pass(rows);
  }

  async *#readOn(text: string, last: boolean): AsyncGenerator<Batch> {
    this.#sink.read(text);
    this.#reader.push(this.#dropper.push(text), last);
    while ((await this.#reader.run(this.#sink)) === 'full') yield this.#builder.take();
  }
}
