import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { checkData } from '../../bin/tools/data-folder.ts';
import { formatProblem } from '../../src/core/errors.ts';
import { readDataFolder } from '../../src/knowledge/data.ts';
import { blocksOf } from './pages.ts';

/** The whole files that the page shows, by name. */
const shown = new Map(
  blocksOf(readFileSync('docs/keeping-lists.md', 'utf8')).flatMap(({ language, text }) => {
    const name = language === 'yaml' ? /^# ([\w-]+)\.yaml\n/.exec(text)?.[1] : undefined;
    return name === undefined ? [] : [[name, text] as const];
  }),
);

const fileOf = (folder: string, name: string) => ({ path: `data/${folder}${name}.yaml`, text: shown.get(name) ?? '' });

/** What the page tells a list-keeper to write, word for word, among all that is shipped. */
test('each finished example holds all that shipped data holds', () => {
  const data = readDataFolder('data');
  const lists = ['xx-order', 'xx-moved', 'us-state-zz'].map((name) => fileOf('lists/', name));
  const { problems } = checkData(
    {
      ...data,
      lists: [...data.lists, ...lists],
      exemptions: [...data.exemptions, fileOf('exemptions/', 'xx-approvals')],
      profiles: { path: 'data/profiles.yaml', text: `${data.profiles.text}${shown.get('zz-profiles') ?? ''}` },
    },
    '2026-11-28',
  );
  expect(problems.map(formatProblem)).toEqual([]);
});
