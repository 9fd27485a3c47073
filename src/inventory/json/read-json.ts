import { UserError } from '../../core/errors.ts';
import type { DecodedText } from '../bytes/decode.ts';
import { decode } from '../bytes/decode.ts';
import type { Inventory, ReadOptions } from '../inventory.ts';
import { linesByPiece, type Line } from '../bytes/lines.ts';
import type { PeekedSource } from '../bytes/peek.ts';
import type { Item, Trouble } from '../rows.ts';
import { inventoryOf, trouble } from '../rows.ts';
import { headText } from '../bytes/sniff.ts';
import { KeyMeanings } from './fields.ts';
import { recordsOf } from './find-records.ts';
import type { FlatRecord } from './flatten.ts';
import { ListRows } from './list-rows.ts';
import { PAGES_HINT, PageSet } from './pages.ts';
import { RecordKinds } from './record-kinds.ts';
import { recordsIn, type FindRecords, type PagesOfInput } from './records-in.ts';
import type { Broken, Unit } from './units.ts';
import { MAX_UNIT, splitJson } from './units.ts';

/** Records looked at before the columns are fixed. */
const SAMPLE = 300;

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
  const shared = { keys, rows: new ListRows(options) };
  const records = recordsIn(unitsOfLines(text.pieces), recordsOf, shared, pagesOf(source, options));
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
  }
  const { encoding, doubts } = text;
  return inventoryOf({ source, format, encoding, columns: kinds.columns, items: items(), doubts });
}

function isRecord(each: FlatRecord | Trouble): each is FlatRecord {
  return 'places' in each;
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
