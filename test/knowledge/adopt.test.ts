import { describe, expect, test } from '@jest/globals';

import { formatProblem } from '../../src/core/errors.ts';
import { withAdopted } from '../../src/knowledge/ban-list.ts';
import type { BanList, ListEntry } from '../../src/knowledge/ban-list.ts';
import type { Adoption } from '../../src/knowledge/list-shape.ts';
import { readData } from '../../src/knowledge/data.ts';
import { listOf } from '../judge/lists.ts';
import { shipped } from '../knowledge.ts';
import { dataFiles } from './small.ts';

const { lists } = shipped();

const ADOPTION: Adoption = {
  list: 'acme-list',
  asOf: null,
  only: [],
  since: '2023-07-01',
  affiliates: null,
  rules: null,
};

/** What a list that adopts another holds of it. */
function adopted(entry: Partial<ListEntry>, adoption: Partial<Adoption> = {}, own: Partial<BanList> = {}) {
  const list = listOf([], [{}], { id: 'state', adopts: [{ ...ADOPTION, ...adoption }], ...own });
  return withAdopted(list, [listOf([entry])]).entries[0];
}

const pairs = lists.flatMap((list) => list.adopts.map((adoption) => [list, adoption] as const));

test.each(pairs.map(([list, adoption]) => [`${list.id} adopts ${adoption.list}`, list, adoption] as const))(
  '%s: whom that names, and nobody else',
  (_, list, { list: id, asOf, only }) => {
    const source = lists.find((other) => other.id === id)?.entries ?? [];
    const stood = source.filter(
      ({ since, until }) => asOf === null || ((since ?? '') <= asOf && (until === null || asOf <= until)),
    );
    const wanted = only.length === 0 ? stood : stood.filter((entry) => only.includes(entry.id));
    const own = list.entries.filter(({ adoptedFrom }) => adoptedFrom === id);
    expect(own.map((entry) => [entry.id, entry.vendor, entry.thing, entry.as])).toEqual(
      wanted.map((entry) => [`${id}/${entry.id}`, entry.vendor, entry.thing, entry.as]),
    );
    expect(own.length).toBeGreaterThan(0);
  },
);

describe('an adopted entry', () => {
  test('is named once both laws say so', () => {
    expect(adopted({ since: '2021-01-01' })).toMatchObject({ since: '2023-07-01', announced: '2023-07-01' });
    expect(adopted({ since: '2024-01-01' })).toMatchObject({ since: '2024-01-01', announced: '2024-01-01' });
    expect(adopted({ since: '2021-01-01' }, { since: null })?.since).toBe('2021-01-01');
  });

  test('ends with its listing when living, and stays when frozen', () => {
    const ended = { since: '2021-01-01', until: '2025-01-06' };
    expect(adopted(ended)?.until).toBe('2025-01-06');
    expect(adopted(ended, { asOf: '2024-01-31' })?.until).toBeNull();
  });

  test('that came later, or had ended, is not there when frozen', () => {
    expect(adopted({ since: '2025-01-07' }, { asOf: '2024-01-31' })).toBeUndefined();
    expect(adopted({ since: '2021-01-01', until: '2022-01-01' }, { asOf: '2024-01-31' })).toBeUndefined();
  });

  test('what is named there is named here, as far as this law goes', () => {
    const scope = { things: null, except: ['software'] };
    const entry = adopted({ scopes: [scope], citation: 'DA 1', affiliates: 'named' }, {}, { things: ['drone'] });
    expect(entry).toMatchObject({
      id: 'acme-list/acme',
      adoptedFrom: 'acme-list',
      scopes: [scope, { things: ['drone'], except: null }],
      citation: 'acme-list: DA 1',
      affiliates: 'named',
    });
    expect(adopted({ affiliates: 'named' }, { affiliates: 'included' })?.affiliates).toBe('included');
  });

  test('its rules are those of the list that adopts it', () => {
    expect(adopted({ rules: ['money'] })?.rules).toBeNull();
    expect(adopted({ rules: ['money'] }, { rules: ['use'] })?.rules).toEqual(['use']);
  });
});

describe('what cannot be adopted', () => {
  const problems = (adopts: string) => {
    const state = `id: state\ntitle: S\nshort: S\npublisher: P\njurisdiction: EU\nbinds: all\nchecked: 2026-08-20\npace: 30d\nurl: https://example.org/\nadopts:\n  - ${adopts}\n`;
    return readData(dataFiles({ 'lists/state.yaml': state })).problems.map(formatProblem);
  };
  test.each([
    ['{list: eu-list}', []],
    ['{list: eu-list, asOf: 2023-01-01}', []],
    ['{list: eu-lst}', [/unknown list eu-lst \(did you mean eu-list\?\)/]],
    ['{list: state}', [/state adopts other lists itself/]],
    ['{list: eu-list, asOf: 2020-01-01}', [/eu-list named nobody on 2020-01-01/]],
    ['{list: eu-list, only: [zte]}', [/eu-list has no entry zte/]],
    ['{list: eu-list, asOf: someday}', [/"someday" is not a valid date/]],
    ['{list: eu-list, rules: [use]}', [/no rule use in this list/]],
  ])('%s', (adopts, expected) => {
    const found = problems(adopts);
    expect(found).toHaveLength(expected.length);
    expected.forEach((pattern, index) => {
      expect(found[index]).toMatch(pattern);
    });
  });
});
