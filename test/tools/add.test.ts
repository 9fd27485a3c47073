import { expect, test } from '@jest/globals';
import { main } from '../../bin/tools/add.ts';

test.each([
  [['vendor'], /^usage: npm run add -- vendor\|list NAME/],
  [['lists', 'xx-example'], /^lists cannot be added: did you mean list\?/],
  [['list', '..'], /^\.\. makes no id/],
])('what cannot be added is refused, and nothing is written: %j', (args, says) => {
  expect(() => main(args)).toThrow(says);
});
