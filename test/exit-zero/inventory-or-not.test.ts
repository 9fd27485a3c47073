import { describe, expect, test } from '@jest/globals';
import { casesOf, checkText } from './corpus.ts';

const WORDS: Readonly<Record<string, string>> = {
  'no-inventory.txt': 'what is no inventory is not clean',
  'inventories.txt': 'an inventory without a finding is clean',
};

describe.each(Object.entries(WORDS))('%s: %s', (fixture) => {
  test.each(casesOf(fixture))('$name: exit $codes', async ({ codes, text }) => {
    const { code, stdout } = await checkText(text);
    expect({ code, stdout, isAllowed: codes.includes(code) }).toMatchObject({ isAllowed: true });
  });
});

test('the corpus is as large as it says', () => {
  expect(casesOf('no-inventory.txt')).toHaveLength(60);
  expect(casesOf('inventories.txt')).toHaveLength(25);
});
