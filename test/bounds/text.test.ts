import { expect, test } from '@jest/globals';
import { words } from '../words.ts';

const withoutSecrets = (text: string): string => words.secrets.without(text);

test('a hostile text costs no more than its length', () => {
  expect(withoutSecrets('://'.repeat(100_000))).toHaveLength(300_000);
  for (const one of ['admin/', '-p x ', 'A_', '$1$', 'a@', 'md5 a1', '--key '])
    expect(withoutSecrets(words.secrets.withoutPeople(one.repeat(20_000))).length).toBeGreaterThan(1);
  expect(withoutSecrets(`password${' '.repeat(100_000)}x`)).toHaveLength(100_009);
});
