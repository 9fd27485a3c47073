import { runInNewContext } from 'node:vm';
import { expect, test } from '@jest/globals';
import ts from 'typescript';
import { asleep, mutantsOf } from '../../bin/tools/mutate.ts';

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

test('a fault sleeps until its number is called', () => {
  const faults = mutantsOf('a.ts', CODE);
  const code = asleep(CODE, new Map(faults.entries()), 'a.ts').replace(/^import.*\n/, '');
  const js = ts.transpile(code, { module: ts.ModuleKind.CommonJS });
  /** What the function answers and notes with a fault awake. */
  const answers = (awake: number): string => {
    const noted: number[] = [];
    const isAwake = (number: number): boolean => number === awake;
    const isOne = (x: number): boolean => x === 3;
    const scope = { netvetFault: isAwake, a: isOne, note: (x: number) => noted.push(x), exports: {} };
    const answered: unknown = runInNewContext(`${js}\n[1, 2, 3].map((x) => exports.f(x))`, scope);
    return JSON.stringify([answered, noted]);
  };
  const plain = answers(-1);
  expect(plain).toBe('[[true,false,true],[3]]');
  expect(faults.map((_, number) => answers(number)).filter((one) => one === plain)).toEqual([]);
});
