import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { emptyFolder, netvet } from './run.ts';

const inFolder = (models: string): string => {
  const folder = emptyFolder();
  const vendor = `{name: Acme, identifiers: {models: [${models}]}}`;
  writeFileSync(join(folder, 'own.yaml'), `id: own\ntitle: Own\nentries:\n  - vendor: ${vendor}\n`);
  writeFileSync(join(folder, 'in.csv'), `Manufacturer,Model\nCisco,ASA5505-K8\nCisco,QXA-123 rev 2\n`);
  return folder;
};

test.each([
  ["'ASA55*'", 1],
  ["'QXA-###'", 1],
  ["{mask: 'QXA-###', certainty: low}", 0],
  ["'QXA-####'", 0],
])('a mask of a user is strong: %s', async (models, code) => {
  expect((await netvet(['check', 'in.csv', '-q', '-l', 'own.yaml'], { cwd: inFolder(models) })).code).toBe(code);
});

test.each([
  ["'^ASA55\\d\\d'", 'own.yaml:4:49: the mask "^ASA55\\d\\d": looks like a regular expression', 'write ASA55##'],
  ["'ASA(5505|)()'", 'character 11: the group is empty or not closed', ''],
  ["'A##'", 'one fixed character', ''],
  ["{mask: 'QXA-###', example: QXA-12}", 'the mask QXA-### does not match its own example "QXA-12"', ''],
])('%s is refused with its place', async (models, message, hint) => {
  const { code, stdout, stderr } = await netvet(['lists', 'validate', 'own.yaml'], { cwd: inFolder(models) });
  expect(code).toBe(2);
  expect(stdout + stderr).toContain(message);
  expect(stdout + stderr).toContain(hint);
});
