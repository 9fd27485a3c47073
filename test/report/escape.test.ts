import { execFileSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import {
  csvCell,
  csvLine,
  escapeHtml,
  escapeMarkdown,
  jsonText,
  logText,
  sarifText,
  shellWord,
  visible,
  workflowData,
  workflowProperty,
} from '../../src/report/escape.ts';
import { HOSTILE } from '../fixtures/report/hostile.ts';
import { posixTest } from '../posix.ts';
import { runsOf, seeded } from '../seeded.ts';
import { unseenIn } from './unseen.ts';

const cells = Object.entries(HOSTILE);

describe('visible', () => {
  test.each([
    ['plain, with spaces: ok?', 'plain, with spaces: ok?'],
    ['one\ntwo\r\n\tthree', 'one\\ntwo\\r\\n\\tthree'],
    ['\u001b[2J', '\\x1b[2J'],
    ['\u0000\u007f\u009b', '\\x00\\x7f\\x9b'],
    ['a\u202eb', 'a\\u202eb'],
    ['\u2066x\u2069', '\\u2066x\\u2069'],
    ['a\u200bb\u00adc\ufeff', 'a\\u200bb\\xadc\\ufeff'],
    ['\u2028\u2029', '\\u2028\\u2029'],
    ['\u{e0041}', '\\u{e0041}'],
    ['\ud800x\udfff', '\\ud800x\\udfff'],
    ['\ufffe\uffff', '\\ufffe\\uffff'],
    ['\u3164\u115f', '\\u3164\\u115f'],
    ['海康威视 Zürich é', '海康威视 Zürich é'],
    ['\u26a0\ufe0f', '\u26a0\ufe0f'],
  ])('%j', (cell, shown) => {
    expect(visible(cell)).toBe(shown);
  });
});

describe('jsonText', () => {
  test.each(cells)('%s comes back the same and shows nothing raw', (_, cell) => {
    const text = jsonText({ [cell]: [cell] });
    expect(unseenIn(text)).toEqual([]);
    expect(JSON.parse(text)).toEqual({ [cell]: [cell] });
  });
});

test.each([
  ['::error::x', '\\x3a:error::x'],
  ['a ::error file=x,line=1::b', 'a \\x3a:error file=x,line=1::b'],
  ['a::stop-commands::t', 'a\\x3a:stop-commands::t'],
  ['fe80::1', 'fe80::1'],
  ['fe80::abcd:1', 'fe80::abcd:1'],
  ['a ##[group]x', 'a \\x23#[group]x'],
  ['##vso[task.setvariable]', '\\x23#vso[task.setvariable]'],
  ['##teamcity[x]', '\\x23#teamcity[x]'],
  ['C## [x]', 'C## [x]'],
])('logText of %j is no command to a CI job', (text, shown) => {
  expect(logText(text)).toBe(shown);
});

describe('shellWord', () => {
  test.each([
    ['site.csv:13', 'site.csv:13'],
    ['vendor=#3', 'vendor=#3'],
    ['#3', '"#3"'],
    ['', '""'],
    [';', '";"'],
    ['vendor=Make;id', '"vendor=Make;id"'],
    ["l'hôtel & co.csv:2", `"l'hôtel & co.csv:2"`],
    ['C:\\stock list\\a.csv:2', '"C:\\stock list\\a.csv:2"'],
    ['\\\\server\\a.csv', `'\\\\server\\a.csv'`],
    ['a\\', `'a\\'`],
    ['$(id) `id`', "'$(id) `id`'"],
    [`it's "5%"!`, `'it'\\''s "5%"!'`],
    ['\u201d; calc', "'\u201d; calc'"],
  ])('%j', (argument, written) => {
    expect(shellWord(argument)).toBe(written);
  });

  posixTest('sh reads what was meant, whatever it holds', () => {
    const sent = Array.from(';&|<>()$`\\"\'*?[#~=%!{}\n', (one) => `a${one}${one} b'${one}`);
    const read = execFileSync('sh', ['-c', `printf '%s\\0' ${sent.map(shellWord).join(' ')}`], { encoding: 'utf8' });
    expect(read.split('\0')).toEqual([...sent, '']);
  });
});

describe('csvCell', () => {
  test.each([
    ['plain', 'plain'],
    ['a,b', '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ['=1+1', `"'=1+1"`],
    ['+1', `"'+1"`],
    ['-1', `"'-1"`],
    ['@SUM(A1)', `"'@SUM(A1)"`],
    ['\t=1', `"'\\t=1"`],
    ['\r=1', `"'\\r=1"`],
    [' =1', `"' =1"`],
    ['\uff1d1', `"'\uff1d1"`],
    ['two\nlines', 'two\\nlines'],
    [' padded ', '" padded "'],
    ['', ''],
  ])('%j', (cell, written) => {
    expect(csvCell(cell)).toBe(written);
  });

  test('quotes the delimiter it is written with', () => {
    expect(csvCell('a;b', ';')).toBe('"a;b"');
    expect(csvCell('a,b', ';')).toBe('a,b');
  });

  test.each([
    ["x;=cmd|' /C calc'!A0", ',', "x;'=cmd|' /C calc'!A0"],
    ['x; +1;-1', ',', "x; '+1;'-1"],
    ['x,=1', ',', '"x,=1"'],
    ['x,=1', ';', "x,'=1"],
    ['x;=1', ';', '"x;=1"'],
    ['a; b;c', ',', 'a; b;c'],
  ])('%j is no formula for a spreadsheet that separates by something else than %j', (cell, delimiter, written) => {
    expect(csvCell(cell, delimiter)).toBe(written);
  });

  test('a line ends with one line feed', () => {
    expect(csvLine(['a', '', 'b,c'])).toBe('a,,"b,c"\n');
  });
});

describe('escapeHtml', () => {
  test.each([
    ['<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;'],
    ['"><img onerror=x>', '&quot;&gt;&lt;img onerror=x&gt;'],
    [`' & "`, '&#39; &amp; &quot;'],
    [']]>\u0000\ufffe', ']]&gt;\\x00\\ufffe'],
    ['half \ud800', 'half \\ud800'],
  ])('%j', (cell, written) => {
    expect(escapeHtml(cell)).toBe(written);
    expect(escapeHtml(cell)).toBe(written);
  });
});

describe('escapeMarkdown', () => {
  test.each([
    ['a | b', 'a \\| b'],
    ['`code`', '\\`code\\`'],
    ['**bold** _it_ ~~no~~', '\\*\\*bold\\*\\* \\_it\\_ \\~\\~no\\~\\~'],
    ['[a](http://x)', '\\[a\\]\\(http&#58;//x\\)'],
    ['![i](x)', '\\!\\[i\\]\\(x\\)'],
    ['<b>&amp;', '&lt;b&gt;&amp;amp;'],
    ['two\nlines', 'two\\\\nlines'],
    ['www.evil.example', 'www&#46;evil.example'],
    ['@all #1', '&#64;all \\#1'],
    ['$x$', '\\$x\\$'],
    ['back\\slash', 'back\\\\slash'],
  ])('%j', (cell, written) => {
    expect(escapeMarkdown(cell)).toBe(written);
  });
});

describe('workflow commands', () => {
  test.each([
    ['50% off', '50%25 off', '50%25 off'],
    ['a:b,c', 'a:b,c', 'a%3Ab%2Cc'],
    ['x\r\n::error::y', 'x\\r\\n::error::y', 'x\\r\\n%3A%3Aerror%3A%3Ay'],
    ['%0A::error::', '%250A::error::', '%250A%3A%3Aerror%3A%3A'],
  ])('%j', (cell, data, property) => {
    expect(workflowData(cell)).toBe(data);
    expect(workflowProperty(cell)).toBe(property);
  });
});

test('a SARIF message holds no link', () => {
  expect(sarifText('[click](http://x) \\')).toBe('\\[click\\](http://x) \\\\');
});

test.each(cells)('no escape lets %s through', (_, cell) => {
  const escapes = [visible, csvCell, escapeHtml, escapeMarkdown, workflowData, workflowProperty, sarifText];
  for (const escape of escapes) expect(unseenIn(escape(cell))).toEqual([]);
});

test('a cell without a comma is written as it would be between tabs', () => {
  const { int, pick } = seeded(29);
  const runs = runsOf(20_000);
  for (let run = 0; run < runs; run += 1) {
    const text = Array.from({ length: int(5) }, () => pick(['a', 'Z', '0', ' ', '=', '-', '@', '"', ';', '!', '\n', 'é', '\u202e', '~'])).join(''); // prettier-ignore
    expect([text, csvCell(text)]).toEqual([text, csvCell(text, '\t')]);
  }
});
