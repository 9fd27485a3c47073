import { expect, test } from '@jest/globals';

import { compact, restore } from '../../src/yaml/compact.ts';
import type { TypeOf } from '../../src/yaml/shape.ts';
import { seeded } from '../seeded.ts';
import { zoo } from './shape.ts';

type Zoo = TypeOf<typeof zoo>;
const PLAIN: Zoo = { id: 'a', since: null, open: true, size: null, kind: 'cage', animals: [], keepers: null };

test('leaves out what is at its default, and the braces of a short form', () => {
  const animals = [
    { name: 'Emu', legs: 4, fed: null },
    { name: 'Owl', legs: 2, fed: null },
  ];
  expect(compact(PLAIN, zoo)).toEqual({ id: 'a' });
  expect(compact({ ...PLAIN, open: false, animals }, zoo)).toEqual({
    id: 'a',
    open: false,
    animals: ['Emu', { name: 'Owl', legs: 2 }],
  });
});

test('restores 500 seeded values from their JSON text', () => {
  const { pick, int } = seeded(7);
  for (let i = 0; i < 500; i += 1) {
    const value: Zoo = {
      id: pick(['a', '', '007']),
      since: pick([null, '2024-01-01']),
      open: pick([true, false]),
      size: pick([null, 0, 7]),
      kind: pick(['cage', 'pond'] as const),
      animals: Array.from({ length: int(4) }, () => ({
        name: pick(['Emu', 'null']),
        legs: pick([0, 2, 4]),
        fed: pick([null, '2024-01-01']),
      })),
      keepers: pick([null, new Map(), new Map([['__proto__', ['x']]])]),
    };
    expect(restore(JSON.parse(JSON.stringify(compact(value, zoo))), zoo)).toEqual(value);
  }
});
