import { expect, test } from '@jest/globals';

import { formatYaml } from '../../src/yaml/format.ts';
import { zoo } from './shape.ts';

const LONG = 'word '.repeat(30).trim();

test('orders keys, lays out what fits and what does not, keeps comments and quotes, and is stable', () => {
  const text = [
    '# top',
    '',
    'animals:',
    '  # the bird',
    `  - { legs: 2,   name: '${'x'.repeat(90)}', fed: 2024-01-01 }`,
    '  - Emu # flightless',
    `  - {legs: 2, name: 'Owl'}`,
    `since: 2024-01-01`,
    `id: ${LONG}`,
    '',
    'keepers: [ [ x,y ] ]',
    '',
  ].join('\n');
  const formatted = [
    '# top',
    '',
    'id: >-',
    `  ${'word '.repeat(23).trim()}`,
    `  ${'word '.repeat(7).trim()}`,
    'since: 2024-01-01',
    'animals:',
    '  # the bird',
    `  - name: '${'x'.repeat(90)}'`,
    '    legs: 2',
    '    fed: 2024-01-01',
    '  - Emu # flightless',
    `  - {name: 'Owl', legs: 2}`,
    '',
    'keepers: [[x, y]]',
    '',
  ].join('\n');
  expect(formatYaml(text, zoo)).toBe(formatted);
  expect(formatYaml(formatted, zoo)).toBe(formatted);
});
