import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { readDataFolder } from '../../src/knowledge/data.ts';
import type { TextFile } from '../../src/yaml/parse.ts';

const ajv = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true, allErrors: true });

/** What a schema of data/schema has against files. */
function errors(schema: string, files: readonly TextFile[]): readonly string[] {
  const path = `data/schema/${schema}.schema.json`;
  const validate = ajv.getSchema(path) ?? ajv.addSchema(JSON.parse(readFileSync(path, 'utf8')) as object, path).getSchema(path); // prettier-ignore
  return files.flatMap((file) => {
    void validate?.(parse(file.text));
    return (validate?.errors ?? []).map(({ instancePath, message }) => `${file.path}${instancePath} ${message}`);
  });
}

test('the schemas take every shipped file', () => {
  const { vendors, lists, exemptions, profiles, words } = readDataFolder('data');
  expect([
    ...errors('vendor', vendors),
    ...errors('list', lists),
    ...errors('exemptions', exemptions),
    ...errors('profiles', [profiles]),
    ...words.flatMap((file) => errors(`words-${basename(file.path, '.yaml')}`, [file])),
  ]).toEqual([]);
});
