import { expect, test } from '@jest/globals';
import { caseless } from '../../src/core/caseless.ts';
import { loadKnowledge } from '../../src/knowledge/folder.ts';
import { seeded } from '../seeded.ts';

const { vendors, lists } = loadKnowledge('data');
const models = vendors.flatMap((vendor) =>
  [vendor, ...vendor.affiliates].flatMap(({ identifiers }) => identifiers.models),
);
const bare = lists.flatMap(({ entries }) =>
  entries.flatMap((entry) => [...entry.models, ...entry.exemptions.flatMap((exemption) => exemption.models)]),
);
const PATTERNS = [...new Set([...models.map(({ pattern }) => pattern), ...bare])];
const EXAMPLES = models.flatMap(({ example }) => example ?? []);

test.each([
  ['S57\\d\\d-', /[sS]57\d\d-/],
  ['[a-f-]x', /[a-fA-F-][xX]/],
  ['[^A-Z]\\.b', /[^a-zA-Z]\.[bB]/],
  ['(?<!GT-)[\\]a]', /(?<![gG][tT]-)[\]aA]/],
  ['[A-z]', /[A-z]/i],
  ['\\x41b', /\x41b/i],
  ['(?<name>b)', /(?<name>b)/i],
  ['ж', /ж/i],
])('%s', (pattern, expected) => {
  expect(caseless(pattern)).toEqual(expected);
});

test('meets what the flag i meets, at the same place', () => {
  const { int, pick } = seeded(7);
  const flip = (char: string): string => (int(2) === 0 ? char.toLowerCase() : char.toUpperCase());
  const texts = Array.from({ length: 400 }, () => {
    const characters = Array.from(
      `${pick(['', 'X', 'sw-', '(', 'ſ', 'K'])}${pick(EXAMPLES)}${pick(['', '-A', ' x', '9'])}`,
    );
    if (int(3) === 0) characters[int(characters.length)] = pick(['A', 'z', '0', '-', ' ', 'ſ', 'İ', '_']);
    return characters.map(flip).join('');
  });
  let met = 0;
  expect(PATTERNS.length).toBeGreaterThan(100);
  for (const pattern of PATTERNS) {
    const [mine, flagged] = [caseless(pattern), new RegExp(pattern, 'i')];
    for (const text of texts) {
      const [found, expected] = [mine.exec(text), flagged.exec(text)];
      expect([pattern, text, found?.[0], found?.index]).toEqual([pattern, text, expected?.[0], expected?.index]);
      if (found !== null) met += 1;
    }
  }
  expect(met).toBeGreaterThan(PATTERNS.length);
});
