import { expect, test } from '@jest/globals';
import { Guard } from '../../src/identify/names/guard.ts';
import { tokenise } from '../../src/identify/names/token.ts';
import { words } from '../words.ts';

const guard = new Guard(words.tables.negation);

test.each([
  ['without huawei', 'without'],
  ['without any huawei', 'without'],
  ['not one of huawei', null],
  ['compatible with huawei', 'compatible with'],
  ['huawei compatible', 'compatible'],
  ['huawei or compatible', null],
  ['sfp compatible huawei', 'compatible'],
  ['poe compatible huawei', null],
  ['sfp compatible huawei switch', null],
  ['huawei', null],
])('what takes the name down in "%s": %s', (text, word) => {
  const tokens = tokenise(text);
  const at = tokens.findIndex((token) => token.text === 'huawei');
  expect(guard.negation(tokens, at, at)).toBe(word);
});
