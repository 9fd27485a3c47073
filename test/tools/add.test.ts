import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { main } from '../../bin/tools/add.ts';

test.each([
  [['vendor'], /^usage: npm run add -- vendor\|list NAME/],
  [['lists', 'xx-example'], /^lists cannot be added: did you mean list\?/],
  [['list', '..'], /^\.\. makes no id/],
])('what cannot be added is refused, and nothing is written: %j', (args, says) => {
  expect(() => main(args)).toThrow(says);
});

test('each tool says at its top how it is called, which --help prints', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  const tools = Object.entries(scripts).flatMap(([script, command]) => {
    const [, name] = /^node bin\/tools\/run\.mjs ([\w-]+)$/.exec(command) ?? [];
    return name === undefined
      ? []
      : [[script, /^(?:\/\/.*\n)*/.exec(readFileSync(`bin/tools/${name}.ts`, 'utf8'))?.[0]]];
  });
  expect(tools.length).toBeGreaterThan(5);
  for (const [script, head] of tools) expect(head).toContain(`Usage: npm run ${script}`);
});
