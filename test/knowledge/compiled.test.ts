import { expect, test } from '@jest/globals';

import { UserError } from '../../src/core/errors.ts';
import { restoreKnowledge, serialiseKnowledge } from '../../src/knowledge/knowledge.ts';
import { seeded } from '../seeded.ts';
import { smallKnowledge } from './small.ts';

const text = serialiseKnowledge(smallKnowledge());
const restore = (damaged: string) => () => restoreKnowledge({ path: 'dist/knowledge.json', text: damaged });

test('what the build wrote is JSON, and is read', () => {
  expect(Object.keys(JSON.parse(text) as object)).toEqual(['fileSha256', 'format', 'day', 'knowledge']);
  expect(restore(text)().vendors).toHaveLength(smallKnowledge().vendors.length);
});

/** What disks, editors and copies do to a file, at a place. */
const DAMAGES: readonly (readonly [string, (at: number) => string])[] = [
  ['a bit changed', (at) => text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ 1) + text.slice(at + 1)],
  ['a byte that is not ASCII', (at) => `${text.slice(0, at)}\u00e9${text.slice(at + 1)}`],
  ['cut short', (at) => text.slice(0, at)],
  ['zeros from there on', (at) => text.slice(0, at).padEnd(text.length, '\0')],
  ['a letter gone', (at) => text.slice(0, at) + text.slice(at + 1)],
  ['a blank more', (at) => `${text.slice(0, at)} ${text.slice(at)}`],
  ['a stretch twice', (at) => text.slice(0, at) + text.slice(Math.max(0, at - 40))],
];

test.each(DAMAGES)('%s is noticed wherever it is', (_, damage) => {
  const { int } = seeded(10);
  const head = Array.from({ length: 90 }, (__, at) => at);
  for (const at of [
    ...head,
    text.length - 2,
    text.length - 1,
    ...Array.from({ length: 200 }, () => int(text.length)),
  ]) {
    const damaged = damage(at);
    if (damaged !== text) expect(restore(damaged)).toThrow(UserError);
  }
});

test('so are an empty file, another JSON and what an editor leaves, with what to do', () => {
  for (const damaged of ['', '{}', 'null', `\ufeff${text}`, `${text}\n`, text.replaceAll('\n', '\r\n')]) {
    expect(restore(damaged)).toThrow(
      'dist/knowledge.json is damaged (in a checkout: npm run build; else install netvet again)',
    );
  }
});
