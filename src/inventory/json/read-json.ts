import { UserError } from '../../core/errors.ts';
import type { DecodedText } from '../bytes/decode.ts';
import { decode } from '../bytes/decode.ts';
import type { Inventory, ReadOptions } from '../inventory.ts';
import { linesByPiece, type Line } from '../bytes/lines.ts';
import type { PeekedSource } from '../bytes/peek.ts';
import type { Item, Trouble } from '../rows.ts';
import { inventoryOf, trouble } from '../rows.ts';
import { headText } from '../bytes/sniff.ts';
import { withoutErrors } from './answer-error.ts';
import { KeyMeanings } from './fields.ts';
import type { Context, FlatRecord } from './flatten.ts';
import { LineCounter } from './line-counter.ts';
import { ListRows } from './list-rows.ts';
import { RecordKinds } from './record-kinds.ts';
import { PAGES_HINT, PageSet } from './pages.ts';
import type { Broken, Unit } from './units.ts';
import { MAX_UNIT, splitJson } from './units.ts';
import type { JsonMap, JsonNode } from './tree.ts';
import { JsonError, MAX_DEPTH, parseJson } from './tree.ts';
import { recordsOf } from './find-records.ts';

/** Records looked at before the columns are fixed. */
const SAMPLE = 300;

/** How a format finds records in a parsed part of a document. */
export type FindRecords = typeof recordsOf;

/** Opens a JSON document. */
export async function openJson(
  source: PeekedSource,
  options: ReadOptions,
  find: FindRecords = recordsOf,
  format = 'json',
): Promise<Inventory> {
  if (!/^\s*(?:[[{]|$)/.test(headText(source.head))) {
    throw new UserError(
      `${source.name}: not JSON: it begins with neither [ nor {`,
      'is it another format? name it with --input-format',
    );
  }
  const text = await decode(source, options);
  const keys = new KeyMeanings(options.words);
  return openRecords(
    format,
    source.name,
    text,
    recordsIn(splitJson(text.pieces), find, { keys, rows: new ListRows(options) }, pagesOf(source, options)),
    options,
    keys,
  );
}

/** Opens a file of one JSON value a line; a broken line is one record lost. */
export async function openNdjson(source: PeekedSource, options: ReadOptions): Promise<Inventory> {
  const text = await decode(source, options);
  const keys = new KeyMeanings(options.words);
  const records = recordsIn(
    unitsOfLines(text.pieces),
    recordsOf,
    { keys, rows: new ListRows(options) },
    pagesOf(source, options),
  );
  return openRecords('ndjson', source.name, text, records, options, keys);
}

async function* unitsOfLines(pieces: AsyncIterable<string>): AsyncGenerator<Iterable<Unit | Broken>> {
  let index = 0;
  function* units(lines: Iterable<Line>): Generator<Unit | Broken> {
    for (const { text, number, cut } of lines) {
      const bare = text.trim().replace(/,$/, '');
      if (bare === '' || bare === '[' || bare === ']') continue;
      const path = [String(index)];
      index += 1;
      yield cut ? { path, line: number, reason: 'too-large' } : { path, line: number, text: bare };
    }
  }
  for await (const lines of linesByPiece(pieces, MAX_UNIT)) yield units(lines);
}

/** An inventory of records whose columns are known once the first of them were seen. */
export async function openRecords(
  format: string,
  source: string,
  text: DecodedText,
  found: AsyncGenerator<Iterable<FlatRecord | Trouble>>,
  options: ReadOptions,
  keys: KeyMeanings,
): Promise<Inventory> {
  const first: (FlatRecord | Trouble)[] = [];
  let rest: Iterator<FlatRecord | Trouble> = [].values();
  while (first.length < SAMPLE) {
    const next = rest.next();
    if (next.done !== true) {
      first.push(next.value);
      continue;
    }
    const more = await found.next();
    if (more.done === true) break;
    rest = more.value[Symbol.iterator]();
  }
  const kinds = new RecordKinds(source, first.filter(isRecord), options, keys);
  function* toItems(some: Iterable<FlatRecord | Trouble>): Generator<Item> {
    for (const each of some) {
      if (isRecord(each)) yield* kinds.rows(each);
      else yield each;
    }
  }
  async function* items(): AsyncGenerator<Iterable<Item>> {
    yield toItems(first);
    yield toItems({ [Symbol.iterator]: () => rest });
    for await (const some of found) yield toItems(some);
    yield text.troubles();
  }
  const { encoding, guesses } = text;
  return inventoryOf({ source, format, encoding, columns: kinds.columns, items: items(), guesses });
}

function isRecord(each: FlatRecord | Trouble): each is FlatRecord {
  return 'cells' in each;
}

async function* recordsIn(
  units: AsyncIterable<Iterable<Unit | Broken>>,
  find: FindRecords,
  shared: Omit<Context, 'lineOf'>,
  pages: PagesOfInput,
): AsyncGenerator<Iterable<FlatRecord | Trouble>> {
  function* records(some: Iterable<Unit | Broken>): Generator<FlatRecord | Trouble> {
    for (const unit of some) yield* 'reason' in unit ? [brokenDocument(unit)] : recordsOfUnit(unit);
  }
  function* recordsOfUnit(unit: Unit): Generator<FlatRecord | Trouble> {
    const lines = new LineCounter(unit);
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
    const context: Context = { ...shared, lineOf: (of) => lines.at(of.at) };
    yield* withoutErrors(find(node, unit.path, context), node, unit, shared.keys);
  }
  for await (const some of units) yield records(some);
  pages.end();
  yield pages.troubles();
}

interface PagesOfInput extends ReturnType<PageSet['open']> {
  troubles(): Iterable<Trouble>;
}

/**
 * Of a run the pages of all inputs are one set, and the run says what is missing; an input on its own says it itself.
 */
function pagesOf({ name }: PeekedSource, { pages, words }: ReadOptions): PagesOfInput {
  if (pages !== undefined) return { ...pages.open(name), troubles: () => [] };
  const own = new PageSet(words.tables.pages);
  const troubles = () => Array.from(own.gaps(), ({ message }) => trouble('truncated', message, { hint: PAGES_HINT }));
  return { ...own.open(name), troubles };
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

function firstRepeated(node: JsonNode): JsonMap | null {
  if (node.kind === 'text') return null;
  if (node.kind === 'map' && node.repeated !== null) return node;
  const inner = node.kind === 'list' ? node.items : node.entries.map(([, value]) => value);
  for (const each of inner) {
    const found = firstRepeated(each);
    if (found !== null) return found;
  }
  return null;
}

function pointerOf(path: readonly string[]): string | null {
  return path.length === 0 ? null : `/${path.join('/')}`;
}
