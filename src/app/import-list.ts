import { UserError } from '../core/errors.ts';
import { oncePerLayout } from '../core/layout.ts';
import type { Layout } from '../core/layout.ts';
import { fold, slug } from '../core/text.ts';
import type { BanList } from '../knowledge/ban-list.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { namesOf } from '../knowledge/user-lists.ts';
import { MAX_BYTES } from '../yaml/parse.ts';
import { replaceFile } from './draft.ts';
import type { Host } from './host.ts';
import { Editions, Gathered, yamlOf } from './import-entries.ts';
import type { Listed } from './import-entries.ts';
import { cleanName, dayIn } from './import-texts.ts';
import { checkRoom, tableRows } from './table-rows.ts';
import type { TableRow } from './table-rows.ts';

export const IMPORTS = ['csl', 'opensanctions', 'csv'] as const;
export type ImportFrom = (typeof IMPORTS)[number];

export interface ImportOptions {
  readonly from: ImportFrom;
  /** A shipped list whose acts and kind the new one has; null: a list that only informs. */
  readonly as: string | null;
  /** Only rows whose source or programme holds this text. */
  readonly source: string | null;
  /** People, ships and aircraft too. */
  readonly everyone: boolean;
  readonly output: string;
}

export interface Imported {
  readonly file: string;
  readonly id: string;
  readonly entries: number;
  /** Entries of vendors that netvet knows, and of those it does not. */
  readonly known: number;
  readonly fresh: number;
  /** Rows by why they were left out. */
  readonly skipped: Readonly<Record<string, number>>;
  /** Names that are near a known one, and were taken for another company. */
  readonly near: readonly string[];
}

/** What the columns of the publications are called, by what they hold. */
const COLUMNS = {
  name: ['clean name', 'name', 'vendor', 'company', 'entity'],
  aliases: ['alt_names', 'aliases', 'alias', 'previous name'],
  type: ['schema', 'type'],
  source: ['source', 'programs', 'program', 'program_ids', 'dataset', 'sanctions'],
  since: ['start_date', 'start date', 'start-date', 'since'],
  until: ['end_date', 'end date', 'end-date', 'until'],
  citation: ['federal_register_notice', 'citation', 'program'],
  reason: ['reason'],
} as const;
type Held = keyof typeof COLUMNS;

/** What the header of each publication has, so that another file is told. */
const NEEDED: Readonly<Record<ImportFrom, readonly (readonly string[])[]>> = {
  csl: [['name', 'source']],
  opensanctions: [
    ['schema', 'name', 'aliases'],
    ['clean name', 'start date', 'end date'],
  ],
  csv: [['name'], ['vendor'], ['company'], ['entity']],
};
const ENTITIES = new Set(['', 'entity', 'company', 'organization', 'legalentity', 'publicbody']);
/** In a plain CSV anything may stand under `type`: only what is surely no company is left out. */
const NO_COMPANIES = new Set(['individual', 'person', 'vessel', 'aircraft']);

/**
 * Makes a list of a user from an official publication: known vendors become their ids, others vendors by name alone,
 * nothing of them distinctive. Throws UserError when the file is another, or holds more than a list may.
 */
export async function importList(path: string, options: ImportOptions, host: Host): Promise<Imported> {
  const knowledge = await host.knowledge();
  const like = options.as === null ? null : shippedList(options.as, knowledge);
  const source =
    options.source ?? (options.from === 'csl' && options.as === 'us-bis-entity' ? 'Entity List (EL)' : null);
  const skipped = new Map<string, number>();
  const skip = (why: string): void => {
    skipped.set(why, (skipped.get(why) ?? 0) + 1);
  };
  const gathered = new Gathered(namesOf(knowledge, []));
  const editions = new Editions();
  const columnsOf = oncePerLayout((layout) => columnsIn(layout, options.from));
  let headers: readonly string[] = [];
  let isKnown = false;
  for await (const row of tableRows(path, null, knowledge.words, host)) {
    const columns = columnsOf(row.layout);
    if (headers.length === 0) headers = columns.headers;
    const isOther = columns.of.size === 0;
    isKnown ||= !isOther;
    const why = isOther ? 'without a name' : whyLeftOut(row, columns, source, options);
    if (why !== null) skip(why);
    // The 1260H table: each edition repeats all rows.
    else if (columns.headers.includes('clean name')) editions.add(listedIn(row, columns));
    else gathered.add(listedIn(row, columns));
    checkRoom(Math.max(gathered.size, editions.size), row.place(0), FEWER);
  }
  if (!isKnown) {
    const expected = `expected columns such as ${NEEDED[options.from].map((names) => names.join(', ')).join(', or ')}`;
    if (headers.length === 0) throw new UserError(`${path}: no rows: it is empty, or nothing but a header`, expected);
    throw new UserError(
      `${path} is not what --from ${options.from} reads: ${headers.slice(0, 8).join(', ')}`,
      expected,
    );
  }
  for (const listed of editions.newest(skip)) gathered.add(listed);
  const { entries, near } = gathered;
  if (entries.length === 0) throw new UserError(`${path}: nothing to import`, summaryOf(skipped));
  const id = idFor(options.output, knowledge);
  const text = yamlOf(id, path, entries, options, like);
  if (Buffer.byteLength(text) > MAX_BYTES)
    throw new UserError(
      `${path}: the ${entries.length} entries make a list of more than ${MAX_BYTES / 1024 / 1024} MiB`,
      FEWER,
    );
  await replaceFile(options.output, text, host);
  const known = entries.filter(({ ref }) => ref !== null).length;
  const fresh = entries.length - known;
  return {
    file: options.output,
    id,
    entries: entries.length,
    known,
    fresh,
    skipped: Object.fromEntries(skipped),
    near,
  };
}

