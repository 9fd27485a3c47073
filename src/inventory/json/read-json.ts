import { UserError, wrongFile } from '../../core/errors.ts';
import { excerpt } from '../../core/text.ts';
import { MAX_BYTES } from '../../yaml/file.ts';
import { isNothing, type Node } from '../../yaml/node.ts';
import { parseYaml } from '../../yaml/parse.ts';
import { decode, type DecodedText } from '../bytes/decode.ts';
import { linesByPiece, type Line } from '../bytes/lines.ts';
import type { PeekedSource } from '../bytes/peek.ts';
import { headText } from '../bytes/encoding.ts';
import type { Inventory, ReadOptions } from '../inventory.ts';
import { Broken, foundProblem, inventoryOf, type Item } from '../rows.ts';
import { recordsOf } from './find-records.ts';
import { errorOf, PageSet } from './answers.ts';
import { Context, JsonRecord, RecordColumns, type Found } from './record.ts';
import { MAX_UNIT, splitJson, type Unit } from './split-json.ts';
import { parseJson } from './parse-json.ts';
import { isIndex, JsonList, JsonMap, pointerOf, type Json } from './tree.ts';

/** Records read before the columns are fixed. */
const SAMPLE = 300;

/** Opens a JSON document; `find` finds the records in its values. Throws UserError for a text that cannot be JSON. */
export async function openJson(
  source: PeekedSource,
  options: ReadOptions,
  find: Find = recordsOf,
  format = 'json',
): Promise<Inventory> {
  const hint = 'is it another format? name it with --input-format';
  if (!/^\s*(?:[[{]|$)/.test(headText(source.head)))
    throw wrongFile(source.name, 'not JSON: it begins with neither [ nor {', hint);
  return openRecords(format, source, options, ({ pieces }, context) => foundIn(splitJson(pieces), context, find));
}

/** Opens a file with one JSON value per line; a broken line loses one record. */
export async function openNdjson(source: PeekedSource, options: ReadOptions): Promise<Inventory> {
  return openRecords('ndjson', source, options, ({ pieces }, context) => foundIn(unitsOfLines(pieces), context));
}

async function* unitsOfLines(pieces: AsyncIterable<string>): AsyncGenerator<readonly Unit[]> {
  let index = 0;
  const unitOf = ({ text, number: line, cut }: Line): Unit | readonly [] => {
    const bare = text.trim().replace(/,$/, '');
    if (bare === '' || bare === '[' || bare === ']') return [];
    return { path: [String(index++)], line, text: bare, unread: cut ? 'long-line' : null };
  };
  for await (const lines of linesByPiece(pieces, MAX_UNIT)) yield lines.flatMap(unitOf);
}

/** Opens a YAML document of at most `MAX_BYTES`. Throws UserError, with its place, for what is not valid. */
export async function openYaml(source: PeekedSource, options: ReadOptions): Promise<Inventory> {
  return openRecords('yaml', source, options, (text, context) => foundIn(unitsOfYaml(text), context));
}

async function* unitsOfYaml(text: DecodedText): AsyncGenerator<readonly Unit[]> {
  const root = await yamlTree(text);
  const unitOf = (parsed: Json, ...path: readonly string[]): Unit => {
    return { path, line: typeof parsed === 'string' ? 1 : parsed.line, text: '', parsed, unread: null };
  };
  const isList = root instanceof JsonList && root.items.length > 0;
  yield isList ? root.items.map((item, at) => unitOf(item, String(at))) : [unitOf(root)];
}

/** The value of a YAML document. Throws UserError, with its place, for what is not valid. */
export async function yamlTree({ pieces, doubts }: DecodedText): Promise<Json> {
  let text = '';
  for await (const piece of pieces) {
    text += piece;
    if (text.length > MAX_BYTES) break;
  }
  const { root, problems: [first, ...others] } = parseYaml({ path: doubts.source, text }, true); // prettier-ignore
  if (first === undefined) return root === null ? new JsonMap([], [], 1) : toJson(root);
  const more = others.length > 0 ? [`and ${others.length} more`] : [];
  throw new UserError([{ ...first, hint: [first.hint ?? 'is it YAML?', ...more].join(', ') }]);
}

function toJson(node: Node): Json {
  if (node.kind === 'text') return isNothing(node) ? '' : node.text;
  const line = node.place.line ?? 0;
  if (node.kind === 'list') return new JsonList(node.items.map(toJson), line);
  const values = Array.from(node.entries.values(), ({ value }) => toJson(value));
  return withMerged(new JsonMap([...node.entries.keys()], values, line));
}

/** A map with what `<<` merges into it (YAML 1.1): its own members count first, then those of earlier maps. */
function withMerged(map: JsonMap): JsonMap {
  const given = map.get('<<');
  const merged = given instanceof JsonList ? given.items : [given];
  if (!merged.every((each) => each instanceof JsonMap)) return map;
  return merged.reduce((all, each) => all.with(each), map.filter((key) => key !== '<<')); // prettier-ignore
}

type Find = (node: Json, pointer: readonly string[], context: Context) => Iterable<Found>;

/** What `find` finds in the values of a document, and a problem for each part that was not parsed. */
export async function* foundIn(units: AsyncIterable<Iterable<Unit>>, context: Context, find: Find = recordsOf) {
  const { options } = context;
  // In a run, the pages of all inputs are one set, and the run reports what is missing.
  const set = options.pages === undefined ? new PageSet() : (options.pages.set ??= new PageSet());
  const pages = set.open(context.doubts, options.words);
  function* foundInUnits(batch: Iterable<Unit>): Generator<Found> {
    for (const unit of batch) {
      const { path, line, text, unread } = unit;
      for (const key of path) if (!isIndex(key)) context.unread(key, path, line);
      if (unread === null) yield* foundInUnit(unit);
      else if (unread === 'next') {
        pages.end();
        context.table = undefined;
      } else {
        context.unread(text, path, line);
        if (unread !== 'rest') yield { ...BROKEN[unread], line, cell: pointerOf(path) || null };
      }
    }
  }
  /** The pointer of the last list or map that was reported as too large for one row. */
  let torn = '';
  function* foundInUnit(unit: Unit): Generator<Found> {
    const { path, line, text, parsed, scanned, isTorn } = unit;
    try {
      const root = parsed ?? parseJson(text, line, scanned);
      context.line = parsed === undefined && !text.includes('\n') ? line : null;
      pages.take(root, path);
      if (typeof root === 'string' && isTorn === true) {
        // A device that is too large to be parsed as one is no row.
        const [key, cell] = [context.keys.root.child(path.at(-1) ?? ''), pointerOf(path.slice(0, -1))];
        if (cell !== torn && context.keys.isIdentity(key, root, 'device', false))
          yield foundProblem('too-large', TORN, { line, cell: (torn = cell), about: 'lost row' });
      }
      yield* withoutErrors(find(root, path, context), root, unit, context);
    } catch (error) {
      if (!(error instanceof Broken)) throw error;
      context.unread(text, path, line);
      const where = { line: error.line, cell: pointerOf(path) || null, about: 'lost row' as const };
      yield foundProblem(error.reason, error.message, where);
    }
  }
  for await (const batch of units) yield foundInUnits(batch);
  pages.end();
  if (options.pages === undefined) set.settle();
}

/** The records of an answer. Where the answer reports an error, records that identify no device are no rows. */
function* withoutErrors(records: Iterable<Found>, node: Json, { path, line }: Unit, context: Context) {
  const { keys, options } = context;
  const error = errorOf(node, path, keys);
  const devices: JsonRecord[] = [];
  for (const record of records) {
    if (error !== null && record instanceof JsonRecord) {
      if (record.identifies()) devices.push(record);
      else record.noRow = true;
    }
    yield record;
  }
  // A device may report that something of its own failed.
  if (error === null || devices.some(({ pointer }) => pointer.length === path.length)) return;
  const quoted = `"${excerpt(options.words.secrets.without(error.trim()))}"`;
  const hint = 'check the address, the access token and the query, and fetch it again';
  const where = { line, cell: pointerOf(path) || null, hint };
  yield devices.length === 0
    ? foundProblem('not-inventory', `an error message, not an inventory: ${quoted}`, where)
    : foundProblem('truncated', `the answer says itself that something went wrong: ${quoted}`, where);
}

/** Opens an inventory of the records that `findIn` finds in a text; the first of them decide on its columns. */
export async function openRecords(
  format: string,
  source: PeekedSource,
  options: ReadOptions,
  findIn: (text: DecodedText, context: Context) => AsyncGenerator<Iterable<Found>>,
): Promise<Inventory> {
  const text = await decode(source, options);
  const context = new Context(text.doubts, options);
  const found = findIn(text, context);
  const first: Found[] = [];
  for (let more = await found.next(); more.done !== true; more = await found.next()) {
    for (const each of more.value) first.push(each);
    if (first.length >= SAMPLE) break;
  }
  const sample = first.filter((each) => each instanceof JsonRecord);
  const columns = new RecordColumns(context, sample.slice(0, SAMPLE));
  function* toItems(batch: Iterable<Found>): Generator<Item> {
    for (const each of batch) yield each instanceof JsonRecord ? columns.rowOf(each) : each;
    yield* context.takeUnread();
  }
  async function* items(): AsyncGenerator<Iterable<Item>> {
    yield toItems(first);
    for await (const batch of found) yield toItems(batch);
  }
  return inventoryOf({ ...text, format, columns: columns.columns, items: items() });
}

const LARGEST = `${MAX_UNIT / 1024 / 1024} MiB`;
const TORN = `a record of more than ${LARGEST}: its values were not read as one row`;

const CUT_OFF = 'the document ends in the middle of a value: what comes before was read';

/** The problems of values that were not read. */
const BROKEN = {
  truncated: foundProblem('truncated', CUT_OFF, { hint: 'was the export complete?' }),
  malformed: foundProblem('malformed', 'not valid JSON from here on: what comes before was read'),
  'too-large': foundProblem('too-large', `a value of more than ${LARGEST}: not read, nor what follows it`),
  'long-line': foundProblem('too-large', `a line of more than ${LARGEST}: not read`, { about: 'lost row' }),
};
