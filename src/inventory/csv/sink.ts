/** What a record reader tells. Places are in the text at hand, valid during the call. */
export interface RecordSink {
  /** A record: its cells, the physical line it begins on, its text. */
  row(cells: string[], line: number, text: string): void;
  /** The record told next is a line that was read again with its quotes taken literally. */
  stray(line: number): void;
  /** The record just told holds lines that look like rows: the first and last of them. */
  rowsInCell(line: number, first: number, last: number): void;
  /** A line longer than the cap was left out. */
  tooLong(line: number): void;
  /** True when it is time to stop for a while. */
  readonly full: boolean;
}
