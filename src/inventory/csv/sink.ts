/** Receives what a record reader reads. Places are in the current text and valid during the call. */
export interface RecordSink {
  /** A record: its cells, the physical line it begins on, its text, whether it is a row of the table beyond doubt. */
  row(cells: string[], line: number, text: string, fits?: boolean): void;
  /** The next record is a line that was read again with its quotes as plain text; `isOpen`: the input ends in one. */
  stray(line: number, isOpen: boolean): void;
  /** The record before holds lines that look like rows: the first and last of them. */
  rowsInCell(line: number, first: number, last: number): void;
  /** A line longer than the cap was left out. */
  tooLong(line: number): void;
  /** True when it is time to stop for a while. */
  readonly full: boolean;
}
