import { isDay } from '../core/dates.ts';
import { meantBy } from '../core/distance.ts';
import { wholeFile, type UserProblem, type Place } from '../core/errors.ts';
import { oncePerLayout, type Layout } from '../core/layout.ts';
import { ASCII, fold, padded, unshared, words as wordsIn } from '../core/text.ts';
import type { Publication, PublishedKey, WordTables } from '../words/tables.ts';
import { possibleDays } from '../judge/days.ts';
import type { BanList } from '../knowledge/ban-list.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { NOT_HERE } from '../knowledge/to-list.ts';
import { VendorNames } from '../knowledge/vendor-names.ts';
import { firstOf, plural } from '../report/phrases.ts';
import { nodeOf, quoted, type Node } from '../yaml/node.ts';

/** The sources of which entries are read where official files hold several: all, or those that were named. */
export function listSources(wanted: readonly string[]) {
  const met = new Set<string>();
  const held = new Set<string>();
  return {
    /** Whether a row of these sources is read; null: it is, as none was named. */
    takes(sources: readonly string[]): boolean | null {
      for (const source of sources) if (held.size < MOST_SOURCES) held.add(source);
      if (wanted.length === 0) return null;
      // Its words stand in a source, brackets (Entity List (EL)) or not.
      const texts = sources.flatMap((source) => [padded(source), padded(shortSource(source))]);
      const named = wanted.filter((one) => texts.some((text) => text.includes(padded(one))));
      for (const one of named) met.add(one);
      return named.length > 0;
    },
    problems(): readonly UserProblem[] {
      const known = [...new Set(Array.from(held, shortSource))].sort();
      const unknown = wanted.filter((one) => !met.has(one));
      return unknown.map((one) => {
        const meant = meantBy(one, known);
        const did = meant.length === 0 ? '' : `did you mean ${meant.join(' or ')}? `;
        const all = `${did}there are: ${firstOf(known, '; ')}`;
        const hint = known.length === 0 ? 'no list of this run says its sources' : all;
        return { place: null, message: `--list-source: no list has a source '${one}'`, hint };
      });
    },
  };
}

const MOST_SOURCES = 1_000;

/** `Entity List` of `Entity List (EL) - Bureau of Industry and Security`. */
function shortSource(source: string): string {
  return source.replace(/\s*\([^)]*\)/g, '').replace(/\s+-\s.*$/, '').trim(); // prettier-ignore
}

/** How headers are compared. */
export const headerKey = (header: string): string => fold(header).trim();

interface Listed {
  /** The vendor that it is; null for one that netvet does not know. */
  readonly ref: string | null;
  readonly name: string;
  /** The words of its name, joined: whatever gives one id, or is one claim, is one company. */
  readonly key: string;
  readonly aliases: Map<string, string>;
  readonly place: Place;
  /** The shipped list that names it, whose rules hold; null: the file's own. */
  readonly under: BanList | null;
  since: string | null;
  until: string | null;
  readonly citation: string | null;
  readonly reason: string | null;
}

/**
 * An official list as it is published, row by row: companies only, rows of one company as one entry, and a count of
 * what is left out. Of a known vendor the names that netvet does not know are taught.
 */
export class PublishedList {
  readonly #publication: Publication;
  readonly #knowledge: Knowledge;
  readonly #names: VendorNames;
  readonly #sources: ReturnType<typeof listSources>;
  readonly #leftOut = new Map<string, number>();
  readonly #near: string[] = [];
  readonly #read = new Set<string>();
  #listed = new Map<string, Listed>();
  /** Of a list that repeats all rows in each edition. */
  readonly #rows: Listed[] = [];

