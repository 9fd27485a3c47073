import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { format } from 'oxfmt';
import { parse } from 'yaml';

import { exemptionsShape, profilesShape } from '../../src/knowledge/list-shape.ts';
import type { Part } from '../../src/words/columns.ts';
import { TABLES } from '../../src/words/tables.ts';
import { configSchema } from '../../bin/tools/config-schema.ts';
import { jsonSchema, listSchema } from '../../bin/tools/json-schema.ts';
import type { Shape } from '../../src/yaml/shape.ts';
import { vendorShape } from '../../src/knowledge/vendor.ts';
import { waiversShape } from '../../src/waivers/waiver.ts';

const SHAPES: readonly (readonly [string, Shape<unknown>, string])[] = [
  ['vendor', vendorShape, 'netvet vendor file'],
  ['profiles', profilesShape, 'netvet profiles'],
  ...Object.entries<Part>(TABLES).map(
    ([table, { shape }]) => [`words-${table}`, shape, `netvet word table ${table}`] as const,
  ),
  ['exemptions', exemptionsShape, 'netvet exemptions of a list'],
  ['waivers', waiversShape, 'netvet waivers'],
];
const SCHEMAS = [
  ['list', listSchema()] as const,
  ...SHAPES.map(([name, shape, title]) => [name, jsonSchema(shape, title, name)] as const),
];

/** Editors read YAML with the core schema; ajv is as strict as it can be with values of several types. */
const ajv = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true, allErrors: true });
const validators = new Map(SCHEMAS.map(([name, schema]) => [name, ajv.compile(schema)]));

function errors(name: string, text: string): string[] {
  const validate = validators.get(name);
  if (validate === undefined) throw new Error(name);
  validate(parse(text));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}

describe('JSON Schemas', () => {
  test.each(SCHEMAS)(
    'data/schema/%s.schema.json is the one of the shape (UPDATE=1 writes it)',
    async (name, schema) => {
      const path = `data/schema/${name}.schema.json`;
      const { code: text } = await format(path, JSON.stringify(schema), { printWidth: 120 });
      if (process.env['UPDATE'] === '1') writeFileSync(path, text);
      expect(existsSync(path) ? readFileSync(path, 'utf8') : 'missing').toBe(text);
    },
  );

  test('the one of settings is that of the options, and takes what they take', async () => {
    const path = 'data/schema/config.schema.json';
    const { code: text } = await format(path, JSON.stringify(configSchema()), { printWidth: 120 });
    if (process.env['UPDATE'] === '1') writeFileSync(path, text);
    expect(existsSync(path) ? readFileSync(path, 'utf8') : 'missing').toBe(text);
    const validate = ajv.compile(configSchema());
    const takes = (yaml: string) => validate(parse(yaml));
    expect(
      takes('list: [default, a.yaml]\nfail-on: confirmed\ncolumns: {vendor: Hersteller}\nquiet: true\ndata: d\n'),
    ).toBe(true);
    expect(takes('lsit: a.yaml\n')).toBe(false);
  });

  test.each([
    [
      'list',
      'id: a\ntitle: A\nentries: [{vendor: huawei}, {vendor: {name: Foo, names: [Bar]}}, {thing: drone, since: ~}]',
      [],
    ],
    ['list', 'title: B\nreason: they said so\nvendors: [Huawei, {name: Hivision}]', []],
    ['list', 'vendors: Huawei', []],
    ['list', '- Huawei\n- {vendor: ZTE, since: 2024-01-01}', []],
    ['list', 'vendros: [Huawei]', [" must have required property 'vendors'"]],
    ['list', 'id: a\nentries: []', [" must have required property 'title'"]],
    [
      'list',
      'id: a\ntitle: A\nrules: [{id: a, effect: bars, mayNot: be used}]\nentries: []',
      ['/rules/0/effect must be equal to one of the allowed values'],
    ],
    ['list', 'id: a\ntitle: A\nentries: [{vendro: huawei}]', ['/entries/0 must NOT have additional properties']],
    [
      'list',
      'id: a\ntitle: A\nentries: [{vendor: x, since: 24-01-01}]',
      ['/entries/0/since must match pattern "^\\d{4}-\\d{2}-\\d{2}$"'],
    ],
    ['vendor', 'id: a\nname: A\nidentifiers: {enterpriseNumbers: [2011, {value: 25506.1}]}', []],
    ['vendor', 'id: a\nname: A\nnames: [~]', ['/names/0 must be string,number,boolean']],
  ])('%s: %j', (name, text, expected) => {
    const found = errors(name, text);
    if (expected.length === 0) expect(found).toEqual([]);
    else expect(found).toEqual(expect.arrayContaining(expected));
  });
});
