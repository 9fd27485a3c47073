import { CELL_LIMIT, unshared } from '../../core/text.ts';
import type { Part } from '../../core/record.ts';
import { adapt } from './adapt.ts';
import { mayBeError } from './answer-error.ts';
import type { KeyMeanings } from './fields.ts';
import { isPartByValues } from './find-records.ts';
import { Flattened, placesOf, type Context, type FlatRecord, type Place } from './flatten.ts';
import { mayBePage } from './page.ts';
import { firstRepeated, type JsonNode } from './tree.ts';
import type { Unit } from './units.ts';

/** Keys, with their colon, and values: all of a JSON text but brackets, commas and blanks. */
const TOKEN = /"(?:[^"\\]|\\.)*"(\s*:)?|[^\s{}[\],:"]+/g;
const BARE = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null/y;
const [QUOTE, BACKSLASH, SPACE] = [0x22, 0x5c, 0x20];

/** Ways to go on after one value, and texts between values of all elements: more than these are forgotten. */
const MOST_NEXT = 8;
const MOST_STEPS = 20_000;
/** Elements that are tried to be learned from before any was read so; later one for each four that were. */
const TRIAL = 64;

/** What stands before a value, or after the last one. */
interface Step {
  readonly literal: string;
  /** After the last. */
  readonly whole: Written | null;
  /** Longest first: where one begins another, no value stands after the shorter. */
  readonly next: Step[];
}

/** What a record is about, and where its values stand. */
interface Written {
  readonly part: Part;
  readonly places: readonly Place[];
  /** Whether each value is a cell of its own. */
  readonly isPlain: boolean;
}

/**
 * Elements of one list that are written like one before, but for their values. They are known by the text between the
 * values, and read without a parser and without a look at their keys: only elements are learned from of which the keys
 * alone decide what becomes of the values. A third of the time of 50,000 devices.
 */
export class Alike {
  readonly #keys: KeyMeanings;
  /** The list that the elements are of. */
  #list = '';
  #next: Step[] = [];
  #steps = 0;
  #tried = 0;
  #read = 0;

  constructor(keys: KeyMeanings) {
    this.#keys = keys;
  }

  /** The record of an element that is written like one before; null for any other. */
  read(unit: Unit, context: Context): FlatRecord | null {
    if (this.#next.length === 0 || listOf(unit) !== this.#list) return null;
    const { path, line, text } = unit;
    const values = Array.of<string>();
    const written = valuesOf(text, this.#next, values);
    if (written === null) return null;
    this.#read += 1;
    const { part, places, isPlain } = written;
    if (isPlain) return new Likewise(part, path, line, places, values);
    const record = new Flattened(part, path, line, context);
    for (const [index, place] of places.entries()) record.add(place.path, values[index] ?? '', place.steps);
    return record;
  }

  /** The same records; from now on `read` knows elements like this one, if it is a single record. */
  *learn(records: Iterable<FlatRecord>, node: JsonNode, unit: Unit): Generator<FlatRecord> {
    let count = 0;
    let last: FlatRecord | null = null;
    for (const record of records) {
      count += 1;
      last = record;
      yield record;
    }
    const isRecord = count === 1 && last?.pointer === unit.path && last.aside !== true;
    if (isRecord && this.#tried <= TRIAL + this.#read / 4) this.#take(last?.part ?? 'device', node, unit);
  }

  #take(part: Part, node: JsonNode, unit: Unit): void {
    const { text, path } = unit;
    this.#tried += 1;
    if (!/^\d+$/.test(path.at(-1) ?? '') || text.length > CELL_LIMIT || node.kind !== 'map' || node.at !== 0) return;
    if (mayBePage(node) || mayBeError(node, this.#keys) || isPartByValues(node)) return;
    if (firstRepeated(node) !== null || adapt(node) !== node) return;
    const places = placesOf(node, this.#keys);
    const values = [...text.matchAll(TOKEN)].filter(([, colon]) => colon === undefined);
    if (places?.length !== values.length) return;
    this.#make(unit, values, { part, places, isPlain: places.every(({ steps }) => steps === Infinity) });
  }

  #make(unit: Unit, values: readonly RegExpExecArray[], whole: Written): void {
    const list = listOf(unit);
    if (list !== this.#list || this.#steps > MOST_STEPS) {
      this.#list = list;
      this.#next = [];
      this.#steps = 0;
    }
    let next = this.#next;
    let from = 0;
    for (const { 0: value, index } of values) {
      ({ next } = this.#step(next, unit.text.slice(from, index), null));
      from = index + value.length;
    }
    this.#step(next, unit.text.slice(from), whole);
  }

  #step(next: Step[], literal: string, whole: Written | null): Step {
    const known = next.find((step) => step.literal === literal);
    if (known !== undefined) return known;
    const made: Step = { literal: unshared(literal), whole, next: [] };
    this.#steps += 1;
    if (next.length >= MOST_NEXT) next.length = 0;
    next.push(made);
    next.sort((a, b) => b.literal.length - a.literal.length);
    return made;
  }
}

class Likewise implements FlatRecord {
  readonly part: Part;
  readonly pointer: readonly string[];
  readonly line: number;
  readonly places: readonly Place[];
  readonly values: readonly string[];
  readonly inside = [];

  constructor(
    part: Part,
    pointer: readonly string[],
    line: number,
    places: readonly Place[],
    values: readonly string[],
  ) {
    this.part = part;
    this.pointer = pointer;
    this.line = line;
    this.places = places;
    this.values = values;
  }
}

/** Elements of one list have one. */
function listOf({ path }: Unit): string {
  return path.slice(0, -1).join('\n');
}

/** Puts the values of an element into `values`; null where it is not written like any before. */
function valuesOf(text: string, first: readonly Step[], values: string[]): Written | null {
  const escapes = text.includes('\\');
  let at = 0;
  let next = first;
  for (;;) {
    const step = stepAt(next, text, at);
    if (step === null) return null;
    const from = at + step.literal.length;
    if (step.whole !== null) return from === text.length ? step.whole : null;
    ({ next } = step);
    if (text.charCodeAt(from) === QUOTE) {
      at = endOfText(text, from);
      const value = escapes ? unescaped(text.slice(from, at)) : text.slice(from + 1, at - 1);
      if (at === 0 || value === null) return null;
      values.push(value);
    } else {
      BARE.lastIndex = from;
      if (!BARE.test(text)) return null;
      at = BARE.lastIndex;
      const value = text.slice(from, at);
      values.push(value === 'null' ? '' : value);
    }
  }
}

function stepAt(next: readonly Step[], text: string, at: number): Step | null {
  for (const step of next) if (text.startsWith(step.literal, at)) return step;
  return null;
}

/** The end of the text that begins with the quote at `from`; 0: it has none, or holds what may not stand in one. */
function endOfText(text: string, from: number): number {
  for (let at = from + 1; ; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at + 1;
    if (code === BACKSLASH) at += 1;
    else if (!(code >= SPACE)) return 0;
  }
}

/** A text in its quotes as it is meant; null where an escape is none. */
function unescaped(quoted: string): string | null {
  try {
    return JSON.parse(quoted) as string;
  } catch {
    return null;
  }
}
