/** A physical line without its end. `cut` is true when it was longer than the cap. */
export interface Line {
  readonly number: number;
  readonly text: string;
  readonly cut: boolean;
}

export const LINE_ENDS = /\r\n|\n|\r/g;

/** The line ends in a stretch of text. */
export const countLineEnds = (text: string): number => text.match(LINE_ENDS)?.length ?? 0;

/** Splits text at LF, CRLF and CR. A line beyond `max` characters is cut and marked; the rest of it is dropped. */
export async function* linesOf(pieces: AsyncIterable<string>, max: number): AsyncGenerator<Line> {
  for await (const lines of linesByPiece(pieces, max)) yield* lines;
}

/** The same lines; those that end in one piece come together. */
export async function* linesByPiece(pieces: AsyncIterable<string>, max: number): AsyncGenerator<readonly Line[]> {
  let number = 1;
  /** The line whose end has not come, and a CR that may be half of a line end. */
  let [held, cr] = ['', ''];
  const lineOf = (text: string): Line => ({ number: number++, text: text.slice(0, max), cut: text.length > max });
  for await (const piece of pieces) {
    const text = cr + piece;
    cr = text.endsWith('\r') ? '\r' : '';
    const [first = '', ...more] = text.slice(0, text.length - cr.length).split(LINE_ENDS);
    const lines = [held.length > max ? held : held + first, ...more];
    held = lines.pop() ?? '';
    yield lines.map(lineOf);
  }
  if (held + cr !== '') yield [lineOf(held)];
}
