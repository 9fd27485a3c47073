import { suggest } from '../core/distance.ts';
import { wholeFile } from '../core/errors.ts';
import { HEADER_MEANINGS } from '../core/fields.ts';
import type { TextFile } from '../yaml/parse.ts';
import { readFile, type Reading } from '../yaml/read.ts';
import { checkOnce, wordsOf, type Part, type RawOf } from './columns.ts';
import { checkDecodings } from './decodings.ts';
import { headers, joined, lowerCase, phrases, type ByLanguage, type Form } from './forms.ts';
import { wholly } from './look-up.ts';
import { checkNoName } from './no-name.ts';
import { TABLES, TABLE_NAMES, type RawWords, type TableName, type WordTables } from './tables.ts';

/** The table that a path is the file of; null for any other file. */
export function tableOf(path: string): TableName | null {
  const name = /(?:^|[/\\])words[/\\]([^/\\]+)\.ya?ml$/i.exec(path)?.[1];
  return TABLE_NAMES.find((table) => table === name) ?? null;
}

/** Reads word tables and checks each, and all against each other. */
export function readWords(files: readonly TextFile[], reading: Reading): RawWords {
  const raw: Partial<Record<TableName, unknown>> = {};
  for (const file of files) {
    const table = tableOf(file.path);
    if (table === null) {
      const name = /([^/\\]*?)(?:\.ya?ml)?$/i.exec(file.path)?.[1] ?? '';
      reading.addProblem(wholeFile(file.path), `${name} is not a word table`, suggest(name, TABLE_NAMES));
      continue;
    }
    const part: Part = TABLES[table];
    const value = readFile(file, part.key.shape, reading);
    if (value === undefined) continue;
    part.check(value, reading);
    raw[table] = value;
  }
  const { configs, decodings, 'no-name': noName } = raw as RawWords;
  if (reading.problems.length === 0) {
    if (configs !== undefined) checkConfigs(configs, reading);
    if (decodings !== undefined) checkDecodings(decodings, reading);
    if (noName !== undefined) checkNoName(noName, TABLES['no-name'].compile(noName), reading);
  }
  checkMeanings(raw as RawWords, reading);
  return raw as RawWords;
}

/** Works out the forms in which words are compared. What has no file has no words. The files must have been checked. */
export function compileWords(raw: RawWords): WordTables {
  const compiled = (name: TableName, part: Part): unknown => part.compile(raw[name] ?? part.key.fallback);
  return Object.fromEntries(TABLE_NAMES.map((name) => [name, compiled(name, TABLES[name])])) as WordTables;
}

/** Words that mean two things. */
function checkMeanings(
  { headers: header, secrets, people, services, makers, ...raw }: RawWords,
  reading: Reading,
): void {
  const apart = (
    form: Form,
    ...meanings: readonly (readonly [means: string, words: ByLanguage | readonly string[] | undefined])[]
  ): void => {
    const lists = meanings.flatMap(([means, words = []]) =>
      (words instanceof Array ? [words] : wordsOf(words)).map((list) => [means, list] as const),
    );
    checkOnce(lists, form, reading);
  };
  const columns = HEADER_MEANINGS.map((meaning) => [meaning, header?.[meaning]] as const);
  apart(headers, ...columns, ['a secret', secrets?.headers], ['a person', people?.headers]);
  apart(headers, ...columns, ['a secret', secrets?.words], ['a person', people?.words]);
  apart(headers, ['a secret', secrets?.parts], ['a person', people?.parts]);
  apart(phrases, ['software', services?.software.words], ['a service', services?.service.words]);
  apart(phrases, ['software', services?.software.ends], ['a service', services?.service.ends]);
  const { countries = [] } = raw.countries ?? {};
  apart(joined, ...countries.map(({ code, also }) => [code, also] as const));
  apart(joined, ...countries.map(({ code, names }) => [code, names] as const));
  for (const sources of [raw['json-keys']?.device, raw['json-keys']?.neighbour])
    apart(lowerCase, ...(sources ?? []).flatMap(({ fields }) => Object.entries(fields)));
  const { makers: others = [], registered = [] } = makers ?? {};
  checkOnce([['a vendor', others] as const, ['a registered vendor', registered] as const], joined, reading);
  reading.distinct(raw.categories ?? [], 'taken by another category');
}

/** Adds a problem for examples no pattern knows, patterns without one, and lines that a pattern should not know. */
function checkConfigs({ systems, lines, ...rest }: RawOf<(typeof TABLES)['configs']>, reading: Reading): void {
  const groups = systems.map((system) => ({ patterns: [system.surely, system.marks], ...system }));
  for (const { patterns, examples, not } of [...groups, { patterns: [lines], ...rest }]) {
    const any = wholly(patterns.flat());
    const isShown = (pattern: string): boolean => examples.some((example) => wholly([pattern]).test(example));
    for (const list of patterns)
      reading.texts(list, (pattern) => (isShown(pattern) ? null : `"${pattern}" has no example`));
    reading.texts(examples, (text) => (any.test(text) ? null : `no pattern knows "${text}"`));
    reading.texts(not, (text) => (any.test(text) ? `a pattern knows "${text}"` : null));
  }
}