const FEWER = 'choose some: --source TEXT';

function shippedList(id: string, { lists }: Knowledge): BanList {
  const list = lists.find((one) => one.id === id);
  if (list === undefined) throw new UserError(`no list '${id}'`, 'netvet lists shows them');
  return list;
}

interface Columns {
  readonly of: ReadonlyMap<Held, readonly number[]>;
  readonly headers: readonly string[];
}

/** Without columns: a record of another form, as an empty one of JSON is. */
function columnsIn({ columns }: Layout, from: ImportFrom): Columns {
  const headers = columns.map(({ name }) => fold(name).trim());
  const of = new Map<Held, readonly number[]>();
  if (!NEEDED[from].some((needed) => needed.every((name) => headers.includes(name)))) return { of, headers };
  for (const [held, names] of Object.entries(COLUMNS) as [Held, readonly string[]][]) {
    of.set(held, names.map((name) => headers.indexOf(name)).filter((index) => index >= 0)); // prettier-ignore
  }
  return { of, headers };
}

function cellsOf({ cells }: TableRow, { of }: Columns, held: Held): readonly string[] {
  return (of.get(held) ?? []).flatMap((index) => cells[index]?.trim() || []); // prettier-ignore
}

/** Null for a row that is imported. */
function whyLeftOut(
  row: TableRow,
  columns: Columns,
  source: string | null,
  { everyone, from }: Pick<ImportOptions, 'everyone' | 'from'>,
): string | null {
  const [name = ''] = cellsOf(row, columns, 'name');
  if (name === '') return 'without a name';
  const sources = cellsOf(row, columns, 'source').join('; ');
  if (source !== null && !fold(sources).includes(fold(source))) return 'of another source or programme';
  if (/^address \d/i.test(name)) return 'an address';
  if (everyone) return null;
  const [type = ''] = cellsOf(row, columns, 'type');
  const kind = type.toLowerCase();
  if (from === 'csv' ? NO_COMPANIES.has(kind) : !ENTITIES.has(kind)) return 'people, ships and aircraft';
  return sources.startsWith('Denied Persons List') ? 'of the Denied Persons List, people as a rule' : null;
}

function listedIn(row: TableRow, columns: Columns): Listed {
  const [printed = ''] = cellsOf(row, columns, 'name');
  const { name, aliases } = cleanName(printed);
  const others = cellsOf(row, columns, 'aliases').flatMap((cell) => cell.split(/\s*[;\n]\s*/));
  const [since = '', until = ''] = [cellsOf(row, columns, 'since')[0], cellsOf(row, columns, 'until')[0]];
  return {
    name,
    aliases: [...aliases, ...others.map((other) => cleanName(other).name)].filter((alias) => alias !== ''),
    since: dayIn(since),
    until: dayIn(until),
    citation: cellsOf(row, columns, 'citation')[0] ?? null,
    reason: cellsOf(row, columns, 'reason')[0] ?? null,
  };
}

/** By the name of the file; `-imported` behind an id that netvet ships. */
function idFor(output: string, { lists, profiles }: Knowledge): string {
  const id = slug((output.split(/[/\\]/).at(-1) ?? '').replace(/\.ya?ml$/i, '')) || 'imported';
  return [...lists, ...profiles].some((one) => one.id === id) ? `${id}-imported` : id;
}

function summaryOf(skipped: ReadonlyMap<string, number>): string | null {
  return skipped.size === 0 ? null : `left out: ${[...skipped].map(([why, count]) => `${count} ${why}`).join(', ')}`;
}
