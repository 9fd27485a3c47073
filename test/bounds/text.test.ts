import { expect, test } from '@jest/globals';
import { checkText } from '../exit-zero/corpus.ts';
import { words } from '../words.ts';

const withoutSecrets = (text: string): string => words.secrets.without(text);

test('a hostile text costs no more than its length', () => {
  expect(withoutSecrets('://'.repeat(100_000))).toHaveLength(300_000);
  for (const one of ['admin/', '-p x ', 'A_', '$1$', 'a@', 'md5 a1', '--key '])
    expect(withoutSecrets(words.secrets.withoutPeople(one.repeat(20_000))).length).toBeGreaterThan(1);
  expect(withoutSecrets(`password${' '.repeat(100_000)}x`)).toHaveLength(100_009);
});

test('legal forms and digits without end are read', () => {
  expect(words.legalForms.keyOf('有限公司'.repeat(8_000))).toBe('有限公司');
  expect(words.legalForms.keyOf(`深圳市${'有限公司'.repeat(8_000)}`)).not.toContain('有限公司');
  expect(words.lines.isSum('1'.repeat(32_000))).toBe(false);
  expect(words.lines.isSum('VAT 12.5 %')).toBe(true);
});

/* Each took minutes, or more of the stack than there is. */
test.each<[string, string, number]>([
  ['a name three thousand times in a cell', `Vendor,Notes\nCisco,${'huawei '.repeat(3_000)}\n`, 0],
  ['the same in a line', 'huawei '.repeat(3_000), 1],
  ['labels without end in a line', `${'Vendor Model Serial '.repeat(10_000)}\n`, 3],
  ['a label in every line', 'Vendor: Huawei\n'.repeat(8_000), 1],
  ['blanks within a sentence', `cisco${' '.repeat(4_000)}x\nVendor: Huawei\n`, 1],
  ['blanks behind a label', `ab: c${' '.repeat(60_000)}1\nVendor: Huawei\n`, 1],
  ['blanks before a letter', `${' '.repeat(5_000)}x\n`, 3],
  ['a cell of nothing but marks', `${'&amp;'.repeat(20_000)}\n`, 3],
  [
    'digits without end',
    `Vendor,Model\n${Array.from({ length: 60 }, (_, at) => `Cisco,${at}${'4857'.repeat(8_000)}\n`).join('')}`,
    0,
  ],
])(
  '%s',
  async (_, text, code) => {
    expect((await checkText(text)).code).toBe(code);
  },
  20_000,
);
