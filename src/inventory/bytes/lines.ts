/** A physical line without its end. `cut` is true when it was longer than the cap. */
export interface Line {
  readonly number: number;
  readonly text: string;
  readonly cut: boolean;
}

export const LINE_ENDS = /\r\n|\n|\r/g;

/** The line ends in a stretch of text. */
export function countLineEnds(text: string): number {
  return text.match(LINE_ENDS)?.length ?? 0;
}

/** Splits text at LF, CRLF and CR. A line beyond `max` characters is cut and marked; the rest of it is dropped. */
export async function* linesOf(pieces: AsyncIterable<string>, max: number): AsyncGenerator<Line> {
  for await (const lines of linesByPiece(pieces, max)) yield* lines;
}

/** The same lines, those together that end in one piece. */
export async function* linesByPiece(pieces: AsyncIterable<string>, max: number): AsyncGenerator<Iterable<Line>> {
  let number = 1;
  let held = '';
  let cut = false;
  let afterCr = false;
  const END = /\r\n|\n|\r/g;
  function* split(piece: string): Generator<Line> {
    let from = 0;
    if (afterCr && piece.startsWith('\n')) from = 1;
    if (piece !== '') afterCr = piece.endsWith('\r');
    END.lastIndex = from;
    for (let end = END.exec(piece); end !== null; end = END.exec(piece)) {
      const whole = held + piece.slice(from, end.index);
      yield { number, text: whole.slice(0, max), cut: cut || whole.length > max };
      number += 1;
      held = '';
      cut = false;
      from = END.lastIndex;
    }
    if (held.length <= max) held += piece.slice(from, from + max + 1);
    else cut = true;
  }
  for await (const piece of pieces) yield split(piece);
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- `split` changes it
  if (held !== '') yield [{ number, text: held.slice(0, max), cut: cut || held.length > max }];
}