  readonly #columnsOf = oncePerLayout((layout) => {
    const headers = headersOf(layout);
    return (key: PublishedKey): readonly number[] =>
      this.#publication[key].map((name) => headers.indexOf(name)).filter((index) => index >= 0);
  });

  private constructor(publication: Publication, knowledge: Knowledge, sources: ReturnType<typeof listSources>) {
    this.#publication = publication;
    this.#knowledge = knowledge;
    this.#names = new VendorNames(knowledge.words, knowledge.vendors, knowledge.lists);
    this.#sources = sources;
  }

  static of(layout: Layout, knowledge: Knowledge, sources: ReturnType<typeof listSources>): PublishedList | null {
    const headers = new Set(headersOf(layout));
    const has = (mark: string): boolean => headers.has(mark);
    const publication = knowledge.words.tables.publications.files.find(
      ({ marks, besides }) => marks.every(has) && (besides.length === 0 || besides.some(has)),
    );
    return publication === undefined ? null : new PublishedList(publication, knowledge, sources);
  }

  get size(): number {
    return Math.max(this.#listed.size, this.#rows.length);
  }

  add({ layout, cells }: { readonly layout: Layout; readonly cells: readonly string[] }, place: Place): void {
    const columnsOf = this.#columnsOf(layout);
    const filled = (index: number): string | [] => unshared(cells[index]?.trim() ?? '') || [];
    const cellsOf = (key: PublishedKey): readonly string[] => columnsOf(key).flatMap(filled);
    const sources = cellsOf('from').flatMap((cell) => cell.split(/\s*;\s*/));
    const why = this.#whyLeftOut(cellsOf, sources);
    if (why !== null) {
      this.#leaveOut(why);
      return;
    }
    for (const source of sources) if (this.#read.size < MOST_SOURCES) this.#read.add(source);
    const listed = this.#listedIn(cellsOf, this.#shippedOf(sources), place);
    if (listed.key === '') this.#leaveOut('without a name');
    else if (this.#publication.editions) this.#rows.push(listed);
    else this.#gather(listed);
  }

  #shippedOf(sources: readonly string[]): BanList | null {
    const begins = sources.map((source) => shortSource(source).toLowerCase());
    const isOne = (name: string): boolean => begins.some((source) => source.startsWith(name));
    const known = this.#knowledge.words.tables.publications.shipped.find((one) => one.sources.some(isOne));
    return this.#knowledge.lists.find(({ id }) => id === (known?.list ?? this.#publication.list)) ?? null;
  }

  /** One that is nothing but a shipped list binds those whom that binds. */
  parts(): { readonly entries: readonly Node[]; readonly binds: Node | null; readonly rules: Node | null } {
    const entries = this.#entries();
    const place = wholeFile('');
    const under = [...new Set(entries.map((one) => one.under))];
    const shipped = under.filter((list) => list !== null);
    const [only = null] = shipped;
    const isOne = under.length === 1;
    const rules = shipped.flatMap((list) => list.rules.map((rule) => ({ ...rule, id: ruleId(rule.id, list, isOne) })));
    const notHere = isOne ? [] : [{ ...NOT_HERE, id: OWN_RULE }];
    return {
      entries: entries.map((one) => entryOf(one, isOne)),
      binds: isOne && only?.binds != null ? quoted(place, only.binds) : null,
      rules: shipped.length === 0 ? null : nodeOf([...rules, ...notHere], place),
    };
  }

  #entries(): readonly Listed[] {
    this.#newestEdition();
    // A name points at one vendor: of two entries that have it as an alias the first, and the one whose own name it is.
    const owners = new Map<string, Listed>();
    for (const one of this.#listed.values()) if (one.ref === null) owners.set(one.key, one);
    for (const one of this.#listed.values()) {
      for (const key of one.aliases.keys()) {
        if (owners.has(key)) one.aliases.delete(key);
        else owners.set(key, one);
      }
    }
    return [...this.#listed.values()];
  }

  notes(): readonly string[] {
    const entries = [...this.#listed.values()];
    const known = plural(entries.filter(({ ref }) => ref !== null).length, 'vendor');
    const unknown = entries.flatMap(({ ref, name }) => (ref === null ? [name] : []));
    const byName = unknown.length === 0 ? '' : `, ${unknown.length} searched for by name alone: ${firstOf(unknown)}`;
    const sources = [...new Set(Array.from(this.#read, shortSource))];
    const under = [...new Set(entries.flatMap((one) => one.under?.id ?? []))];
    const leftOut = Array.from(this.#leftOut, ([what, count]) => `${what} (${count})`);
    return [
      `read as ${this.#publication.name}: ${known} that netvet knows${byName}`,
      ...(under.length > 0 ? [`what a shipped list names comes under its rules: ${under.join(', ')}`] : []),
      ...(sources.length > 1 ? [`holds several sources (--list-source chooses): ${firstOf(sources, '; ')}`] : []),
      ...(leftOut.length > 0 ? [`left out: ${leftOut.join(', ')}`] : []),
      ...(this.#near.length > 0 ? [`near a known name, and taken for other vendors: ${firstOf(this.#near)}`] : []),
    ];
  }

  #leaveOut(what: string): void {
    this.#leftOut.set(what, (this.#leftOut.get(what) ?? 0) + 1);
  }

  #whyLeftOut(cellsOf: (key: PublishedKey) => readonly string[], sources: readonly string[]): string | null {
    const table = this.#knowledge.words.tables.publications;
    const [name] = cellsOf('vendor');
    if (name === undefined) return 'without a name';
    const isChosen = this.#sources.takes(sources);
    if (isChosen === false) return 'of other sources';
    const lower = name.toLowerCase();
    if (table.addresses.some((word) => lower.startsWith(word) && /^\s+\d/.test(lower.slice(word.length))))
      return 'addresses';
    const [kind = ''] = cellsOf('kind');
    for (const key of ['people', 'vessels', 'aircraft', 'others'] as const)
      if (table[key].includes(kind.toLowerCase())) return key === 'others' ? 'of other kinds' : key;
    const isOfPeople = sources.some((source) => this.#publication.people.includes(shortSource(source).toLowerCase()));
    return isOfPeople && isChosen === null ? 'people' : null;
  }

  #listedIn(cellsOf: (key: PublishedKey) => readonly string[], under: BanList | null, place: Place): Listed {
    const { name, aliases: short } = this.#withoutQuirks(cellsOf('vendor')[0] ?? '');
    const cells = cellsOf('aliases').flatMap((cell) => cell.split(/\s*[;\n]\s*/));
    let ref = this.#names.find(name);
    const isKnown = ref !== null;
    const aliases = new Map<string, string>();
    for (const alias of [...short, ...cells.map((cell) => this.#withoutQuirks(cell).name)]) {
      const found = this.#names.find(alias);
      ref ??= found;
      const words = wordsIn(fold(alias));
      if (found !== null || words.length === 0) continue;
      if (this.#isWeak(alias, words)) this.#leaveOut('weak aliases');
      else aliases.set(words.join(''), alias);
    }
    const key = wordsIn(fold(name)).join('');
    if (ref !== null && !isKnown) aliases.set(key, name);
    else aliases.delete(key);
    const { days } = this.#knowledge.words.tables;
    const [since, until] = [dayIn(cellsOf('since'), days), dayIn(cellsOf('until'), days)];
    const isSpan = since === null || until === null || since <= until;
    const [citation = null, reason = null] = [cellsOf('citation')[0], cellsOf('reason')[0]];
    return { ref, name, key, aliases, place, under, since: isSpan ? since : null, until, citation, reason };
  }

  /** One word of four letters or fewer, another maker, or what is in quotation marks (OFAC, questions 122 and 123). */
  #isWeak(alias: string, words: readonly string[]): boolean {
    const [word = '', more] = this.#knowledge.words.legalForms.strip(words);
    const isShort = more === undefined && word.length <= (ASCII.test(word) ? 4 : 1);
    return isShort || /^".*"$/.test(alias) || this.#knowledge.words.isOtherMaker(alias);
  }

  /** The affiliated entity is the listed party, `?` a lost apostrophe or blank, a short name in brackets an alias. */
  #withoutQuirks(printed: string): { readonly name: string; readonly aliases: readonly string[] } {
    const { affiliated, successors, alsoKnownAs } = this.#knowledge.words.tables.publications;
    let name = oneLine(printed.slice(0, MOST_PRINTED));
    const lower = name.toLowerCase();
    const ends = affiliated.flatMap((word) =>
      lower.includes(`${word}:`) ? lower.lastIndexOf(`${word}:`) + word.length + 1 : [],
    );
    const party = Math.max(0, ...ends);
    const rest = Math.min(...successors.map((phrase) => lower.indexOf(phrase, party)).filter((at) => at > 0));
    name = name.slice(party, rest).trim().replace(/\?s\b/g, "'s");
    name = name.replace(/(?<=\w)\?(?=\w)/g, ' ').replace(/[\s*;,]+$/, '');
    const aliases: string[] = [];
    for (let short = SHORT_NAME.exec(name); short !== null && short.index > 0; short = SHORT_NAME.exec(name)) {
      const [, inside = ''] = short;
      const known = alsoKnownAs.find((word) => inside.toLowerCase().startsWith(word));
      aliases.push(inside.slice(known?.length ?? 0).trim());
      name = name.slice(0, short.index).trim();
    }
    return { name: name.slice(0, LONGEST).trim(), aliases };
  }

  #gather(listed: Listed): void {
    const { ref, name, key, aliases, since, until } = listed;
    const id = `${listed.under?.id ?? ''} ${ref ?? `"${key}"`}`;
    const before = this.#listed.get(id);
    if (before === undefined) {
      this.#listed.set(id, listed);
      const near = ref === null ? this.#names.near(name) : null;
      if (near !== null) this.#near.push(`${name} (${near})`);
      return;
    }
    for (const [spelling, alias] of aliases) before.aliases.set(spelling, alias);
    if (before.since !== null && (since === null || since < before.since)) before.since = since;
    if (before.until !== null && (until === null || until > before.until)) before.until = until;
  }

  #newestEdition(): void {
    const newest = this.#rows.map(({ since }) => since ?? '').sort().at(-1); // prettier-ignore
    const first = new Map<string, string>();
    for (const { key, since } of this.#rows)
      if (since !== null && since <= (first.get(key) ?? since)) first.set(key, since);
    for (const row of this.#rows.splice(0)) {
      if ((row.since ?? '') !== newest) this.#leaveOut('of older editions');
      else this.#gather({ ...row, since: first.get(row.key) ?? row.since });
    }
  }
}

const headersOf = ({ columns, inInput }: Layout): readonly string[] =>
  columns.slice(0, inInput).map(({ name }) => headerKey(name));

const SHORT_NAME = /\s*\(([^()]*)\)\s*[.*]*$/;
/** More than any name with what stands around it; one of brackets alone takes a time that grows with its square. */
const MOST_PRINTED = 2_000;
const LONGEST = 200;

/** Words one blank apart, as nearly all texts are. */
const ONE_LINE = /^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/;

function oneLine(text: string): string {
  return ONE_LINE.test(text) ? text : text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
}

/** A day as publications write it: 2027-10-01, also with a time, or October 1, 2027. Null for what may be several. */
function dayIn([text = '']: readonly string[], words: WordTables['days']): string | null {
  const iso = text.slice(0, 10);
  if (isDay(iso)) return iso;
  const [day = null, other] = possibleDays(text, words);
  return other === undefined ? day : null;
}

/** The rule of what no shipped list names, beside the rules of those. */
const OWN_RULE = 'not-here';

const ruleId = (id: string, list: BanList, isOne: boolean): string => (isOne ? id : `${list.id}-${id}`);

/** An entry under the rules of its list; `isOne`: of the whole file. What a shipped entry says of the vendor holds. */
function entryOf({ ref, name, aliases, place, under, since, until, citation, reason }: Listed, isOne: boolean): Node {
  const shipped = under?.entries.find((entry) => ref !== null && entry.vendor === ref && entry.adoptedFrom === null);
  const rules = under === null ? [OWN_RULE] : (shipped?.rules ?? under.rules.map((rule) => rule.id));
  const held = shipped ?? under?.entries.find((entry) => entry.adoptedFrom === null);
  const { things, except } = shipped === undefined ? (under ?? NO_SCOPE) : (shipped.scopes[0] ?? NO_SCOPE);
  const text = (value: string | null): string | null => (value === null ? null : oneLine(value).slice(0, LONGEST));
  const others = Array.from(aliases.values(), (alias) => ({ name: text(alias), distinctive: 'no' }));
  const names = others.length === 0 ? null : others;
  const written = {
    ...(ref === null ? { vendor: { name: text(name), names } } : { vendor: { id: ref, names }, as: text(name) }),
    ...{ since: text(since), until: text(until), reason: text(reason), citation: text(citation), things, except },
    ...{ affiliates: held?.affiliates ?? null, which: shipped?.which ?? null, assumes: shipped?.assumes ?? null },
    // A name near a known one was seen, and is noted.
    exact: ref === null ? 'yes' : null,
    rules: isOne && under === null ? null : rules.map((id) => (under === null ? id : ruleId(id, under, isOne))),
  };
  return nodeOf(written, place);
}

const NO_SCOPE = { things: null, except: null };
