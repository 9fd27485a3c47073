import { describe, expect, test } from '@jest/globals';

import { Layout } from '../../src/core/layout.ts';
import { compileJudge } from '../../src/judge/compile.ts';
import type { ListEntry, ListKind, Prohibition } from '../../src/knowledge/ban-list.ts';
import { ask, AS_OF, met, short } from './ask.ts';
import { recordOf } from './cases.ts';
import { listOf } from './lists.ts';
import { words } from '../words.ts';

const rule = (from: string | null, until: string | null = null): Prohibition => ({
  act: 'use',
  announced: null,
  from,
  until,
  parts: [],
  unclear: [],
  covers: [],
  citation: null,
  note: null,
  verified: true,
});
const listed = (from: string | null, until: string | null) => ({ from, until, citation: null });

describe('when', () => {
  test.each<[string, Partial<ListEntry>, string]>([
    ['no dates at all', {}, 'acme banned'],
    ['since today', { periods: [listed(AS_OF, null)] }, 'acme banned'],
    ['since tomorrow', { periods: [listed('2026-11-25', null)] }, 'acme upcoming: in force from 2026-11-25'],
    ['last day today', { periods: [listed(null, AS_OF)] }, 'acme banned'],
    ['last day yesterday', { periods: [listed(null, '2026-11-23')] }, 'acme listed: was listed until 2026-11-23'],
    [
      'delisted, to be listed again',
      { periods: [listed('2027-01-01', null), listed('2020-01-01', '2021-01-01')] },
      'acme upcoming: in force from 2027-01-01',
    ],
    ['a rule nobody knew of yet', { announced: '2026-11-25', prohibits: [rule('2027-01-01')] }, 'none'],
    [
      'a rule announced today',
      { prohibits: [{ ...rule('2027-01-01'), announced: AS_OF }] },
      'acme upcoming: forbids use from 2027-01-01',
    ],
    [
      'listed, and no rule announced yet',
      { announced: '2020-01-01', prohibits: [{ ...rule('2027-01-01'), announced: '2026-11-25' }] },
      'acme listed: it forbids nothing yet',
    ],
    [
      'a rule that has ended',
      { prohibits: [rule('2020-01-01', '2026-11-23')] },
      'acme listed: its last rule ended on 2026-11-23',
    ],
    ['a rule on its last day', { prohibits: [rule('2020-01-01', AS_OF)] }, 'acme banned'],
    [
      'one rule ended, one to come',
      { prohibits: [rule(null, '2020-01-01'), rule('2027-01-01')] },
      'acme upcoming: forbids use from 2027-01-01',
    ],
    [
      'a rule older than the listing',
      { periods: [listed('2027-01-01', null)], prohibits: [rule('2020-01-01')] },
      'acme upcoming: forbids use from 2027-01-01',
    ],
    [
      'a rule after the listing ended',
      { periods: [listed(null, '2026-12-31')], prohibits: [rule('2027-01-01')] },
      'acme listed: it forbids nothing yet',
    ],
  ])('%s', (_, entry, expected) => {
    expect(short({ entries: [entry] })).toBe(expected);
  });

  test('days left count over a leap day', () => {
    expect(
      ask({ entries: [{ periods: [listed('2028-03-01', null)] }], options: { asOf: '2028-02-28' } })?.designations[0]
        ?.daysLeft,
    ).toBe(2);
  });

  test.each<[ListKind, string]>([
    ['order', 'banned'],
    ['statute', 'banned'],
    ['policy', 'banned'],
    ['contract', 'banned'],
    ['advisory', 'listed'],
    ['proposal', 'listed'],
    ['informational', 'listed'],
    ['criteria', 'listed'],
    ['allow-list', 'listed'],
  ])('a list of kind %s: %s', (kind, status) => {
    expect(ask({ entries: [{ prohibits: [rule(null)], models: [] }], kind })?.status).toBe(status);
  });
});

