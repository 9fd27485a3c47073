import { describe, expect, test } from '@jest/globals';

import type { Identification } from '../../src/core/finding.ts';
import { compileJudge } from '../../src/judge/compile.ts';
import type { JudgeOptions } from '../../src/judge/judge.ts';
import type { Act, BanList, ListEntry, Prohibition } from '../../src/knowledge/ban-list.ts';
import { AS_OF } from './ask.ts';
import { recordOf } from './cases.ts';
import { listOf } from './lists.ts';
import { words } from '../words.ts';

const ROUTER: Identification = {
  vendor: null,
  category: { id: 'consumer-router', name: 'Consumer router' },
  confidence: 'probable',
  evidence: [],
  families: [],
  conflict: null,
};

function rule(act: Act, from: string): Prohibition {
  const plain = { until: null, parts: [], unclear: [], covers: [], citation: null, note: null, verified: true };
  return { act, announced: null, from, ...plain };
}

const NETGEAR: ListEntry['exemptions'][number] = {
  ...{ vendor: null, holder: 'Netgear, Inc.', names: ['Netgear'], models: [{ mask: 'RAX#{1,3}*', except: [] }] },
  ...{ from: '2026-04-01', until: null, citation: 'DA 1', note: null, verified: true },
};

function judged(acts: readonly Prohibition[], fields: string, list: Partial<BanList> = {}, options: Partial<JudgeOptions> = {}) {
  const entry = { category: 'consumer-router' as const, producedOutside: ['US'], prohibits: acts, exemptions: [NETGEAR] };
  const judge = compileJudge([{ ...listOf([entry], 'statute'), ...list }], [], words, { asOf: AS_OF, judgeAt: 'as-of', ...options });
  const found = judge.judge(ROUTER, recordOf(`country=China${fields}`), [ROUTER])?.designations[0];
  return [found?.status ?? 'none', ...(found?.needs ?? [])].join(' ');
} // prettier-ignore

const DAY = '2026-03-23';
const [BUY, AUTHORISE, PAY, USE] = [
  rule('procure', DAY),
  rule('authorise', DAY),
  rule('subsidy', DAY),
  rule('use', DAY),
];
const approvals = (checked: string): Partial<BanList> => ({
  approvals: [{ id: 'a', title: 'A', checked, changesEvery: 14, categories: ['consumer-router'] }],
});

describe('a category', () => {
  test.each<[string, readonly Prohibition[], string, string]>([
    ['authorising and paying alone ask for a fact', [AUTHORISE, PAY], '', 'undetermined grant day subsidy'],
    ['authorising alone', [AUTHORISE], '', 'undetermined grant day'],
    ['acquiring is barred', [BUY, AUTHORISE], '', 'banned'],
    ['holding is barred', [USE], '', 'banned'],
    ['no act: barred as such', [], '', 'banned'],
    ['bought before', [BUY], ' | acquired=2026-03-22', 'listed'],
    ['bought on the first day', [BUY], ' | acquired=2026-03-23', 'banned'],
    ['bought on one of two days', [BUY], ' | acquired=03/04/2026', 'banned'],
    ['bought before, by authorising', [AUTHORISE, PAY], ' | acquired=2026-03-22', 'listed'],
    ['held, whenever it was bought', [USE, BUY], ' | acquired=2020-01-01', 'banned'],
    ['an approved model', [BUY], ' | vendor=Netgear | model=RAX50', 'exempt'],
    ['another model of the holder', [BUY], ' | vendor=Netgear | model=WNR2000', 'banned'],
    ['the holder in a note alone', [BUY], ' | text=Netgear | vendor=Acme | model=RAX50', 'banned'],
    ['a holder without a model', [BUY], ' | vendor=Netgear', 'undetermined model'],
    ['one country of two', [BUY], ' | country=USA', 'banned'],
  ])('%s', (_, acts, fields, expected) => {
    expect(judged(acts, fields)).toBe(expected);
  });

  test.each<[string, string, readonly Prohibition[], string, string]>([
    ['at their pace', '2026-11-10', [BUY], '', 'banned'],
    ['older than their pace', '2026-11-09', [BUY], '', 'undetermined current approvals'],
    ['checked after the day of the run', '2027-06-01', [BUY], '', 'banned'],
    ['older, but not barred', '2026-01-01', [AUTHORISE], '', 'undetermined grant day'],
    ['older, but bought before', '2026-01-01', [BUY], ' | acquired=2026-01-01', 'listed'],
    ['older, and approved', '2026-01-01', [BUY], ' | vendor=Netgear | model=RAX50', 'exempt'],
  ])('approvals %s', (_, checked, acts, fields, expected) => {
    expect(judged(acts, fields, approvals(checked))).toBe(expected);
  });
});
