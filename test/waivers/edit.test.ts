import { describe, expect, test } from '@jest/globals';

import { assetKey } from '../../src/core/asset.ts';
import type { NewWaiver } from '../../src/waivers/waiver-file.ts';
import { addWaivers, matchFor, parseWaivers, withoutWaivers } from '../../src/waivers/waiver-file.ts';
import { createWaiverRun, stateOn } from '../../src/waivers/waiver.ts';
import { removeItems } from '../../src/yaml/edit.ts';
import { findingOf } from './findings.ts';
import { words } from '../words.ts';

const NEW: NewWaiver = {
  id: 'cam-7',
  match: { finding: '9f2c', serial: '0012345' },
  because: 'replacing',
  reason: "it's ordered: PO #4711",
  owner: 'network-ops',
  approved: '2026-11-24',
  expires: '2027-03-31',
  ticket: null,
};

const WRITTEN = `  - id: cam-7
    match:
      finding: 9f2c
      serial: '0012345'
    because: replacing
    reason: "it's ordered: PO #4711"
    owner: network-ops
    approved: 2026-11-24
    expires: 2027-03-31
`;

const FILE = `# decisions of the security board
maxDays: 365   # a year at most

waivers:
  # the lobby
  - id: lobby   # by the door
    match: {serial: '0012345'}
    because: accepted
    reason: >-
      long
      text
    owner: "ops"
    approved: 2026-01-01
    expires: 2026-06-30
    # see NET-311

  # the yard
  - {id: yard, match: {hostname: yard}, because: not-this-vendor, reason: r, owner: o}
  - id: gate
    match: {site: gate}
    because: replacing
    reason: r
    owner: o
    approved: 2026-06-01
    expires: 2027-01-01   # budget
    # after the last
# end of file
`;

const add = (text: string) => addWaivers({ path: 'w.yaml', text }, [NEW], words.noValue).text;
const prune = (text: string, asOf: string) =>
  withoutWaivers({ path: 'w.yaml', text }, (one) => stateOn(one, asOf) === 'expired', words.noValue);

