import { isDay } from '../core/dates.ts';
import { wholeFile, type UserProblem, type Place } from '../core/errors.ts';
import { groupsOf } from '../core/groups.ts';
import { oncePerLayout, type Layout } from '../core/layout.ts';
import type { InventoryRecord } from '../core/record.ts';
import { ASCII, fold, padded, unshared, words as wordsIn, joined } from '../core/text.ts';
import { possibleDays } from '../judge/days.ts';
import { NOT_HERE, type BanList } from '../knowledge/ban-list.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { VendorNames } from '../knowledge/vendor-names.ts';
import { firstOf, plural } from '../report/phrases.ts';
import type { Publication, PublishedKey, WordTables } from '../words/tables.ts';
import type { Words } from '../words/words.ts';
import { nodeOf, quoted, type Node } from '../yaml/node.ts';

/** Chooses the sources whose entries are read, where official files hold several: all, or those `wanted`. */
export function listSources(wanted: readonly string[]) {
  const matched = new Set<string>();
  const seen = new Set<string>();
  return {
    /** Whether a row of these sources is read; null: every row is, as no source is wanted. */
    takes(sources: readonly string[]): boolean | null {
      for (const source of sources) if (seen.size < MOST_SOURCES) seen.add(source);
      if (wanted.length === 0) return null;
      // The wanted words may stand in the source with or without its brackets: Entity List (EL).
      const texts = sources.flatMap((source) => [padded(source), padded(shortSource(source))]);
      const named = wanted.filter((one) => texts.some((text) => text.includes(padded(one))));
      for (const one of named) matched.add(one);
      return named.length > 0;
    },
    problems(): readonly UserProblem[] {
      const known = [...new Set(Array.from(seen, shortSource))].sort();
      const hint = known.length === 0 ? 'no list of this run says its sources' : `there are: ${firstOf(known, '; ')}`;
      const unknown = wanted.filter((one) => !matched.has(one));
      return unknown.map((one) => ({ place: null, message: `--list-source: no list has a source '${one}'`, hint }));
    },
  };
}

const MOST_SOURCES = 1_000;

/** `Entity List` of `Entity List (EL) - Bureau of Industry and Security`. */
function shortSource(source: string): string {
  return source.replace(/\s*\([^)]*\)/g, '').replace(/\s+-\s.*$/, '').trim(); // prettier-ignore
}

/** Gives the filled cells of a row for a key of the publication. */
type Cells = (key: PublishedKey) => readonly string[];
type Context = Readonly<{ knowledge: Knowledge; names: VendorNames; leftOut: string[] }>;
type Listed = ReturnType<typeof companyIn>;

/**
 * Reads an official list as it is published, row by row: companies only, the rows of one company as one entry, and a
 * count of what is left out. A known vendor gets the names that netvet does not know. Null for any other table.
 */
export function publishedList(firstLayout: Layout, knowledge: Knowledge, sources: ReturnType<typeof listSources>) {
  const headers = headersOf(firstLayout);
  const hasHeader = (mark: string): boolean => headers.includes(mark);
  const { publications } = knowledge.words.tables;
  const publication = publications.files.find(
    ({ marks, besides }) => marks.every(hasHeader) && (besides.length === 0 || besides.some(hasHeader)),
  );
  if (publication === undefined) return null;
  const names = new VendorNames(knowledge.words, knowledge.vendors, knowledge.lists);
  /** The reason for each row or name that is left out. */
  const leftOut: string[] = [];
  const context: Context = { knowledge, names, leftOut };
  const rows: Listed[] = [];
  const columnsOf = oncePerLayout((layout) => {
    const inLayout = headersOf(layout);
    return (key: PublishedKey) => publication[key].map((name) => inLayout.indexOf(name)).filter((index) => index >= 0);
  });
  return {
    /** Adds a row, which may have fewer cells than columns, and returns how many rows are kept so far. */
    add({ layout, cells, place }: Pick<InventoryRecord, 'layout' | 'cells'> & { readonly place: Place }): number {
      const indexesOf = columnsOf(layout);
      const cellsOf: Cells = (key) => indexesOf(key).flatMap((index) => unshared(cells[index]?.trim() ?? '') || []);
      const from = cellsOf('from').flatMap((cell) => cell.split(/\s*;\s*/));
      const isOfPeople = from.some((source) => publication.people.includes(shortSource(source).toLowerCase()));
      const why = whyLeftOut(cellsOf, sources.takes(from), isOfPeople, publications);
      const listed = why === null ? companyIn(cellsOf, shippedOf(from, publication, knowledge), place, context) : null;
      if (listed === null || listed.key === '') leftOut.push(why ?? NAMELESS);
      else rows.push(listed);
      return rows.length;
    },
    end: () => listOf(publication, rows, context),
  };
}

