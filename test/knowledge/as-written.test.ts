import { expect, test } from '@jest/globals';
import { withModels } from '../../src/knowledge/as-written.ts';
import { parseYaml } from '../../src/yaml/parse.ts';
import { words } from '../words.ts';

/** The masks that a list means by a model, with what is said of them. */
function read(model: string) {
  const said = { read: new Map<string, string>(), doubtful: new Map<string, string>() };
  const { root } = parseYaml({ path: 'l.yaml', text: `{vendor: Huawei, models: ['${model}']}` });
  if (root?.kind !== 'map') throw new Error('no entry');
  const models = withModels(root, words.tables.models, said).entries.get('models')?.value;
  const masks = models?.kind === 'list' ? models.items.map((item) => (item.kind === 'text' ? item.text : '')) : [];
  return { masks, read: said.read.get(model) ?? null, doubtful: said.doubtful.get(model) ?? null };
}

test.each([
  ['S57xx', 'S57??*'],
  ['S57XX', 'S57??*'],
  ['RB40xx', 'RB40??*'],
  ['DS-2CD2xxx', 'DS-2CD2???*'],
  ['DS-2CDxxxx', 'DS-2CD????*'],
  ['MA56xxT', 'MA56??T*'],
  ['C9300-48xx', 'C9300-48??*'],
  ['C9300-xxP', 'C9300-??P*'],
  ['S57xx-EI series', 'S57??-EI*'],
  ['S57xx*', 'S57??*'],
  ['RB4011 series', 'RB4011*'],
  ['RB4011 Series', 'RB4011*'],
  ['RB4011-Serie', 'RB4011*'],
  ['Serie RB4011', 'RB4011*'],
  ['gamme RB4011', 'RB4011*'],
  ['S5700系列', 'S5700*'],
  ['All S57 models', 'S57*'],
  ['all S57', 'S57*'],
  ['hAP series', 'hAP*'],
])('%s is read as %s, and said to be', (model, mask) => {
  expect(read(model)).toEqual({ masks: [mask], read: mask, doubtful: null });
});

test.each([
  ...[
    'hAP ax2',
    'ax3',
    'hAP ax3',
    'RBD52G-5HacD2HnD',
    'FX2',
    'RAX50',
    'S5720-28X-SI',
    'Honor 9X',
    'MaxxCam 2',
    'AX3000',
  ],
  ...['S57*', 'S57##*', 'All-in-One 24', 'Model 3', 'Archer AX6000'],
])('%s stays as it is', (model) => {
  expect(read(model)).toEqual({ masks: [model], read: null, doubtful: null });
});

test.each([
  ['S570x', 'S570?'],
  ['ARxx', 'AR??'],
])('%s stays as it is, and may be %s', (model, mask) => {
  expect(read(model)).toEqual({ masks: [model], read: null, doubtful: mask });
});

test.each([
  ...['All models', 'ALL', 'any', 'every model', 'Everything', 'alle Modelle', 'tous les modèles', 'Todos los modelos'],
  ...['все модели', '所有型号', 'all Huawei models', 'Huawei'],
])('%s is every model', (model) => {
  expect(read(model)).toEqual({ masks: [], read: null, doubtful: null });
});

test('one of several that means every model stands for all', () => {
  const { root } = parseYaml({ path: 'l.yaml', text: "{vendor: Huawei, models: ['S57*', all]}" });
  if (root?.kind !== 'map') throw new Error('no entry');
  const said = { read: new Map<string, string>(), doubtful: new Map<string, string>() };
  expect(withModels(root, words.tables.models, said).entries.get('models')?.value).toMatchObject({ items: [] });
});

test('{mask: …} and a sign behind \\ are what they are', () => {
  expect(read('S57\\xx').masks).toEqual(['S57\\xx']);
  const { root } = parseYaml({ path: 'l.yaml', text: '{vendor: Huawei, models: [{mask: S57xx}]}' });
  const said = { read: new Map<string, string>(), doubtful: new Map<string, string>() };
  if (root?.kind !== 'map') throw new Error('no entry');
  expect(withModels(root, words.tables.models, said)).toEqual(root);
});