describe('add', () => {
  test('adds lines and changes no other byte', () => {
    expect(add(FILE)).toBe(FILE.replace('# end of file\n', `${WRITTEN}# end of file\n`));
  });

  test.each([FILE, 'maxDays: 365 # a year\n', 'waivers: [] # none\n'])('keeps the line ends of the file', (text) => {
    const crlf = text.replaceAll('\n', '\r\n');
    expect(add(crlf)).toBe(add(text).replaceAll('\n', '\r\n'));
  });

  test.each([
    ['an empty file', '', `# yaml-language-server: $schema=waivers.schema.json\nwaivers:\n${WRITTEN}`],
    ['comments only', '# ours\n', `# ours\nwaivers:\n${WRITTEN}`],
    ['comments only, no newline at the end', '# ours', `# ours\nwaivers:\n${WRITTEN}`],
  ])('makes %s a waiver file', (_, text, expected) => {
    expect(add(text)).toBe(expected);
  });

  test('keeps the indentation of the file, and adds the missing newline', () => {
    const text = 'waivers:\n- {id: a, match: {serial: x1}, because: not-this-vendor, reason: r, owner: o}';
    expect(add(text)).toBe(`${text}\n${WRITTEN.replace(/^ {2}/gm, '')}`);
  });

  test.each(['maxDays: 365 # a year\nwaivers: []\n', 'maxDays: 365 # a year\n', 'maxDays: 365 # a year\nwaivers:\n'])(
    'writes a list in flow style or a missing one anew: %j',
    (text) => {
      const added = add(text);
      expect(added).toContain('maxDays: 365 # a year');
      expect(parseWaivers({ path: 'w.yaml', text: added }, words.noValue).waivers.map(({ id }) => id)).toEqual([
        'cam-7',
      ]);
    },
  );

  test.each([
    'waivers: [{id: a, match: {serial: x1}, because: not-this-vendor, reason: r, owner: o}] # our list\n',
    'waivers:\n  # our list\n  []\n',
    'waivers: [] # our list\n',
    'waivers: # our list\n',
    'waivers:\n  # our list\n',
    '# our list\nwaivers:\n',
    'maxDays: 365\n# our list\n',
    'waivers:\n  [\n    # our list\n    {id: a, match: {serial: x1}, because: not-this-vendor, reason: r, owner: o}\n  ]\n',
    'waivers:\n  [\n    {id: a, match: {serial: x1}, because: not-this-vendor, reason: r, owner: o} # our list\n  ]\n',
  ])('loses no comment of %j', (text) => {
    const added = add(text);
    expect(added.match(/# our list/g)).toHaveLength(1);
    expect(parseWaivers({ path: 'w.yaml', text: added }, words.noValue).waivers.at(-1)?.id).toBe('cam-7');
  });

  test('a value can break neither the file nor its meaning', () => {
    const reason = '"}]\n- id: x # \u202e ---';
    const waivers = [{ ...NEW, reason, match: { serial: '1e3', model: '~1' } }];
    const text = addWaivers({ path: 'w.yaml', text: FILE }, waivers, words.noValue).text;
    const waiver = parseWaivers({ path: 'w.yaml', text }, words.noValue).waivers.at(-1);
    expect(waiver).toMatchObject({ reason, match: { serial: '1e3', model: '~1' } });
  });

  test.each([
    [{ ...NEW, id: 'gate' }, 'the new waiver: the id gate is taken by another waiver'],
    [{ ...NEW, expires: '2027-11-25' }, 'the new waiver: holds 366 days, more than maxDays: 365'],
    [{ ...NEW, expires: null }, 'the new waiver: the key expires is missing'],
    [{ ...NEW, match: {} }, 'the new waiver: match is empty'],
  ])('refuses what the file would not allow', (waiver, message) => {
    expect(() => addWaivers({ path: 'w.yaml', text: FILE }, [waiver], words.noValue)).toThrow(message);
  });

  test.each([
    ['2026-01-01', '2026-06-30', '2026-11-24'],
    ['2026-06-01', '2027-01-01', '2026-11-24'],
  ])('a waiver of the same match takes the place of one from %s to %s', (approved, expires, today) => {
    const old = { ...NEW, id: 'ours', match: { serial: ' 0012345', finding: '9F2C' }, approved, expires };
    const file = { path: 'w.yaml', text: addWaivers({ path: 'w.yaml', text: FILE }, [old], words.noValue).text };
    const text = addWaivers(file, [{ ...NEW, approved: today }], words.noValue).text;
    expect(text).toBe(FILE.replace('    # after the last\n# end of file\n', `${WRITTEN}# end of file\n`));
  });

  test.each([{ serial: '0012345' }, { finding: '9f2c', serial: '0012345', list: 'us-ndaa-889' }])(
    'one of another match stays: %j',
    (match) => {
      const file = {
        path: 'w.yaml',
        text: addWaivers({ path: 'w.yaml', text: '' }, [{ ...NEW, match }], words.noValue).text,
      };
      expect(() => addWaivers(file, [NEW], words.noValue)).toThrow('the id cam-7 is taken by another waiver');
      expect(addWaivers(file, [{ ...NEW, id: 'more' }], words.noValue).text.startsWith(file.text)).toBe(true);
    },
  );

  test('refuses to edit a file that is not valid', () => {
    expect(() => add('waivers: [{id: A}]')).toThrow('w.yaml:1:16');
  });
});

describe('a waiver made for a finding', () => {
  test.each([
    [{ serial: ' 0012345', hostname: 'cam-7' }, 'hikvision-0012345', { vendor: 'hikvision', serial: '0012345' }],
    [{ serial: 'n/a', assetTag: 'AT 77' }, 'hikvision-at-77', { vendor: 'hikvision', assetTag: 'AT 77' }],
    [
      { hostname: 'cam-7.example.org' },
      'hikvision-cam-7-example-org',
      { vendor: 'hikvision', hostname: 'cam-7.example.org' },
    ],
    [
      { mac: '02:00:00:00:00:01, 001A.2B3C.4D5E' },
      'hikvision-00-1a-2b-3c-4d-5e',
      { vendor: 'hikvision', mac: '00:1a:2b:3c:4d:5e' },
    ],
    [
      { hostname: 'cam-7', site: 'Lobby 2' },
      'hikvision-cam-7-lobby-2',
      { vendor: 'hikvision', hostname: 'cam-7', site: 'Lobby 2' },
    ],
    [{ model: 'DS-2CD' }, 'hikvision-abc0000000000000', { finding: 'abc0000000000000' }],
  ])('%j covers it', (asset, id, match) => {
    const finding = findingOf({ id: 'abc0000000000000', vendor: 'hikvision', on: { l: 'banned' }, asset });
    const made = matchFor(finding, assetKey(finding.asset, words.noValue).kind);
    expect(made).toEqual({ id, match });
    const text = addWaivers({ path: 'w.yaml', text: '' }, [{ ...NEW, ...made }], words.noValue).text;
    const run = createWaiverRun(parseWaivers({ path: 'w.yaml', text }, words.noValue), '2026-11-24');
    expect(run.apply(finding).status).toBe('waived');
  });
});

test('a waiver for a vendor without an id names the finding: its name may be close to that of another', () => {
  const of = findingOf({ id: 'abc0000000000000', vendor: 'x', on: { l: 'banned' }, asset: { serial: 'A12' } });
  const finding = { ...of, vendor: { id: null, name: 'Autec'.repeat(16), affiliate: null } };
  const made = matchFor(finding, 'serial');
  expect(made).toEqual({ id: `${'autec'.repeat(12)}-abc0000000000000`, match: { finding: 'abc0000000000000' } });
  expect(addWaivers({ path: 'w.yaml', text: '' }, [{ ...NEW, ...made }], words.noValue).text).toContain('finding: abc');
});

describe('prune', () => {
  test('drops what has expired with the comments that are its own', () => {
    const { text, removed } = prune(FILE, '2026-07-01');
    expect(removed).toEqual(['lobby']);
    const start = FILE.indexOf('  # the lobby');
    expect(text).toBe(FILE.slice(0, start) + FILE.slice(FILE.indexOf('  # the yard')));
  });

  test('drops the last one too', () => {
    const { text, removed } = prune(FILE, '2027-01-02');
    expect(removed).toEqual(['lobby', 'gate']);
    const [start, yard, gate] = ['  # the lobby', '  # the yard', '  - id: gate'].map((line) => FILE.indexOf(line));
    expect(text).toBe(`${FILE.slice(0, start)}${FILE.slice(yard, gate)}# end of file\n`);
  });

  test('changes nothing when nothing has expired', () => {
    expect(prune(FILE, '2026-06-30')).toEqual({ text: FILE, removed: [] });
  });

  test('leaves a valid file when everything goes', () => {
    const dated = FILE.replace('owner: o}', 'owner: o, approved: 2026-01-01, expires: 2026-06-30}');
    const { text, removed } = prune(dated, '2030-01-01');
    expect(removed).toEqual(['lobby', 'yard', 'gate']);
    expect(text).toContain('maxDays: 365');
    expect(parseWaivers({ path: 'w.yaml', text }, words.noValue).waivers).toEqual([]);
  });

  test('the last line of a text is no comment of the next waiver', () => {
    const kept = 'waivers:\n  - id: first\n    reason: |\n      see the\n      # ticket\n';
    expect(removeItems(`${kept}  # of the next\n  - id: next\n`, 'waivers', new Set([1]))).toBe(kept);
  });

  test.each([
    ['is needed', '    match: &one {serial: A12}\n', '    match: *one\n'],
    ['is the nearer of two', '    match: &one {serial: A12}\n', '    match: &one {serial: A13}\n', '    match: *one\n'],
  ])('an anchor that %s is not removed', (_, ...matches) => {
    const wrong = 'needs the anchor (&) of a removed one';
    const days = ['2020', '2019', '2020'].slice(-matches.length);
    const rest = '    because: accepted\n    reason: r\n    owner: o\n';
    const items = matches.map((match, at) => `  - id: w${at}\n${match}${rest}    approved: 2018-12-01\n`);
    const dated = items.map((item, at) => `${item}    expires: ${days[at] ?? ''}-01-01\n`);
    expect(() => prune(`waivers:\n${dated.join('')}`, '2019-06-01')).toThrow(wrong);
    const flow = dated.map((item) => `{${item.slice(4).trimEnd().replaceAll('\n   ', ',')}}`);
    expect(() => prune(`waivers: [${flow.join(', ')}]\n`, '2019-06-01')).toThrow(wrong);
  });

  test('a list in flow style', () => {
    const text =
      'waivers: [{id: a, match: {serial: x1}, because: not-this-vendor, reason: r, owner: o}, {id: b, match: {site: y}, because: accepted, reason: r, owner: o, approved: 2019-01-01, expires: 2020-01-01}]\n';
    const pruned = prune(text, '2026-01-01');
    expect(parseWaivers({ path: 'w.yaml', text: pruned.text }, words.noValue).waivers.map(({ id }) => id)).toEqual([
      'a',
    ]);
  });
});

test.each(['{}\n', '{waivers: null}\n', '{"maxDays": 300}\n', 'maxDays: 300\n...\n', '? waivers\n'])(
  'a first waiver is added to %j',
  (text) => {
    const added = addWaivers({ path: 'w.yaml', text }, [NEW], words.noValue).text;
    expect(parseWaivers({ path: 'w.yaml', text: added }, words.noValue).waivers).toHaveLength(1);
  },
);