/** The file as a list, and `notes` for people. */
function listOf({ name, editions }: Publication, rows: readonly Listed[], { names, leftOut }: Context) {
  const companies = groupsOf(rows, ({ under, ref, key }) => `${under?.id ?? ''} ${ref ?? `"${key}"`}`);
  // Each edition repeats older ones, so a listing begins on the day of its first.
  const days = rows.map(({ since }) => since ?? '').sort();
  const newest = editions ? days.at(-1) : null;
  const isCurrent = ({ since }: Listed): boolean => newest === null || (since ?? '') === newest;
  const older = rows.filter((row) => !isCurrent(row)).map(() => 'of older editions');
  const listed = withOwnNames([...companies.values()].filter((same) => same.some(isCurrent)).map(merged));
  const under = [...new Set(listed.map((one) => one.under))];
  const unknown = listed.flatMap((one) => (one.ref === null ? one.name : []));
  const near = unknown.map((one) => [one, names.near(one)] as const).filter(([, meant]) => meant !== null);
  const byName = unknown.length === 0 ? '' : `, ${unknown.length} searched for by name alone: ${firstOf(unknown)}`;
  const notes: readonly (readonly [label: string, texts: readonly string[]])[] = [
    [`read as ${name}`, [`${plural(listed.length - unknown.length, 'vendor')} that netvet knows${byName}`]],
    ['what a shipped list names comes under its rules', under.flatMap((list) => list?.id ?? [])],
    ['left out', Array.from(groupsOf([...leftOut, ...older], String), ([what, { length }]) => `${what} (${length})`)],
    ['near a known name, and taken for other vendors', near.map(([one, meant]) => `${one} (${meant})`)],
  ];
  const filled = notes.filter(([, texts]) => texts.length > 0);
  return { ...partsOf(listed, under), notes: filled.map(([label, texts]) => `${label}: ${firstOf(texts)}`) };
}

/** The parts of the list. If all of it comes under one shipped list, it binds whom that list binds. */
function partsOf(listed: readonly Listed[], under: readonly (BanList | null)[]) {
  const place = wholeFile('');
  const binds = (under.length === 1 && under[0]?.binds) || null;
  const rules = under.flatMap((list) => {
    return list === null ? [NOT_HERE] : list.rules.map((rule) => ({ ...rule, id: ruleId(rule.id, list) }));
  });
  return {
    entries: listed.map(entryOf),
    binds: binds === null ? null : quoted(place, binds),
    rules: rules.length === 0 ? null : nodeOf(rules, place),
  };
}

function shippedOf(sources: readonly string[], { list }: Publication, { lists, words }: Knowledge): BanList | null {
  const shortSources = sources.map((source) => shortSource(source).toLowerCase());
  const isSourceOf = (name: string): boolean => shortSources.some((source) => source.startsWith(name));
  const known = words.tables.publications.shipped.find((one) => one.sources.some(isSourceOf));
  return lists.find(({ id }) => id === (known?.list ?? list)) ?? null;
}

