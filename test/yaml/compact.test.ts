import { isDeepStrictEqual } from 'node:util';
import { expect, test } from '@jest/globals';

import type { TypeOf } from '../../src/yaml/shape.ts';
import { runsOf, seeded } from '../seeded.ts';
import { zoo } from './shape.ts';

type Zoo = TypeOf<typeof zoo>;
const PLAIN: Zoo = { id: 'a', since: null, open: true, size: null, kind: 'cage', animals: [], keepers: null };

test('leaves out what is at its default, and the braces of a short form', () => {
  const animals = [
    { name: 'Emu', legs: 4, fed: null },
    { name: 'Owl', legs: 2, fed: null },
  ];
  expect(zoo.compact(PLAIN)).toEqual({ id: 'a' });
  expect(zoo.compact({ ...PLAIN, open: false, animals })).toEqual({
    id: 'a',
    open: false,
    animals: ['Emu', { name: 'Owl', legs: 2 }],
  });
});

test('is equal for equal values only, in seeded pairs', () => {
  const { pick, int } = seeded(7);
  const anyZoo = (): Zoo => ({
    id: pick(['a', '007']),
    since: pick([null, '2024-01-01']),
    open: pick([true, false]),
    size: pick([null, 0]),
    kind: 'cage',
    animals: Array.from({ length: int(2) }, () => ({ name: pick(['Emu', 'null']), legs: pick([0, 4]), fed: null })),
    keepers: pick([null, [], [['x']]]),
  });
  const runs = runsOf(2000);
  for (let i = 0; i < runs; i += 1) {
    const [a, b] = [anyZoo(), anyZoo()];
    const same = JSON.stringify(zoo.compact(a)) === JSON.stringify(zoo.compact(b));
    expect(same).toBe(isDeepStrictEqual(a, b));
  }
});
