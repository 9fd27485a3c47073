import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { format } from 'oxfmt';
import { resultSchema } from '../../bin/tools/result-schema.ts';
import { EMPTY_SUMMARY } from '../fixtures/report/outcomes.ts';
import { report } from './run.ts';

const FILE = 'data/schema/result.schema.json';
const SCHEMA = resultSchema();
/** Every result that the tests expect. Those named `earlier` were written by an earlier netvet. */
const RESULTS = ['test/cases', 'test/fixtures/report/golden']
  .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)))
  .filter(
    (path) =>
      !path.includes('earlier.') &&
      statSync(path).isFile() &&
      /^\{("type":"run",)?"schemaVersion"/.test(readFileSync(path, 'utf8')),
  );
const EMPTY = { outcomes: [], summary: EMPTY_SUMMARY };

const ajv = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true, allErrors: true });
/** The published schema lets keys through that it does not know; here a key that it does not name is a mistake. */
ajv.addSchema(closed(SCHEMA) as object, 'result');

function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const entries = Object.entries(schema).map(([key, value]) => [key, key === 'oneOf' ? value : closed(value)] as const);
  const open = 'properties' in schema ? { additionalProperties: false } : {};
  return { ...Object.fromEntries(entries), ...open };
}

/** Held against the whole schema; problems are those of the part that the value says it is. */
function errorsIn(value: object): string[] {
  const part = 'type' in value ? String(value.type) : 'document';
  const validate = ajv.getSchema(`result#/$defs/${part}`);
  if (validate === undefined) throw new Error(`no ${part} in the schema`);
  if (validate(value) === true && ajv.validate('result', value)) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}

describe('the published schema of results', () => {
  test('allows the json document, full and empty', async () => {
    expect(errorsIn(JSON.parse(await report('json')) as object)).toEqual([]);
    expect(errorsIn(JSON.parse(await report('json', {}, EMPTY)) as object)).toEqual([]);
  });

  test('allows every line of ndjson, full and empty', async () => {
    const lines = `${await report('ndjson')}${await report('ndjson', {}, EMPTY)}`.trimEnd().split('\n');
    expect(lines.length).toBeGreaterThan(30);
    for (const line of lines) expect(errorsIn(JSON.parse(line) as object)).toEqual([]);
  });

  test('there are results in the tests', () => {
    expect(RESULTS.length).toBeGreaterThan(5);
  });

  test.each(RESULTS)('allows %s', (path) => {
    // Hashes are taken out of what a case expects: they change with every change of the data.
    const text = readFileSync(path, 'utf8').replaceAll('"SHA256"', `"${'0'.repeat(64)}"`);
    const whole = text.startsWith('{"schemaVersion"') ? [text] : text.trimEnd().split('\n');
    expect(whole.flatMap((event) => errorsIn(JSON.parse(event) as object))).toEqual([]);
  });

  test.each([
    ['a finding without its status', { status: undefined }],
    ['both a vendor and a category', { category: { id: 'drone', name: 'Drone' } }],
    ['a cell that is withheld', { asset: { withheld: 'hunter2' } }],
    ['an unknown key', { verdict: 'bad' }],
    ['no designation', { designations: [] }],
  ])('refuses %s', async (_, change) => {
    const finding = (await report('ndjson')).split('\n').find((line) => line.includes('"type":"finding"'));
    const good = JSON.parse(finding ?? '') as object;
    expect(errorsIn(good)).toEqual([]);
    expect(errorsIn(JSON.parse(JSON.stringify({ ...good, ...change })) as object)).not.toEqual([]);
  });

  test('is that of the types (UPDATE=1 writes it)', async () => {
    const { code: text } = await format(FILE, JSON.stringify(SCHEMA), { printWidth: 120 });
    if (process.env['UPDATE'] === '1') writeFileSync(FILE, text);
    expect(existsSync(FILE) ? readFileSync(FILE, 'utf8') : 'missing').toBe(text);
  });
});
