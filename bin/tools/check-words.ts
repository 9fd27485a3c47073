// What is wrong with the tables of data/words beyond what each may hold: words that stand twice or mean two things, and
// patterns that do not do what their examples say.
import { formatPlace, type Place } from '../../src/core/errors.ts';
import { HEADER_MEANINGS } from '../../src/core/layout.ts';
import { wordsOf } from '../../src/words/columns.ts';
import { decoderOf } from '../../src/words/decodings.ts';
import { headers, joined, lowerCase, phrases, type ByLanguage } from '../../src/words/forms.ts';
import { wholly } from '../../src/words/look-up.ts';
import { noNameOf } from '../../src/words/no-name.ts';
import { TABLES, type RawWords, type WordTables } from '../../src/words/tables.ts';
import type { Reading } from '../../src/yaml/read.ts';

type Table<K extends keyof RawWords> = NonNullable<RawWords[K]>;
type Item = string | { readonly name: string };

/** Adds a problem for each mistake in tables whose shapes are right. */
export function checkWords(raw: RawWords, reading: Reading): void {
  checkLists(raw, reading);
  checkMeanings(raw, reading);
  const { configs, decodings, 'no-name': noName } = raw;
  if (configs !== undefined) checkConfigs(configs, reading);
  if (decodings !== undefined) checkDecodings(decodings, reading);
  if (noName !== undefined) checkNoName(noName, TABLES['no-name'].compile(noName), reading);
}

/** Adds a problem for words that are there twice in one list, wherever it stands. */
function checkLists(value: unknown, reading: Reading): void {
  if (typeof value !== 'object' || value === null) return;
  const isList = Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string');
  if (isList) checkOnce([[null, value]], (word) => word.toLowerCase(), reading);
  else for (const inner of Object.values(value)) checkLists(inner, reading);
}

/** Adds a problem for words that compare as the same one: in lists of different meanings, or in one of no meaning. */
function checkOnce(
  lists: readonly (readonly [means: string | null, list: readonly Item[]])[],
  keyOf: (word: string) => string,
  reading: Reading,
): void {
  const before = new Map<string, { means: string | null; word: string; place: Place | null }>();
  for (const [means, list] of lists)
    for (const [index, item] of list.entries()) {
      const word = typeof item === 'string' ? item : item.name;
      const place = typeof item === 'string' ? reading.at(list, index) : reading.at(item);
      const first = before.get(keyOf(word));
      if (first === undefined) before.set(keyOf(word), { means, word, place });
      else if (first.means !== means || means === null) {
        const where = first.place === null ? '' : ` at ${formatPlace(first.place)}`;
        const twice = `"${word}" is there twice: it compares the same as "${first.word}"${where}`;
        const message = means === null ? twice : `"${word}" means ${means} here and ${first.means ?? ''}${where}`;
        reading.addProblem(place, message, means === null ? null : 'take one of the two out');
      }
    }
}

/** Words that mean two things. */
function checkMeanings(raw: RawWords, reading: Reading): void {
  const { headers: header, secrets, people, services, makers } = raw;
  type Words = ByLanguage | readonly Item[] | undefined;
  const apart = ({ key }: typeof headers, ...meanings: readonly (readonly [means: string, words: Words])[]): void => {
    const lists = meanings.flatMap(([means, words = []]) =>
      (words instanceof Array ? [words] : wordsOf(words)).map((list) => [means, list] as const),
    );
    checkOnce(lists, key, reading);
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
  apart(joined, ['a vendor', makers?.makers], ['a registered vendor', makers?.registered]);
  for (const sourced of [makers?.registered, makers?.resellers, makers?.makers])
    checkOnce([[null, sourced ?? []]], joined.key, reading);
  reading.distinct(raw.categories ?? [], 'taken by another category');
}

/** Adds a problem for each text of a list of which something is wrong. */
function checkTexts(list: readonly string[], reading: Reading, wrong: (text: string) => string | null): void {
  for (const [index, text] of list.entries()) {
    const message = wrong(text);
    if (message !== null) reading.wrong(list, index, message);
  }
}

/** Examples no pattern knows, patterns without one, and lines that a pattern should not know. */
function checkConfigs({ systems, lines, ...rest }: Table<'configs'>, reading: Reading): void {
  const groups = systems.map((system) => ({ patterns: [system.surely, system.marks], ...system }));
  for (const { patterns, examples, not } of [...groups, { patterns: [lines], ...rest }]) {
    const any = wholly(patterns.flat());
    const isShown = (pattern: string): boolean => examples.some((example) => wholly([pattern]).test(example));
    for (const list of patterns)
      checkTexts(list, reading, (pattern) => (isShown(pattern) ? null : `"${pattern}" has no example`));
    checkTexts(examples, reading, (text) => (any.test(text) ? null : `no pattern knows "${text}"`));
    checkTexts(not, reading, (text) => (any.test(text) ? `a pattern knows "${text}"` : null));
  }
}

/** Examples that are not decoded as they say. */
function checkDecodings(raw: Table<'decodings'>, reading: Reading): void {
  const read = decoderOf(TABLES.decodings.compile(raw));
  for (const form of raw.forms) {
    for (const example of form.examples) {
      if (!/[&\\%=<]/.test(example.text)) reading.wrong(example, null, `"${example.text}" holds none of & \\ % = <`);
      const decoded = read(example.text);
      if (decoded !== example.says) reading.wrong(example, null, `"${example.text}" is decoded as "${decoded}"`);
    }
    checkTexts(form.not, reading, (text) => (read(text) === text ? null : `"${text}" is decoded as "${read(text)}"`));
  }
}

/** Examples that are not what they say, by their own pattern. */
function checkNoName({ forms }: Table<'no-name'>, compiled: WordTables['no-name'], reading: Reading): void {
  const noName = noNameOf(compiled, []);
  for (const { is, examples, not } of forms) {
    const readAs = (cell: string): string => `"${cell}" is read as ${noName.kindOf(cell) || 'a name'}`;
    checkTexts(examples, reading, (cell) => (noName.kindOf(cell) === is ? null : readAs(cell)));
    checkTexts(not, reading, (cell) => (noName.kindOf(cell) === is ? readAs(cell) : null));
  }
}