/** `isChosen`: null where no source was named. */
function whyLeftOut(cellsOf: Cells, isChosen: boolean | null, isOfPeople: boolean, table: WordTables['publications']) {
  const [name] = cellsOf('vendor');
  if (name === undefined) return NAMELESS;
  if (isChosen === false) return 'of other sources';
  const [kind = ''] = cellsOf('kind');
  for (const key of ['people', 'vessels', 'aircraft', 'others'] as const)
    if (table[key].includes(kind.toLowerCase())) return key === 'others' ? 'of other kinds' : key;
  return isOfPeople && isChosen === null ? 'people' : null;
}

/**
 * A row that names a company. `ref`: its vendor, null if netvet does not know it; `key`: the words of its name, joined,
 * since names that would give one id or make one claim are one company; `under`: the shipped list that names it and
 * whose rules hold, null for the rules of the file itself.
 */
function companyIn(cellsOf: Cells, under: BanList | null, place: Place, { knowledge, names, leftOut }: Context) {
  const { words } = knowledge;
  const { publications, days } = words.tables;
  const { name, aliases: shortNames } = withoutQuirks(cellsOf('vendor')[0] ?? '', publications);
  const cells = cellsOf('aliases').flatMap((cell) => cell.split(/\s*[;\n]\s*/));
  let ref = names.find(name);
  const isKnown = ref !== null;
  const aliases = new Map<string, string>();
  for (const alias of [...shortNames, ...cells.map((cell) => withoutQuirks(cell, publications).name)]) {
    const found = names.find(alias);
    ref ??= found;
    const aliasWords = wordsIn(fold(alias));
    if (found !== null || aliasWords.length === 0) continue;
    if (isWeak(alias, aliasWords, words)) leftOut.push('weak aliases');
    else aliases.set(aliasWords.join(''), alias);
  }
  const key = joined(name);
  if (ref !== null && !isKnown) aliases.set(key, name);
  else aliases.delete(key);
  const [since, until] = [dayIn(cellsOf('since'), days), dayIn(cellsOf('until'), days)];
  const isSpan = since === null || until === null || since <= until;
  const [citation = null, reason = null] = [cellsOf('citation')[0], cellsOf('reason')[0]];
  return { ref, name, key, aliases, place, under, since: isSpan ? since : null, until, citation, reason };
}

/** One word of at most four letters, another maker, or a name in quotation marks (OFAC, questions 122 and 123). */
function isWeak(alias: string, aliasWords: readonly string[], words: Words): boolean {
  const [word = '', more] = words.legalForms.strip(aliasWords);
  const isShort = more === undefined && word.length <= (ASCII.test(word) ? 4 : 1);
  return isShort || /^".*"$/.test(alias) || words.isOtherMaker(alias);
}

/** A plain name: of `X. Affiliated Entity: Y (Z)` it is Y, with the alias Z; `?` is a lost apostrophe or blank. */
function withoutQuirks(printed: string, { affiliated, successors, alsoKnownAs }: WordTables['publications']) {
  let name = oneLine(printed.slice(0, MOST_PRINTED));
  const lower = name.toLowerCase();
  const ends = affiliated.flatMap((word) =>
    lower.includes(`${word}:`) ? lower.lastIndexOf(`${word}:`) + word.length + 1 : [],
  );
  const start = Math.max(0, ...ends);
  const end = Math.min(...successors.map((phrase) => lower.indexOf(phrase, start)).filter((at) => at > 0));
  name = name.slice(start, end).trim().replace(/\?s\b/g, "'s");
  name = name.replace(/(?<=\w)\?(?=\w)/g, ' ').replace(/[\s*;,]+$/, '');
  const aliases: string[] = [];
  for (let short = SHORT_NAME.exec(name); short !== null && short.index > 0; short = SHORT_NAME.exec(name)) {
    const [, inside = ''] = short;
    const prefix = alsoKnownAs.find((word) => inside.toLowerCase().startsWith(word));
    aliases.push(inside.slice(prefix?.length ?? 0).trim());
    name = name.slice(0, short.index).trim();
  }
  return { name: name.slice(0, LONGEST).trim(), aliases };
}

