import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';

import { formatComplaint } from '../../src/core/errors.ts';
import { assembleKnowledge, readData } from '../../src/knowledge/data.ts';
import { restoreKnowledge } from '../../src/knowledge/compiled.ts';
import { compileFolder, readDataFolder } from '../../src/knowledge/folder.ts';

const files = readDataFolder('data');
const { raw, complaints } = readData(files);
const text = compileFolder('data');
const knowledge = restoreKnowledge({ path: 'knowledge.json', text });

test('shipped data has no mistake', () => {
  expect(complaints.map(formatComplaint)).toEqual([]);
});

describe('the compiled file', () => {
  test('restores to what it was made of', () => {
    expect(knowledge).toEqual(assembleKnowledge(raw));
    expect(knowledge.vendors).toHaveLength(files.vendors.length);
    expect(knowledge.lists).toHaveLength(files.lists.length);
  });

  test('is current when it is built', () => {
    const built = existsSync('dist/knowledge.json') ? readFileSync('dist/knowledge.json', 'utf8') : text;
    expect(built === text ? 'current' : 'stale: npm run build').toBe('current');
  });
});
