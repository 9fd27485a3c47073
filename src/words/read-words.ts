import { suggest } from '../core/distance.ts';
import type { Place } from '../core/errors.ts';
import { formatPlace } from '../core/errors.ts';
import type { TextFile } from '../yaml/parse.ts';
import type { Reading } from '../yaml/read.ts';
import { readFile } from '../yaml/read.ts';
import { headerKey, joinedKey, phraseKey } from './columns.ts';
import type { RawWords, TableName, ByLanguage, Language } from './shapes.ts';
import { TABLE_NAMES, WORD_SHAPES, LANGUAGES, MEANINGS } from './shapes.ts';

/** The table that a path is the file of; null for any other file. */
export function tableOf(path: string): TableName | null {
  const name = /(?:^|[/\\])words[/\\]([^/\\]+)\.ya?ml$/i.exec(path)?.[1];
  return TABLE_NAMES.find((table) => table === name) ?? null;
}

/** Whether a file stands in a folder of word tables. */
export function isWordFile(path: string): boolean {
  return /(?:^|[/\\])words[/\\][^/\\]+$/.test(path);
}

/** Reads word tables and checks each, and all against each other. */
export function readWords(files: readonly TextFile[], reading: Reading): RawWords {
  const raw: Partial<Record<TableName, unknown>> = {};
  for (const file of files) {
    const table = tableOf(file.path);
    if (table === null) {
      const name = /([^/\\]*?)(?:\.ya?ml)?$/i.exec(file.path)?.[1] ?? '';
      reading.complain(
        { file: file.path, line: null, column: null },
        `${name} is not a word table`,
        suggest(name, TABLE_NAMES),
      );
      continue;
    }
    const value = readFile<unknown>(file, WORD_SHAPES[table], reading);
    if (value !== undefined) raw[table] = value;
  }
  checkWords(raw as RawWords, reading);
  return raw as RawWords;
}

/** A word of a table, and what it means there. */
interface Given {
  readonly word: string;
  readonly means: string;
  readonly language: Language | null;
  readonly place: Place | null;
}

/** Words that mean two things, or stand twice under one. The same word may stand under several languages. */
export function checkWords(raw: RawWords, reading: Reading): void {
  const words = (by: ByLanguage | undefined, means: string): readonly Given[] =>
    LANGUAGES.flatMap((language) => given(by?.[language], means, language, reading));
  const list = (items: readonly string[] | undefined, means: string): readonly Given[] =>
    given(items, means, null, reading);
  const exclusive = (key: (word: string) => string, ...all: readonly (readonly Given[])[]): void => {
    complainOfClashes(all.flat(), key, reading);
  };
  const { headers, secrets, people, services, negation, countries } = raw;

  exclusive(
    headerKey,
    ...MEANINGS.map((meaning) => words(headers?.[meaning], meaning)),
    words(secrets?.headers, 'a secret'),
    words(people?.headers, 'a person'),
  );
  exclusive(
    headerKey,
    ...MEANINGS.map((meaning) => words(headers?.[meaning], meaning)),
    words(secrets?.words, 'a secret'),
    words(people?.words, 'a person'),
  );
  exclusive(headerKey, words(secrets?.parts, 'a secret'), words(people?.parts, 'a person'));
  exclusive((word) => word.toLowerCase(), words(raw['no-value'], 'no value'));
  exclusive(phraseKey, words(raw.cells?.answers, 'an answer'));
  exclusive(phraseKey, words(raw.cells?.states, 'a state'));
  exclusive(phraseKey, words(services?.software.words, 'software'), words(services?.service.words, 'a service'));
  exclusive(phraseKey, words(services?.software.ends, 'software'), words(services?.service.ends, 'a service'));
  for (const [key, by] of Object.entries(negation ?? {})) exclusive(phraseKey, words(by, key));
  exclusive(phraseKey, words(raw.labels, 'a label'));
  exclusive(phraseKey, words(raw.hosts, 'a host'));
  exclusive(phraseKey, words(raw.models?.every, 'every model'));
  exclusive(phraseKey, words(raw.models?.range, 'a range of models'));
  exclusive((word) => word.toLowerCase(), list(raw.platforms?.platforms, 'a platform'));
  const makers = (all: readonly { readonly name: string }[] | undefined, means: string): readonly Given[] =>
    (all ?? []).map((maker) => ({ word: maker.name, means, language: null, place: reading.at(maker) }));
  exclusive(joinedKey, makers(raw.makers?.makers, 'a vendor'), makers(raw.makers?.registered, 'a registered vendor'));
  exclusive(joinedKey, ...(countries?.countries ?? []).map(({ code, also }) => list(also, code)));
  exclusive(joinedKey, ...(countries?.countries ?? []).map(({ code, names }) => list(names, code)));
  for (const sources of [raw['json-keys']?.device, raw['json-keys']?.neighbour]) {
    exclusive(
      (path) => path.toLowerCase(),
      ...(sources ?? []).map(({ fields }) => Object.entries(fields).flatMap(([field, paths]) => list(paths, field))),
    );
  }
  const ids = new Set<string>();
  for (const category of raw.categories ?? []) {
    if (ids.has(category.id)) reading.complain(reading.at(category, 'id'), `duplicate id ${category.id}`);
    ids.add(category.id);
  }
}

function given(
  items: readonly string[] | undefined,
  means: string,
  language: Language | null,
  reading: Reading,
): readonly Given[] {
  return (items ?? []).map((word, index) => ({ word, means, language, place: reading.at(items ?? [], index) }));
}

function complainOfClashes(all: readonly Given[], key: (word: string) => string, reading: Reading): void {
  const before = new Map<string, Given>();
  for (const one of all) {
    const first = before.get(key(one.word));
    before.set(key(one.word), first ?? one);
    if (first === undefined) continue;
    const where = first.place === null ? '' : ` at ${formatPlace(first.place)}`;
    if (first.means !== one.means) {
      reading.complain(
        one.place,
        `"${one.word}" means ${one.means} here and ${first.means}${where}`,
        'take one of the two out',
      );
    } else if (first.language === one.language) {
      reading.complain(one.place, `"${one.word}" is there twice: it compares the same as "${first.word}"${where}`);
    }
  }
}
