import { describe, expect, test } from '@jest/globals';

import { formatProblem } from '../../src/core/errors.ts';
import { Reading, readFile } from '../../src/yaml/read.ts';
import { zoo } from './shape.ts';

function read(text: string) {
  const reading = new Reading();
  const value = readFile({ path: 'z.yaml', text }, zoo, reading);
  return { value, reading, problems: reading.problems.map(formatProblem) };
}

describe('readFile', () => {
  test('converts, with defaults for what is missing, empty or null', () => {
    const { value, problems } = read(
      "id: 007\nsince: 2024-02-29\nopen: no\nsize: ~\nkind:\nanimals: [Emu, {name: 'null', legs: 2}]\nkeepers: [[x, y]]\n",
    );
    expect(problems).toEqual([]);
    expect(value).toEqual({
      id: '007',
      since: '2024-02-29',
      open: false,
      size: null,
      kind: 'cage',
      animals: [
        { name: 'Emu', legs: 4, fed: null },
        { name: 'null', legs: 2, fed: null },
      ],
      keepers: [['x', 'y']],
    });
  });

  test('says everything at once, in the order of the lines, with what was meant', () => {
    const { value, problems } = read(
      [
        'ID: a',
        'since: 2023-02-29',
        'open: maybe',
        'size: 11',
        'kind: pnod',
        'animals:',
        '  - Emu',
        '  - ~',
        '  - {nme: Owl, legs: many}',
        '  - [x]',
        'keepers: [[], x]',
      ].join('\n'),
    );
    expect(problems).toEqual([
      'z.yaml:1:1: unknown key ID (did you mean id?)',
      'z.yaml:1:1: the key id is missing',
      'z.yaml:2:8: "2023-02-29" is not a valid date (expected YYYY-MM-DD)',
      'z.yaml:3:7: "maybe" is not true or false',
      'z.yaml:4:7: "11" is not a whole number from 1 to 10',
      'z.yaml:5:7: "pnod" is not a kind of home (did you mean pond?)',
      'z.yaml:8:5: an item with nothing in it (quote a name that is "null" or "~")',
      'z.yaml:9:5: the key name is missing',
      'z.yaml:9:6: unknown key nme (did you mean name?)',
      'z.yaml:9:22: "many" is not a whole number from 0 to 100',
      'z.yaml:10:5: expected a mapping with name, legs, fed, found a list',
      'z.yaml:11:11: a list of 0; expected at least 1',
      'z.yaml:11:15: expected a list, found "x" (write [item, item] or one "- item" a line)',
    ]);
    expect(value?.animals).toEqual([{ name: 'Emu', legs: 4, fed: null }]);
  });

  test('knows where a value stood and whether its key was written', () => {
    const { value, reading } = read('id: a\nsize: x\nanimals:\n  - Emu\n  - name: Owl\n    legs: 2\n    fed:\n');
    const [emu, owl] = value?.animals ?? [];
    if (value === undefined || emu === undefined || owl === undefined) throw new Error('not read');
    expect(reading.at(emu)).toEqual({ file: 'z.yaml', line: 4, column: 5 });
    expect(reading.at(owl, 'legs')).toEqual({ file: 'z.yaml', line: 6, column: 11 });
    expect(reading.at(value.animals, 1)).toEqual({ file: 'z.yaml', line: 5, column: 5 });
    expect([reading.wrote(value, 'size'), reading.wrote(value, 'open'), reading.isShort(emu)]).toEqual([
      true,
      false,
      true,
    ]);
    expect(reading.wrote(owl, 'fed')).toBe(false);
    expect(reading.at({})).toBeNull();
  });

  test.each(['[]', 'text', ''])('makes nothing of %j', (text) => {
    const { value, problems } = read(text);
    expect(value).toBeUndefined();
    expect(problems).toHaveLength(1);
  });
});
