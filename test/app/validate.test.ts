import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';

import { formatProblem } from '../../src/core/errors.ts';
import { diskFiles } from '../../src/app/disk.ts';
import { readListFiles } from '../../src/app/list-table.ts';
import { validateFiles } from '../../src/app/validate.ts';
import { HUAWEI_TEXT, LIST_TEXT, smallKnowledge } from '../knowledge/small.ts';

const TODAY = '2026-11-30';
const FOO = 'id: foo\nname: Foo\nnames: [Foo]\nsources: [a data sheet]\nexamples: {match: [{vendor: Foo}]}';
const knowledge = smallKnowledge();

function validate(path: string, text: string) {
  const { kinds, problems } = validateFiles([{ path, text }], knowledge, TODAY);
  return { kind: kinds.get(path), problems: problems.map(formatProblem) };
}

describe('validateFiles tells the kind of a file by its keys', () => {
  test.each([
    ['list', 'id: a\ntitle: A\nentries: [{vendor: huawei}]', []],
    [
      'list',
      'id: a\ntitle: A\nentires: []',
      [/:1:1: the list designates nobody/, /:3:1: unknown key entires \(did you mean entries\?\)/],
    ],
    ['vendor', FOO, []],
    ['vendor', 'id: a\nname: A\nnames: [Huawei]', [/the name Huawei is also one of huawei/]],
    ['vendor', 'id: huawei\nname: Huawei\nnames: [Foo]', [/the id huawei is taken by another vendor/]],
    [
      'vendor',
      "id: a\nname: A\nnames: [Foo]\nidentifiers: {models: [{mask: 'FOO##*', is: swich}]}",
      [/:4:45: swich is not a category of data\/words\/categories\.yaml \(did you mean switch\?\)/],
    ],
    [
      'list',
      "id: a\ntitle: A\nentries: [{vendor: {name: Foo, identifiers: {models: [{mask: 'FOO##*', is: tank}]}}}]",
      [/:3:76: tank is not a category of data\/words\/categories\.yaml \(expected one of: switch\)/],
    ],
    [
      null,
      'maxDays: 10\nwaivers: []',
      [/is neither a list, a vendor nor exemptions .*netvet waivers validate checks waivers/],
    ],
    ['profiles', '- {id: a}', [/:1:3: the key for is missing/, /:1:3: the key lists is missing/]],
    ['profiles', '- {id: a, for: me, lists: {eu-lsit: }}', [/:1:37: unknown list eu-lsit \(did you mean eu-list\?\)/]],
    [
      'exemptions',
      'id: a\ntitle: A\nof: eu-list\nchecked: 2026-01-01\npace: 14 days\napprovals: {drone: [{holder: X, names: [X], citation: X}]}',
      [/"14 days" is not a number of days \(expected days such as 14d\)/],
    ],
    [null, 'id: a\n', [/is neither a list, a vendor nor exemptions \(a list has id, title and entries/]],
    [null, 'a: b: c', [/not valid YAML/]],
    [null, '', [/is empty/]],
  ])('%s: %j', (kind, text, expected) => {
    const found = validate('f.yaml', text);
    expect(found.kind).toBe(kind);
    expect(found.problems).toHaveLength(expected.length);
    expected.forEach((pattern, index) => {
      expect(found.problems[index]).toMatch(pattern);
    });
  });
});

test('a file of data/ stands for what is shipped under its name', () => {
  expect(validate('here/data/vendors/huawei.yaml', HUAWEI_TEXT).problems.join('\n')).not.toMatch(
    /taken by another|also one of/,
  );
  expect(validate('huawei.yaml', HUAWEI_TEXT).problems.join('\n')).toContain(
    'the id huawei is taken by another vendor',
  );
  expect(validate('data\\lists\\eu-list.yaml', LIST_TEXT).problems).toEqual([]);
  expect(validate('eu-list.yaml', LIST_TEXT).problems).toEqual([expect.stringMatching(/the id eu-list is taken/)]);
});

test('a list may name a vendor whose file is validated with it', () => {
  const files = [
    { path: 'l.yaml', text: 'id: a\ntitle: A\nentries: [{vendor: foo}]' },
    { path: 'v.yaml', text: FOO },
  ];
  expect(validateFiles(files, knowledge, TODAY).problems).toEqual([]);
});

describe('readListFiles', () => {
  const folder = mkdtempSync(join(tmpdir(), 'netvet-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test('tells of every file that cannot be read, and checks the others', async () => {
    const path = (name: string) => join(folder, name);
    writeFileSync(path('latin.yaml'), Buffer.from('title: caf\xe9', 'latin1'));
    writeFileSync(path('large.yaml'), 'x'.repeat(5_000_000));
    writeFileSync(path('good.yaml'), '\ufeffid: a\ntitle: A\nentries: [{vendor: huawei}]\n');
    const paths = [path('none.yaml'), folder, path('latin.yaml'), path('large.yaml'), path('good.yaml')];
    const { files, problems } = await readListFiles(paths, [], knowledge, diskFiles('.'));
    expect(files.map(({ path: read }) => read)).toEqual([path('good.yaml')]);
    expect(validateFiles(files, knowledge, TODAY).problems).toEqual([]);
    expect(problems.map((problem) => formatProblem(problem).slice(folder.length))).toEqual([
      '/none.yaml: cannot read: no such file or folder',
      ': not a file',
      '/latin.yaml: not UTF-8 text (save it as UTF-8)',
      '/large.yaml: larger than 4 MiB',
    ]);
  });
});
