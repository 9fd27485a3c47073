import { fold, slug, squeeze } from '../core/text.ts';
import type { BanList } from '../knowledge/ban-list.ts';
import type { VendorNames } from '../knowledge/vendor-names.ts';

export interface Entry {
  /** An id, or null for a vendor that netvet does not know. */
  readonly ref: string | null;
  readonly name: string;
  readonly aliases: Set<string>;
  since: string | null;
  until: string | null;
  citation: string | null;
  reason: string | null;
}

/** One row of a publication. */
export interface Listed extends Omit<Entry, 'ref' | 'aliases'> {
  readonly aliases: readonly string[];
}

/** As names are compared with each other. */
function keyOf(name: string): string {
  return squeeze(fold(name));
}

/** Rows of a table in which each edition repeats all that hold, and older ones stay. */
export class Editions {
  readonly #rows: Listed[] = [];

  add(listed: Listed): void {
    this.#rows.push(listed);
  }

  get size(): number {
    return this.#rows.length;
  }

  newest(skip: (why: string) => void): readonly Listed[] {
    const newest = this.#rows.map(({ since }) => since ?? '').sort().at(-1); // prettier-ignore
    const first = new Map<string, string>();
    for (const { name, since } of this.#rows) {
      const before = first.get(slug(name));
      if (since !== null && (before === undefined || since < before)) first.set(slug(name), since);
    }
    return this.#rows.flatMap((row) => {
      if ((row.since ?? '') === newest) return [{ ...row, since: first.get(slug(row.name)) ?? row.since }];
      skip('of an older edition');
      return [];
    });
  }
}

/** Entries by vendor: rows of one company become one. */
export class Gathered {
  readonly near: string[] = [];
  readonly #names: VendorNames;
  readonly #byKey = new Map<string, Entry>();

  constructor(names: VendorNames) {
    this.#names = names;
  }

  get size(): number {
    return this.#byKey.size;
  }

  /** Each alias with one entry only: a name points at one vendor. */
  get entries(): readonly Entry[] {
    const entries = [...this.#byKey.values()];
    const owners = new Map(entries.filter(({ ref }) => ref === null).map((entry) => [keyOf(entry.name), entry]));
    for (const entry of entries) {
      for (const alias of entry.aliases) {
        const owner = owners.get(keyOf(alias));
        if (owner === undefined) owners.set(keyOf(alias), entry);
        else if (owner !== entry || keyOf(alias) === keyOf(entry.name)) entry.aliases.delete(alias);
      }
    }
    return entries;
  }

  add({ name, aliases: given, since, until, citation, reason }: Listed): void {
    let aliases = given;
    if (name === '' || slug(name) === '') return;
    const ref = [name, ...aliases].map((one) => this.#names.find(one)).find((one) => one !== null) ?? null;
    // Of a known vendor the names that netvet does not know are taught, in whatever order they were given.
    if (ref !== null) aliases = [name, ...aliases].filter((one) => this.#names.find(one) === null);
    const key = ref ?? `new ${keyOf(name)}`;
    const before = this.#byKey.get(key);
    if (before === undefined) {
      if (ref === null && this.#names.near(name) !== null) this.near.push(name);
      this.#byKey.set(key, { ref, name, aliases: new Set(aliases), since, until, citation, reason });
      return;
    }
    for (const alias of ref === null ? [name, ...aliases] : aliases)
      if (alias !== before.name || ref !== null) before.aliases.add(alias);
    if (before.since !== null && (since === null || since < before.since)) before.since = since;
    if (before.until !== null && (until === null || until > before.until)) before.until = until;
  }
}

/** The rules of the list that the new one is as. */
function rulesOf({ rules }: BanList): readonly string[] {
  return rules.map(({ id, effect, mayNot, from }) => {
    const day = from === null ? '' : `, from: ${from}`;
    return `{id: ${id}, effect: ${effect}, mayNot: ${quoted(mayNot)}${day}}`;
  });
}

/** What is only named by its source: whom that binds it does not say. */
const NOT_ABOUT_YOU = '{id: named, effect: about-others, mayNot: be dealt with as its source says}';

/** The list as a file. */
export function yamlOf(
  id: string,
  path: string,
  entries: readonly Entry[],
  { from, as }: { readonly from: string; readonly as: string | null },
  like: BanList | null,
): string {
  const head = [
    '# yaml-language-server: $schema=list.schema.json',
    `# Made by netvet lists import from ${oneLine(path)} (${from}): check it before you rely on it.`,
    `id: ${id}`,
    `title: ${quoted(like === null ? `Imported from ${path}` : `${like.title}, imported`)}`,
    ...(like?.jurisdiction == null ? [] : [`jurisdiction: ${like.jurisdiction}`]),
    ...(like?.binds == null ? [] : [`binds: ${quoted(like.binds)}`]),
    ...(like?.url == null ? [] : [`url: ${quoted(like.url)}`]),
    ...(as === null ? [] : [`note: ${quoted(`rules as ${as} has them`)}`]),
    `rules: [${(like === null || like.rules.length === 0 ? [NOT_ABOUT_YOU] : rulesOf(like)).join(', ')}]`,
    'entries:',
  ];
  return [...head, ...entries.map((entry) => `  - ${entryText(entry)}`), ''].join('\n');
}

function entryText({ ref, name, aliases, since, until, citation, reason }: Entry): string {
  const others = [...aliases].filter((alias) => slug(alias) !== '' && (ref !== null || slug(alias) !== slug(name)));
  const items = others.map((alias) => `{name: ${quoted(alias)}, distinctive: false}`);
  const names = items.length === 0 ? '' : `, names: [${items.join(', ')}]`;
  const known = ref !== null && names !== '' ? `{id: ${ref}${names}}` : ref;
  const vendor = known ?? `{name: ${quoted(name)}, distinctive: false${names}}`;
  const parts = [
    `vendor: ${vendor}`,
    ...(ref === null ? [] : [`as: ${quoted(name)}`]),
    ...(since === null ? [] : [`since: ${since}`]),
    ...(until === null ? [] : [`until: ${until}`]),
    ...(reason === null ? [] : [`reason: ${quoted(reason)}`]),
    ...(citation === null ? [] : [`citation: ${quoted(citation)}`]),
  ];
  return `{${parts.join(', ')}}`;
}

/** A text of somebody else's as YAML, in one line and of a length that the shapes take. */
function quoted(text: string): string {
  return `'${oneLine(text).slice(0, 200).trim().replaceAll("'", "''")}'`;
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
}