const NAMELESS = 'without a name';

/** The rows of one company as one row, in force as long as any of them. */
function merged([first, ...more]: readonly [Listed, ...Listed[]]): Listed {
  const rows = [first, ...more];
  const [begins, ends] = [rows.map(({ since }) => since), rows.map(({ until }) => until)];
  return {
    ...first,
    aliases: new Map(rows.flatMap(({ aliases }) => [...aliases])),
    since: begins.includes(null) ? null : (begins.sort()[0] ?? null),
    until: ends.includes(null) ? null : (ends.sort().at(-1) ?? null),
  };
}

/** Leaves each name to one vendor: the one whose own name it is, else the first that has it as an alias. */
function withOwnNames(listed: readonly Listed[]): readonly Listed[] {
  const owners = new Map(listed.flatMap((one) => (one.ref === null ? [[one.key, one] as const] : [])));
  for (const one of listed) {
    for (const key of one.aliases.keys()) {
      if (owners.has(key)) one.aliases.delete(key);
      else owners.set(key, one);
    }
  }
  return listed;
}

const headersOf = ({ columns, inInput }: Layout): readonly string[] =>
  columns.slice(0, inInput).map(({ name }) => fold(name).trim());

const SHORT_NAME = /\s*\(([^()]*)\)\s*[.*]*$/;
/** Longer than any name with the text around it. The time for a cell of nothing but brackets grows with its square. */
const MOST_PRINTED = 2_000;
const LONGEST = 200;

const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();

/** A day as publications write it: 2027-10-01, whatever follows, or October 1, 2027. Null if it may be several days. */
export function dayIn([text = '']: readonly string[], words: WordTables['days']): string | null {
  const [iso = '', another] = text.match(/\d{4}-\d{2}-\d{2}/g) ?? [];
  if (another === undefined && text.startsWith(iso) && isDay(iso)) return iso;
  const [day = null, other] = possibleDays(text, words);
  return other === undefined ? day : null;
}

/** Rules of several lists may have the same id. */
const ruleId = (id: string, list: BanList): string => `${list.id}-${id}`;

/** The entry of a company under the rules of its list. What the shipped entry says of the vendor holds for it. */
function entryOf({ ref, name, aliases, place, under, since, until, citation, reason }: Listed): Node {
  const shipped = under?.entries.find((entry) => ref !== null && entry.vendor === ref && entry.adoptedFrom === null);
  const rules = shipped?.rules ?? under?.rules.map((rule) => rule.id) ?? [];
  const template = shipped ?? under?.entries.find((entry) => entry.adoptedFrom === null);
  const { things = null, except = null } = (shipped === undefined ? under : shipped.scopes[0]) ?? {};
  const text = (value: string | null): string | null => (value === null ? null : oneLine(value).slice(0, LONGEST));
  const aliasNames = Array.from(aliases.values(), (alias) => ({ name: text(alias), distinctive: 'no' }));
  const names = aliasNames.length === 0 ? null : aliasNames;
  const written = {
    ...(ref === null ? { vendor: { name: text(name), names } } : { vendor: { id: ref, names }, as: text(name) }),
    ...{ since: text(since), until: text(until), reason: text(reason), citation: text(citation), things, except },
    ...{ affiliates: template?.affiliates ?? null, which: shipped?.which ?? null, assumes: shipped?.assumes ?? null },
    // A name near a known one is no mistake here: it is in the notes.
    exact: ref === null ? 'yes' : null,
    rules: under === null ? [NOT_HERE.id] : rules.map((id) => ruleId(id, under)),
  };
  return nodeOf(written, place);
}
