import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { chooseLists } from '../../src/app/choose-lists.ts';
import { diskFiles } from '../../src/app/disk.ts';
import { shipped } from '../knowledge.ts';
import { emptyFolder } from '../cli/run.ts';

const knowledge = shipped();
const ALL = knowledge.lists.filter(({ entries }) => entries.length > 0).map(({ id }) => id);
const DEFAULT = ['us-fcc-covered', 'us-ndaa-889'];
const listsOf = (profile: string) => Object.keys(knowledge.profiles.find(({ id }) => id === profile)?.lists ?? {});
let cwd = '';
const known = () => Promise.resolve(knowledge);
let host = { files: diskFiles(cwd), knowledge: known };

beforeAll(() => {
  cwd = emptyFolder();
  host = { files: diskFiles(cwd), knowledge: known };
  const list = 'id: mine\ntitle: Mine\nentries:\n  - vendor: {name: Acme, names: [Acme Networks]}\n';
  for (const name of ['mine.yaml', 'no-extension']) writeFileSync(join(cwd, name), list);
});

const idsOf = async (names: readonly string[], profiles: readonly string[] = []) =>
  (await chooseLists({ list: names, profile: profiles, listSource: [] }, host)).lists.map(({ id }) => id);

describe('the lists of a run, in the order in which they are named, each once', () => {
  test.each([
    ['nothing named', [], [], DEFAULT],
    ['default', ['default'], [], DEFAULT],
    ['all', ['all'], [], ALL],
    ['one list replaces the default', ['us-texas'], [], ['us-texas']],
    ['a list and default', ['us-ndaa-889', 'default'], [], ['us-ndaa-889', 'us-fcc-covered']],
    ['a profile replaces the default', [], ['uk-telecom'], ['uk-designated-vendors']],
    ['lists, then profiles', ['us-texas'], ['uk-telecom'], ['us-texas', 'uk-designated-vendors']],
    ['two profiles', [], ['us-usf-recipient', 'us-carrier'], [...listsOf('us-usf-recipient'), 'us-commerce-icts']],
    ['a file', ['mine.yaml'], [], ['mine']],
    ['a file without the extension', ['no-extension', 'us-texas'], [], ['mine', 'us-texas']],
  ])('%s', async (_, names, profiles, ids) => {
    expect(await idsOf(names, profiles)).toEqual(ids);
  });

  test.each(knowledge.profiles)('the profile $id has its lists', async ({ id, lists }) => {
    expect(Object.keys(lists)).not.toEqual([]);
    expect(await idsOf([], [id])).toEqual(Object.keys(lists));
  });

  test('a list of the user brings its vendors', async () => {
    const { vendors } = await chooseLists({ list: ['mine.yaml'], profile: [], listSource: [] }, host);
    expect(vendors.length).toBe(knowledge.vendors.length + 1);
    expect(vendors.find(({ id }) => id === 'acme')?.name).toBe('Acme');
  });

  test('all that is wrong is said at once', async () => {
    await expect(idsOf(['us-texs', 'uk-telecom', 'strange'], ['us-texas', 'all', 'nobody'])).rejects.toThrow(
      [
        "unknown list 'us-texs' (did you mean us-texas?)",
        "unknown list 'uk-telecom' (uk-telecom is a profile: --profile uk-telecom)",
        "unknown list 'strange' (netvet lists shows them, a file of your own is named by its path)",
        "unknown profile 'us-texas' (us-texas is a list: --list us-texas)",
        "unknown profile 'all' (all is a list: --list all)",
        "unknown profile 'nobody' (expected one of: us-private, us-federal-contractor",
      ].join('\n'),
    );
  });
});
