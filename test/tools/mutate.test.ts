import { expect, test } from '@jest/globals';
import { mutantsOf } from '../../bin/tools/mutate.ts';

const CODE = `import { a } from './a.ts';
type Limit = 3 | true;
export function f(x: number): boolean {
  if (x > 2) note(x);
  return !a(x) ? x === 1 : true;
}
`;

test('a fault turns a decision round, and leaves types and imports alone', () => {
  const faults = mutantsOf('a.ts', CODE).map(({ line, was, now }) => `${String(line)}: ${was} -> ${now}`);
  expect(faults).toEqual([
    '4: x > 2 -> !(x > 2)',
    '4: > -> >=',
    '4: 2 -> 3',
    '4: note(x); -> ;',
    '5: !a(x) ? x === 1 : true -> !a(x) ? (true) : (x === 1)',
    '5: !a(x) -> a(x)',
    '5: === -> !==',
    '5: 1 -> 2',
    '5: true -> false',
  ]);
});

test('a fault is put where it says', () => {
  for (const { from, to, was, now } of mutantsOf('a.ts', CODE)) {
    expect(CODE.slice(from, to)).toBe(was);
    expect(CODE.slice(0, from) + now + CODE.slice(to)).not.toBe(CODE);
  }
});
