import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';

import { ATTENTION_KINDS } from '../../src/core/attention.ts';
import { FIELDS, CATEGORIES } from '../../src/core/fields.ts';
import { CONFIDENCES, EVIDENCE_KINDS, STATUSES } from '../../src/core/finding.ts';
import { PROBLEM_CODES } from '../../src/core/problem.ts';
import { EFFECTS } from '../../src/knowledge/list-shape.ts';
import { EMPTY_SUMMARY } from '../fixtures/report/outcomes.ts';
import { report } from './run.ts';

interface Schema {
  readonly enum?: readonly unknown[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly $defs?: Readonly<Record<string, Schema>>;
}

const FILE = 'data/schema/result.schema.json';
const WORDS: readonly (readonly [what: string, words: readonly string[]])[] = [
  ['field', FIELDS],
  ['confidence', CONFIDENCES],
  ['status', STATUSES],
  ['evidence kind', EVIDENCE_KINDS],
  ['problem code', PROBLEM_CODES],
  ['effect', EFFECTS],
  ['category', CATEGORIES],
  ['attention kind', ATTENTION_KINDS],
];
if (process.env['UPDATE'] === '1') {
  const current = withWords(JSON.parse(readFileSync(FILE, 'utf8')));
  writeFileSync(FILE, `${JSON.stringify(current, null, 2)}\n`);
}

const SCHEMA = JSON.parse(readFileSync(FILE, 'utf8')) as Schema;
const EMPTY = { outcomes: [], summary: EMPTY_SUMMARY };

const ajv = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true, allErrors: true });
/** The published schema lets keys through that it does not know; here a key that it does not name is a mistake. */
ajv.addSchema(closed(SCHEMA) as object, 'result');

function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const entries = Object.entries(schema).map(([key, value]) => [key, key === 'oneOf' ? value : closed(value)] as const);
  const open = 'properties' in schema && 'required' in schema ? { additionalProperties: false } : {};
  return { ...Object.fromEntries(entries), ...open };
}

/** Held against the whole schema; complaints are those of the part that the value says it is. */
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

  test.each(WORDS)('names every %s that there is (UPDATE=1 writes them)', (_, words) => {
    expect(enums(SCHEMA)).toContain([...words].sort().join(' '));
  });
});

function enums(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const own = 'enum' in schema && Array.isArray(schema.enum) ? [schema.enum.map(String).sort().join(' ')] : [];
  return [...own, ...Object.values(schema).flatMap(enums)];
}

/** The schema with the words of the code in each list that has most of them. */
function withWords(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withWords);
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => {
      if (key !== 'enum' || !Array.isArray(value)) return [key, withWords(value)];
      const missing = (words: readonly string[]): boolean => value.some((one) => !words.includes(one as string));
      const now = WORDS.find(([, words]) => !missing(words) && value.length * 2 > words.length);
      return [key, now === undefined ? value : [...now[1]]];
    }),
  );
}
