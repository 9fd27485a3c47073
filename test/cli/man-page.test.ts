import { expect, test } from '@jest/globals';
import { describeProgram, manPage } from '../../bin/tools/man-page.ts';

test('the manual page has every command and every option, and no line that roff would take for a command', async () => {
  const page = await manPage('1.2.3');
  const program = await describeProgram('1.2.3');
  for (const command of program.commands) {
    expect(page).toContain(`.SS netvet ${command.name()} `);
    for (const { long } of command.options) expect(page).toContain(long?.replaceAll('-', '\\-'));
  }
  const commands = page.split('\n').filter((line) => /^[.']/.test(line));
  expect(commands.filter((line) => !/^\.(?:\\"|TH|SH|SS|TP|PP|B|I|br)\b|^\.\\"/.test(line))).toEqual([]);
  expect(page).not.toMatch(/\bnext\b.*WORD/);
});
