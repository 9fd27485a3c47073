import type { Trouble } from '../rows.ts';
import { trouble } from '../rows.ts';
import { withoutErrors } from './answer-error.ts';
import type { recordsOf } from './find-records.ts';
import { noThingsYet, type Context, type FlatRecord } from './flatten.ts';
import type { PageSet } from './pages.ts';
import type { JsonNode } from './tree.ts';
import { firstRepeated, JsonError, MAX_DEPTH, parseJson } from './tree.ts';
import type { Broken, Unit } from './units.ts';
import { MAX_UNIT } from './units.ts';

/** How a format finds records in a parsed part of a document. */
export type FindRecords = typeof recordsOf;

/** What looks at the pages of one input, and says at its end what is missing, if it is one of its own. */
export interface PagesOfInput extends ReturnType<PageSet['open']> {
  troubles(): Iterable<Trouble>;
}

/** The records of the parts of a document. */
export async function* recordsIn(
  units: AsyncIterable<Iterable<Unit | Broken>>,
  find: FindRecords,
  shared: Omit<Context, 'lineOf' | 'noThings'>,
  pages: PagesOfInput,
): AsyncGenerator<Iterable<FlatRecord | Trouble>> {
  function* records(some: Iterable<Unit | Broken>): Generator<FlatRecord | Trouble> {
    for (const unit of some) yield* 'reason' in unit ? [brokenDocument(unit)] : recordsOfUnit(unit);
  }
  function* recordsOfUnit(unit: Unit): Generator<FlatRecord | Trouble> {
    const lines = new LineCounter(unit);
    const context: Context = { ...shared, lineOf: (of) => lines.at(of.at), noThings: noThingsYet() };
    let node: JsonNode;
    try {
      node = parseJson(unit.text);
    } catch (error) {
      if (!(error instanceof JsonError)) throw error;
      yield notJson(unit, error, lines);
      return;
    }
    yield* repeatedKeys(node, unit, lines);
    pages.saw(node, unit.path);
    yield* withoutErrors(find(node, unit.path, context), node, unit, shared.keys);
  }
  for await (const some of units) yield records(some);
  pages.end();
  yield pages.troubles();
}

/** Lines by place in a unit; places come in rising order but for a few. */
class LineCounter {
  readonly #text: string;
  readonly #first: number;
  #line = 0;
  /** Where the current line ends. */
  #end = -1;
  #start = 0;

  constructor({ text, line }: Unit) {
    this.#text = text;
    this.#first = line;
    this.#restart();
  }

  at(place: number): number {
    if (place < this.#start) this.#restart();
    while (this.#end < place) {
      this.#line += 1;
      this.#start = this.#end + 1;
      this.#end = this.#endFrom(this.#start);
    }
    return this.#line;
  }

  #restart(): void {
    this.#line = this.#first;
    this.#start = 0;
    this.#end = this.#endFrom(0);
  }

  #endFrom(start: number): number {
    const end = this.#text.indexOf('\n', start);
    return end < 0 ? Infinity : end;
  }
}

const BROKEN: Record<Broken['reason'], string> = {
  truncated: 'the document ends in the middle of a value: what comes before was read',
  malformed: 'not valid JSON from here on: what comes before was read',
  'too-large': `a value of more than ${MAX_UNIT / 1024 / 1024} MiB: not read, nor what follows it`,
  'too-deep': `nested deeper than ${MAX_DEPTH} levels: not read, nor what follows it`,
};

const CUT = 'the line ends within a value: it was not read';

function brokenDocument({ reason, line, path }: Broken): Trouble {
  const hint = reason === 'truncated' ? 'was the export complete?' : null;
  return trouble(reason === 'too-deep' ? 'too-large' : reason, BROKEN[reason], { line, cell: pointerOf(path), hint });
}

function notJson({ path, text }: Unit, error: JsonError, lines: LineCounter): Trouble {
  const isCut = error.at >= text.length;
  return trouble(isCut ? 'truncated' : 'malformed', isCut ? CUT : `not valid JSON: ${error.message}`, {
    line: lines.at(error.at),
    cell: pointerOf(path),
    rejects: true,
  });
}

/** One problem a unit: JSON leaves open which value counts, so all of them were looked at. */
function* repeatedKeys(node: JsonNode, { path }: Unit, lines: LineCounter): Generator<Trouble> {
  const found = firstRepeated(node);
  if (found === null) return;
  yield trouble(
    'malformed',
    `key "${(found.repeated ?? '').slice(0, 80)}" is there more than once in one object: every value was looked at`,
    {
      line: lines.at(found.at),
      cell: pointerOf(path),
    },
  );
}

function pointerOf(path: readonly string[]): string | null {
  return path.length === 0 ? null : `/${path.join('/')}`;
}
