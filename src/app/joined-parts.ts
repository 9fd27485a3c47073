import type { InputCount, NamesOutsideRows, Outcome, PartSums, RunEvent, SummaryEvent } from '../core/events.ts';
import { UserError } from '../core/errors.ts';
import { missingPages } from './check.ts';
import { ErrorValues } from './error-values.ts';
import { unreadNames } from './names-outside.ts';
import type { PartOption } from './part.ts';
import type { OpenedResult } from './result.ts';

/** Which part of a file a run judged; null for a run that is whole. */
export function partOfRun({ options }: RunEvent, path: string): PartOption | null {
  const { part } = options;
  if (part === undefined) return null;
  const [, number, of] = /^(\d{1,5})\/(\d{1,5})$/.exec(typeof part === 'string' ? part : '') ?? [];
  if (number === undefined) throw new UserError(`${path}: is a damaged result: --part is ${JSON.stringify(part)}`);
  return { number: Number(number), of: Number(of) };
}

/** The parts of one file in the order of their numbers, where the first of them was named; all else as it was named. */
export function inOrder(results: readonly OpenedResult[]): readonly OpenedResult[] {
  const placed = results.map((result, index) => {
    const part = partOfRun(result.run, result.path);
    return { result, index, source: part === null ? null : result.source, number: part?.number ?? 0 };
  });
  const first = new Map(placed.toReversed().map(({ source, index }) => [source, index]));
  const placeOf = ({ source, index }: (typeof placed)[number]) => (source === null ? index : (first.get(source) ?? 0));
  return placed.toSorted((a, b) => placeOf(a) - placeOf(b) || a.number - b.number).map(({ result }) => result);
}

/** An input of which every part was read. */
export interface WholeInput {
  readonly input: InputCount;
  /** What only the whole shows. */
  readonly outcomes: readonly Outcome[];
}

interface Open {
  readonly of: number;
  source: string | null;
  input: InputCount | null;
  readonly sums: PartSums[];
}

/** Puts the parts of files together, which come in the order of their numbers. */
export class JoinedParts {
  #open: Open | null = null;

  /** Whether parts are still missing. */
  get isOpen(): boolean {
    return this.#open !== null;
  }

  /**
   * A result begins. Returns false for a part that goes on with the one before. Throws UserError when it is not the
   * part that must follow.
   */
  begin(run: RunEvent, path: string): boolean {
    const part = partOfRun(run, path);
    const open = this.#open;
    const next = (open?.sums.length ?? 0) + 1;
    if (open !== null && part?.of !== open.of) throw this.#missing(open, next);
    if (part === null) return true;
    if (part.number < next) throw new UserError(`${path}: part ${part.number} of ${part.of} is there twice`);
    this.#open ??= { of: part.of, source: null, input: null, sums: [] };
    if (part.number > next) throw this.#missing(this.#open, next, path);
    return part.number === 1;
  }

  /** Whether an input has to be reported: of parts once. Throws UserError for a part of another file. */
  input(source: string): boolean {
    const open = this.#open;
    if (open === null) return true;
    if (open.source !== null && open.source !== source) throw this.#missing(open, open.sums.length + 1);
    const isFirst = open.source === null;
    open.source = source;
    return isFirst;
  }

  /** A part ends. Returns the input when it is whole. Throws UserError when it is not one with the parts before. */
  end({ part, inputs }: SummaryEvent, path: string): WholeInput | null {
    const open = this.#open;
    const [input] = inputs;
    if (open === null) return null;
    if (part === null || input === undefined)
      throw new UserError(`${path}: the part was not read to its end`, 'run it again');
    const rowsBefore = open.sums.reduce((sum, { rows }) => sum + rows, 0);
    const isNext = part.number === open.sums.length + 1 && part.of === open.of && part.borders.length === part.number;
    if (!isNext || !open.sums.every((before) => isOfSameFile(before, part)) || part.rowsBefore !== rowsBefore) {
      const which = `${path}: part ${part.number} of ${part.of}`;
      const what = `${which} is of another version of ${input.source} than those before`;
      throw new UserError(what, 'check every part again');
    }
    open.sums.push(part);
    open.input = open.input === null ? input : sumOf(open.input, input);
    if (part.number < part.of) return null;
    this.#open = null;
    return { input: open.input, outcomes: outcomesOf(input.source, open.sums) };
  }

  /** After the last result. */
  done(): void {
    if (this.#open !== null) throw this.#missing(this.#open, this.#open.sums.length + 1);
  }

  #missing({ of, source }: Open, number: number, path: string | null = null): UserError {
    const named = source === null ? '' : ` of ${source}`;
    return new UserError(`${path === null ? '' : `${path}: `}part ${number} of ${of}${named} is missing`);
  }
}

function isOfSameFile(before: PartSums, { size, borders }: PartSums): boolean {
  return before.size === size && before.borders.every((sha256, index) => borders[index] === sha256);
}

function sumOf(first: InputCount, { sha256, rows, judged, notJudged, rejected, guessed }: InputCount): InputCount {
  return {
    source: first.source,
    sha256,
    rows: first.rows + rows,
    judged: first.judged + judged,
    notJudged: first.notJudged + notJudged,
    rejected: first.rejected + rejected,
    guessed,
  };
}

function outcomesOf(source: string, sums: readonly PartSums[]): readonly Outcome[] {
  const all = <K extends keyof NamesOutsideRows>(key: K) => sums.flatMap(({ names }) => [...names[key]]);
  const names = { accounted: all('accounted'), outside: all('outside'), unread: all('unread') } as NamesOutsideRows;
  const errorValues = new ErrorValues(source);
  for (const part of sums) errorValues.addCounts(part.errorValues);
  const gaps = sums.flatMap(({ missingPages: messages }) =>
    messages.map((message) => missingPages({ source, message })),
  );
  return [...unreadNames(source, names), ...errorValues.end(), ...gaps];
}
