import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';

import type { Field } from '../../src/core/fields.ts';
import { atLeast } from '../../src/core/finding.ts';
import type { Confidence, Identification } from '../../src/core/finding.ts';
import { formatComplaint } from '../../src/core/errors.ts';
import { compileIdentifier } from '../../src/identify/compile.ts';
import { compileJudge } from '../../src/judge/compile.ts';
import { assembleKnowledge } from '../../src/knowledge/assemble.ts';
import { restoreKnowledge, serialiseKnowledge } from '../../src/knowledge/compiled.ts';
import { readData } from '../../src/knowledge/data.ts';
import { readDataFolder } from '../../src/knowledge/folder.ts';
import { exemptionsShape, listShape, profilesShape } from '../../src/knowledge/list-shape.ts';
import { vendorShape } from '../../src/knowledge/vendor-shape.ts';
import { formatYaml } from '../../src/yaml/format.ts';
import type { TextFile } from '../../src/yaml/parse.ts';
import type { Shape } from '../../src/yaml/shape.ts';
import { row } from '../identify/row.ts';

const files = readDataFolder('data');
const { raw, complaints } = readData(files);
const text = serialiseKnowledge(assembleKnowledge(raw));
const knowledge = restoreKnowledge({ path: 'knowledge.json', text });

test('shipped data has no mistake', () => {
  expect(complaints.map(formatComplaint)).toEqual([]);
});

describe('every shipped YAML file is in its canonical layout (UPDATE=1 rewrites it)', () => {
  const all: (readonly [path: string, file: TextFile, schema: string, shape: Shape<unknown>])[] = [
    ...files.vendors.map((file) => [file.path, file, '../schema/vendor', vendorShape] as const),
    ...files.lists.map((file) => [file.path, file, '../schema/list', listShape] as const),
    ...files.exemptions.map((file) => [file.path, file, '../schema/exemptions', exemptionsShape] as const),
    ...(files.profiles === null
      ? []
      : [[files.profiles.path, files.profiles, 'schema/profiles', profilesShape] as const]),
  ];
  test.each(all)('%s', (path, { text: given }, schema, shape) => {
    const formatted = formatYaml(given, shape);
    if (process.env['UPDATE'] === '1' && formatted !== given) writeFileSync(path, formatted);
    expect(readFileSync(path, 'utf8')).toBe(formatted);
    expect(formatted.split('\n')[0]).toBe(`# yaml-language-server: $schema=${schema}.schema.json`);
  });
});

describe('the compiled file', () => {
  test('restores to what it was made of', () => {
    expect(knowledge).toEqual(assembleKnowledge(raw));
    expect(knowledge.vendors).toHaveLength(files.vendors.length);
    expect(knowledge.lists).toHaveLength(files.lists.length);
  });

  test('is current when it is built', () => {
    const built = existsSync('dist/knowledge.json') ? readFileSync('dist/knowledge.json', 'utf8') : text;
    expect(built === text ? 'current' : 'stale: npm run build').toBe('current');
  });
});

test('prefixes and vendor files are in step (npm run update:mac)', () => {
  const makers = raw.vendors.flatMap((vendor) => [vendor, ...vendor.affiliates]);
  const named = makers.flatMap(({ identifiers }) => identifiers.macRegistrants);
  const registered = new Set(raw.macPrefixes.prefixes.map(([, registrant]) => registrant));
  const names = new Set(named.map(({ value }) => value));
  expect([...registered].filter((registrant) => !names.has(registrant))).toEqual([]);
  const expected = named.filter(({ certainty }) => certainty !== 'low').map(({ value }) => value);
  expect(expected.filter((registrant) => !registered.has(registrant))).toEqual([]);
});

const identifier = compileIdentifier(knowledge);
const record = (fields: Readonly<Partial<Record<Field, string>>>) => row(fields);

describe('every example of a vendor file', () => {
  function told(found: readonly Identification[], vendor: string): string | null {
    const met = found.find((one) => one.vendor?.id === vendor);
    return met === undefined ? null : `${met.confidence} ${met.vendor?.affiliate?.id ?? ''}`.trim();
  }

  test.each(knowledge.vendors.map((vendor) => [vendor.id, vendor] as const))('%s', (id, { examples }) => {
    const wrong = examples.match.flatMap(({ fields, confidence, affiliate }) => {
      const found = told(identifier.identify(record(fields)), id);
      const [grade, of = null] = found?.split(' ') ?? [];
      const right =
        found !== null && (confidence === null || grade === confidence) && (affiliate === null || of === affiliate);
      return right ? [] : [{ ...fields, expected: [confidence, affiliate], found }];
    });
    const alarms = examples.noMatch.flatMap(({ fields, confidence }) => {
      const met = identifier.identify(record(fields)).find((one) => one.vendor?.id === id);
      // A confidence on a row that must not be met is the grade it must not reach.
      const alarm = met !== undefined && (confidence === null || atLeast(met.confidence, confidence as Confidence));
      return alarm ? [{ ...fields, found: met.confidence }] : [];
    });
    expect([...wrong, ...alarms]).toEqual([]);
    expect(examples.match.length).toBeGreaterThan(0);
  });
});

describe('every example of a list', () => {
  const judge = compileJudge(knowledge.lists, knowledge.vendors, knowledge.words, {
    asOf: '2026-11-24',
    judgeAt: 'as-of',
  });

  test.each(knowledge.lists.map((list) => [list.id, list] as const))('%s', (id, { entries }) => {
    const designatedBy = (fields: Readonly<Partial<Record<Field, string>>>): readonly string[] => {
      const given = record(fields);
      const found = identifier.identify(given);
      const designations = found.flatMap((one) => judge.judge(one, given, found)?.designations ?? []);
      return designations.filter(({ list }) => list === id).map(({ entry }) => entry);
    };
    const wrong = entries.flatMap((entry) => [
      ...entry.examples.match
        .filter((fields) => !designatedBy(fields).includes(entry.id))
        .map((fields) => ({ entry: entry.id, missed: fields })),
      ...entry.examples.noMatch
        .filter((fields) => designatedBy(fields).includes(entry.id))
        .map((fields) => ({ entry: entry.id, alarm: fields })),
    ]);
    expect(wrong).toEqual([]);
  });
});