describe('judged on its own day', () => {
  const bought = (...days: readonly (readonly [from: string, until: string | null])[]): Partial<ListEntry> => ({
    prohibits: days.map(([from, until]) => ({ ...rule(from, until), act: 'procure' })),
  });
  const since2022 = bought(['2022-01-01', null]);
  const twice = bought(['2020-03-01', '2020-06-30'], ['2022-01-01', null]);
  test.each<[string, Partial<ListEntry>, string, string]>([
    ['2021-12-31', since2022, 'acme', 'listed: acquired 2021-12-31, before 2022-01-01'],
    ['2022-01-01', since2022, 'acme', 'banned: acquired 2022-01-01'],
    ['03/01/2022', since2022, 'acme', 'banned: acquired "03/01/2022"'],
    ['01/12/2021', since2022, 'acme', 'listed: acquired "01/12/2021", before 2022-01-01'],
    ['12/01/2022', bought(['2022-06-01', null]), 'acme', 'banned: acquired "12/01/2022" may be 2022-12-01'],
    ['2020', twice, 'acme', 'banned: acquired "2020" may be 2020-03-01'],
    ['2021', bought(['2020-03-01', '2020-06-30']), 'acme', 'listed: its last rule ended on 2020-06-30; acquired "2021"'],
    ['2020-05-01', bought(['2020-03-01', '2020-06-30']), 'acme', 'banned: acquired 2020-05-01'],
    ['2020-02-29 | acquired=2020-03-02', twice, 'acme', 'banned: acquired "2020-02-29, 2020-03-02" may be 2020-03-02'],
    ['n/a | acquired=2021-03-01', since2022, 'acme', 'listed: acquired 2021-03-01, before 2022-01-01'],
    ['2026', since2022, 'acme', 'banned: acquired "2026"'],
    ['2026-12-01', since2022, 'acme', 'banned: acquired "2026-12-01" is not a usable date: judged as of 2026-11-24'],
    ['12/11/2026', bought(['2026-11-20', null]), 'acme', 'banned: acquired "12/11/2026" may be 2026-11-24'],
    ['soon', since2022, 'acme', 'banned: acquired "soon" is not a usable date: judged as of 2026-11-24'],
    ['1970-01-01', since2022, 'acme', 'banned: acquired "1970-01-01" is not a usable date: judged as of 2026-11-24'],
    ['1900-01-01', since2022, 'acme', 'banned: acquired "1900-01-01" is not a usable date: judged as of 2026-11-24'],
    ['9999-12-31', since2022, 'acme', 'banned: acquired "9999-12-31" is not a usable date: judged as of 2026-11-24'],
    ['n/a', since2022, 'acme', 'banned: no purchase date: judged as of 2026-11-24'],
    ['2000-01-01', {}, 'acme', 'banned'],
    ['2000-01-01', { prohibits: [rule('2022-01-01')] }, 'acme', 'banned'],
    ['2000-01-01', { prohibits: [rule('2027-01-01'), ...(since2022.prohibits ?? [])] }, 'acme', 'upcoming: forbids use from 2027-01-01'],
    ['November 2020', bought(['2019-01-01', null]), 'acme/ex', 'banned: acquired "November 2020" may be 2020-11-01'],
    ['2021-01-01', bought(['2019-01-01', null]), 'acme/ex', "listed: EX was acme's until 2020-11-16, then sold; acquired 2021-01-01"],
  ])('%s', (acquired, entry, thing, expected) => {
    const options = { judgeAt: 'acquired' as const };
    expect(short({ entries: [entry], thing, fields: `acquired=${acquired}`, options })).toBe(`acme ${expected}`);
  }); // prettier-ignore

  test('only a day of purchase, order, invoice or delivery clears', () => {
    const judge = compileJudge([listOf([since2022])], [], words, { asOf: AS_OF, judgeAt: 'acquired' });
    const record = recordOf('acquired=2019-01-01');
    const columns = record.layout.columns.map((column) => ({ ...column, otherDay: true }));
    const warranty = { ...record, layout: new Layout(columns) };
    expect(judge.judge(met('acme'), record, [])?.status).toBe('listed');
    expect(judge.judge(met('acme'), warranty, [])?.status).toBe('banned');
  });
});

describe('the legal text on a day', () => {
  const entry: Partial<ListEntry> = {
    periods: [
      { from: '2020-01-01', until: '2021-12-31', citation: 'first notice' },
      { from: '2023-01-01', until: null, citation: null },
    ],
    prohibits: [rule('2020-01-01', '2020-12-31'), rule('2023-06-01')],
    deadlines: [{ what: 'all of it', by: '2027-12-31', citation: null }],
    condition: 'as first worded',
    citation: 'the act',
    continuedUse: 'may go on being used',
    note: 'a note',
    revisions: [
      { from: '2025-01-01', listedAs: null, condition: 'as last worded', citation: 'amendment 2', note: null },
      { from: '2024-01-01', listedAs: 'Acme plc', condition: 'as reworded', citation: null, note: 'renamed' },
    ],
  };
  const text = (asOf: string) =>
    compileJudge([listOf([entry])], [], words, { asOf, judgeAt: 'as-of' }).designation('acme-list', 'acme');

  test.each([
    ['2019-01-01', '2020-01-01', 'Acme', 'as first worded', 'first notice', 2],
    ['2021-06-01', '2020-01-01', 'Acme', 'as first worded', 'first notice', 1],
    ['2022-06-01', '2023-01-01', 'Acme', 'as first worded', 'the act', 1],
    ['2024-01-01', '2023-01-01', 'Acme plc', 'as reworded', 'the act', 1],
    ['2025-01-01', '2023-01-01', 'Acme plc', 'as last worded', 'amendment 2', 1],
  ])('%s', (asOf, since, listedAs, condition, citation, rules) => {
    const { prohibits, ...rest } = text(asOf);
    expect(rest).toMatchObject({ since, listedAs, condition, citation, url: 'https://example.org/list' });
    expect(prohibits).toHaveLength(rules);
  });

  test('says what may go on and until when, and refuses an entry it does not have', () => {
    expect(text(AS_OF)).toMatchObject({
      continuedUse: 'may go on being used',
      note: 'renamed',
      deadlines: [{ what: 'all of it', by: '2027-12-31' }],
      verified: true,
    });
    const judge = compileJudge([listOf([entry])], [], words, { asOf: AS_OF, judgeAt: 'as-of' });
    expect(() => judge.designation('acme-list', 'nobody')).toThrow('no entry nobody in list acme-list');
  });
});
