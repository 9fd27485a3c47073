import { expect, test } from '@jest/globals';
import { checkWords } from '../../bin/tools/check-words.ts';
import { formatProblem } from '../../src/core/errors.ts';
import { wordsFrom, type Words } from '../../src/words/words.ts';
import { categoryCells } from '../../src/identify/kinds/category.ts';
import { readDataFolder } from '../../src/knowledge/data.ts';
import { compileWords, readWords } from '../../src/words/tables.ts';
import { Reading } from '../../src/yaml/read.ts';

const shipped = readDataFolder('data').words;

/** Tables, one of them with a text replaced, and what is wrong with them. */
function read(files: typeof shipped, table: string, from: string, to: string) {
  const reading = new Reading();
  const raw = readWords(
    files.map((file) => {
      if (!file.path.endsWith(`/${table}.yaml`)) return file;
      expect(file.text).toContain(from);
      return { ...file, text: file.text.replace(from, to) };
    }),
    reading,
  );
  if (reading.problems.length === 0) checkWords(raw, reading);
  return { raw, problems: reading.problems.map(formatProblem) };
}

/** The shipped tables with one text of one of them replaced, and what is wrong with them. */
function changed(table: string, from: string, to: string) {
  const { raw, problems } = read(shipped, table, from, to);
  return { words: wordsFrom(compileWords(raw)), problems };
}

/** What is wrong with a table, by itself and against those whose words stand in headers. */
function mistakes(table: string, from: string, to: string): readonly string[] {
  const names = ['headers', 'secrets', 'people', table].map((name) => `/${name}.yaml`);
  const some = shipped.filter(({ path }) => names.some((name) => path.endsWith(name)));
  return read(some, table, from, to).problems;
}

const fieldsOf = (header: string, words: Words) => words.headers.read(header)?.fields;

test('no line of a table is longer than 120 characters, but for a phrase', () => {
  const long = shipped.flatMap(({ path, text }) =>
    text
      .split('\n')
      .flatMap((line, index) => (line.length > 120 && !line.includes('|') ? [`${path}:${index + 1}`] : [])),
  );
  expect(long).toEqual([]);
});

// The words that these tests add are of no language, so that nobody ever adds them to the tables themselves.
test('a header in another language is one line', () => {
  const { words, problems } = changed('headers', 'de: [hersteller,', 'de: [Quäxmacher, hersteller,');
  expect(problems).toEqual([]);
  expect(fieldsOf('QUÄXMACHER', words)).toEqual(['vendor']);
  expect(fieldsOf('Quaxmacher', words)).toEqual(['vendor']);
});

test('a secret is one line, wherever it stands', () => {
  const { words } = changed('secrets', 'tr: [şifre, sifre', 'tr: [gizli quax, şifre, sifre');
  expect(words.secrets.without('gizli quax: 1234, Huawei')).toBe('gizli quax: ***, Huawei');
  const header = changed('secrets', 'tr: [', 'tr: [gizliquax, ');
  expect(header.problems).toEqual([]);
  expect(fieldsOf('Gizliquax', header.words)).toEqual(['withheld']);
});

test('a category word and a platform word are one line', () => {
  const { words } = changed('categories', 'de: [Drohne(n|)', 'de: [Quax-Flieger, Drohne(n|)');
  expect(categoryCells(words.kinds).in('ein quaxflieger')).toEqual([{ category: 'drone', matched: 'quaxflieger' }]);
  expect(changed('platforms', 'hw_vrp,', 'hw_vrp, quax_os,').words.isPlatform('quax_os_ssh')).toBe(true);
});

test.each([
  [
    'headers',
    'de: [hersteller,',
    'de: [Modell, hersteller,',
    /^data\/words\/headers\.yaml:\d+:\d+: "modell" means model here and vendor at data\/words\/headers\.yaml:\d+:\d+ \(/,
  ],
  [
    'headers',
    'de: [hersteller,',
    'de: [HERSTELLER, hersteller,',
    /is there twice: it compares the same as "HERSTELLER" at/,
  ],
  ['headers', 'de: [hersteller,', 'de: [passwort, hersteller,', /"passwort" means a secret here and vendor at/],
  [
    'people',
    'de:\n    [\n      benutzer,',
    'de:\n    [\n      Modell,\n      benutzer,',
    /means a person here and model at/,
  ],
  ['headers', 'vendor:\n', 'vendro:\n', /unknown key vendro \(did you mean vendor\?\)/],
  ['headers', '  de: [hersteller,', '  deu: [hersteller,', /unknown key deu \(did you mean de\?\)/],
  ['categories', 'Drohne(n|)', 'Drohne(n|', /"Drohne\(n\|" is not a phrase/],
  ['no-name', 'not: [www.slavel.ru,', 'not: ["ftp://x", www.slavel.ru,', /"ftp:\/\/x" is read as a web address/],
  ['decodings', 'says: Huawei S5720', 'says: Huawei', /"Huawei%20S5720" is decoded as "Huawei S5720"/],
  ['decodings', "'&#(\\d{2,7});'", "'&#(\\d{2,7};'", /"&#.* is not a regular expression/],
  ['no-value', 'nl: [onbekend,', 'nl: [onbekend, ONBEKEND,', /is there twice/],
])('a mistake in %s: %s -> %s', (table, from, to, message) => {
  expect(mistakes(table, from, to).join('\n')).toMatch(message);
});

test('a file of no table is an error with the nearest name', () => {
  const reading = new Reading();
  readWords([{ path: 'data/words/header.yaml', text: 'vendor: {en: [maker]}' }], reading);
  expect(reading.problems.map(formatProblem)).toEqual([
    'data/words/header.yaml: header is not a word table (did you mean headers?)',
  ]);
});
