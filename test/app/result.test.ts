import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { diskFiles } from '../../src/app/disk.ts';
import type { Host } from '../../src/app/host.ts';
import { readResult } from '../../src/app/result.ts';
import { FORMAT_NAMES } from '../../src/report/registry.ts';
import { emptyFolder, netvet } from '../cli/run.ts';

const cwd = emptyFolder();
const host = { files: diskFiles(cwd) } as Host;
const RUN = {
  ...{ type: 'run', schemaVersion: 1, netvet: '0.3.0', asOf: '2026-11-24', options: {}, knowledge: '0' },
  data: { path: null, day: '2026-10-10', sha256: '0' },
  ...{ lists: [], config: null, waivers: null, baseline: null, gate: [], results: [] },
};
const INPUT = {
  ...{ type: 'input', source: 'a.csv', format: 'csv', encoding: 'utf-8', delimiter: ',', headerLine: 1, from: 'user' },
  ...{ columns: [], unread: [] },
};
const DESIGNATION = {
  ...{ type: 'designation', list: 'l', entry: 'e', as: 'E', since: null, until: null, rules: [], citation: null },
  ...{ note: null, reason: null, verified: true, knownOn: null, counts: true },
};
const FINDINGS = ['a', 'b'].map((id) => ({
  ...{ type: 'finding', id, assetId: id, source: 'a.csv', row: 1, line: 2, cell: null, vendor: null, category: null },
  ...{ confidence: 'confirmed', status: 'banned', new: null, newBecause: null, fails: true },
  designations: [
    {
      ...{ list: 'l', entry: 'e', status: 'banned', rules: [], because: null, needs: [], daysLeft: null },
      ...{ exemption: null, waiver: null },
    },
  ],
  ...{ evidence: [], conflict: null, asset: {}, quantity: 1 },
}));
const PROBLEM = {
  ...{ type: 'problem', id: 'd875132164aadc6e', source: 'a.csv', row: 3, line: 4, cell: null, code: 'stray-quote' },
  ...{ severity: 'error', message: 'x', hint: null, rejected: true, waiver: null },
};
const INPUT_COUNT = {
  ...{ source: 'a.csv', sha256: null, rows: 3, judged: 2, notJudged: 0, rejected: 1, found: 2, failing: 2 },
  guessed: [],
};
const SUMMARY = {
  type: 'summary',
  inputs: [INPUT_COUNT],
  findings: { status: { banned: 2 }, confidence: { confirmed: 2 }, vendor: {}, list: {} },
  sites: {},
  attention: { possible: 1 },
  setAside: {},
  problems: { error: 1, warning: 0 },
  assets: { judged: 2, found: 2, failing: 2 },
  pieces: 2,
  undated: 0,
  waivers: { unused: [], expired: [], expiring: [], notYet: [], dismissed: 0 },
  newByList: {},
  elsewhere: [],
  resolved: [],
  notRead: [],
  exit: { code: 1, because: [] },
};
const ATTENTION = {
  ...{ type: 'attention', kind: 'possible', asset: null, place: null, why: 'so', do: null, finding: null },
};
const DOCUMENT = {
  schemaVersion: 1,
  run: RUN,
  findings: FINDINGS,
  inputs: [INPUT],
  designations: [DESIGNATION],
  problems: [PROBLEM],
  attention: [ATTENTION],
  summary: SUMMARY,
};
const EVENTS = [RUN, INPUT, DESIGNATION, ...FINDINGS, PROBLEM, ATTENTION, SUMMARY];
const LINES = EVENTS.map((event) => JSON.stringify(event)).join('\n');

async function read(text: string | Buffer): Promise<readonly unknown[]> {
  writeFileSync(join(cwd, 'r'), text);
  const events: unknown[] = [];
  for await (const event of readResult('r', host)) events.push(event);
  return events;
}

describe('an earlier result', () => {
  test.each([
    ['ndjson', `${LINES}\n`],
    ['ndjson without its last line end', LINES],
    ['ndjson with blank lines', `\n \r\n${LINES.replaceAll('\n', '\n\n')}\n\n`],
    ['ndjson with CRLF', LINES.replaceAll('\n', '\r\n')],
    ['ndjson in UTF-16, as Windows PowerShell redirects it', Buffer.from(`\ufeff${LINES}\r\n`, 'utf16le')],
    ['json', JSON.stringify(DOCUMENT)],
    ['json laid out by another tool', `\n${JSON.stringify(DOCUMENT, null, 2)}`],
  ])('%s is read as its events', async (_, text) => {
    expect(await read(text)).toEqual(EVENTS);
  });

  test.each([
    ['nothing', '', 'r: is not a result of netvet'],
    ['a CSV', 'vendor,model\nHikvision,DS\n', 'r: is not a result of netvet'],
    ['another JSON', '{"findings":[]}', 'r: is not a result of netvet'],
    ['a list', '[]', 'r: is not a result of netvet'],
    ['a document of its run alone', JSON.stringify({ run: RUN }), 'r: ends before its summary'],
    [
      'a document without its findings',
      JSON.stringify({ ...DOCUMENT, findings: undefined }),
      'r: is a damaged result: its summary counts 2 banned findings, and it holds 0',
    ],
    [
      'a document without its inputs',
      JSON.stringify({ ...DOCUMENT, inputs: undefined }),
      'r: is a damaged result: its summary counts 1 inputs, and it holds 0',
    ],
    ['a document without its run', '{"run":null}', 'r: is not a result of netvet'],
    ['a run without lists', JSON.stringify({ ...RUN, lists: null }), 'r: is a result that lacks lists'],
    [
      'a finding without evidence',
      LINES.replace('"evidence":[]', '"evidence":null'),
      'r: is a result that lacks evidence',
    ],
    [
      'a document with a finding that is none',
      JSON.stringify({ ...DOCUMENT, findings: [null] }),
      'r: is a result with an event that netvet does not know',
    ],
    [
      'a summary without an exit code',
      JSON.stringify({ ...DOCUMENT, summary: { ...SUMMARY, exit: 1 } }),
      'r: is a result that lacks exit',
    ],
    ['a line that was cut', `${JSON.stringify(RUN)}\n{"type":"find`, 'r:2: is not a line of a result'],
    ['a file that was cut between lines', `${JSON.stringify(RUN)}\n`, 'r: ends before its summary'],
    [
      'another version',
      '{"type":"run","schemaVersion":2}\n',
      'r: has schemaVersion 2; this netvet reads 1 (check the inventory again with this netvet, or use the one that wrote the result)',
    ],
    [
      'an older one, without a text that must be there',
      LINES.replaceAll('"as":"E",', ''),
      'r: is a result that lacks as (check the inventory again with this netvet, or use the one that wrote the result)',
    ],
    [
      'an older one, without a text inside',
      LINES.replace('"day":"2026-10-10",', ''),
      'r: is a result that lacks data.day (check the inventory again',
    ],
    [
      'a designation that is a word',
      LINES.replace(/"designations":\[.*?\}\]/, '"designations":["l"]'),
      'lacks designations',
    ],
    [
      'a kind that there is not',
      LINES.replace('"kind":"possible"', '"kind":"odd"'),
      'r: is a damaged result: its summary counts 1 items of possible, and it holds 0',
    ],
    [
      'a status that there is not',
      LINES.replaceAll('"status":"banned"', '"status":"odd"'),
      'r: is a damaged result: its summary counts 2 banned findings, and it holds 0',
    ],
  ])('%s is not taken for a result without findings', async (_, text, message) => {
    await expect(read(text)).rejects.toThrow(message);
  });

  test('of an older one, what came later is not known: null, or a list of nothing', async () => {
    const later = ['"headerLine":1,', ',"unread":[]', '"newBecause":null,', '"elsewhere":[],', '"daysLeft":null,'];
    const older = later.reduce((text, key) => text.replaceAll(key, ''), LINES);
    expect(await read(older)).toEqual(
      EVENTS.map((event) => ('headerLine' in event ? { ...event, headerLine: null } : event)),
    );
  });

  test('one that is not there says so', async () => {
    const absent = readResult('absent', host)[Symbol.asyncIterator]();
    await expect(absent.next()).rejects.toThrow('absent: cannot read: no such file or folder');
  });
});

test.each(['baseline-48-interfaces/earlier.ndjson', 'baseline-renamed/earlier.json'])(
  'an older result is reported in every format: %s',
  async (name) => {
    const path = resolve('test/cases', name);
    const formats = FORMAT_NAMES.filter((format) => format !== 'flagged' && format !== 'far-889');
    const written = formats.flatMap((format) => ['-o', `${format}=${join(cwd, `older.${format}`)}`]);
    const { code, stderr } = await netvet(['report', path, '-q', ...written], { cwd });
    expect({ code, stderr }).toEqual({ code: expect.any(Number), stderr: '' });
    expect([0, 1, 3]).toContain(code);
  },
);

test('a document that leaves out problems is no whole result', async () => {
  writeFileSync(join(cwd, 'site.csv'), 'Vendor,Model\nCisco,C9300\n');
  const { stdout } = await netvet(['check', 'site.csv', '-f', 'json'], { cwd });
  const result = JSON.parse(stdout) as typeof DOCUMENT;
  const held = { ...PROBLEM, id: 'x', source: '', row: null, line: null, code: 'held-back', rejected: false };
  const summary = { ...result.summary, problems: { error: 12, warning: 0 }, exit: { code: 3, because: [] } };
  writeFileSync(join(cwd, 'result.json'), JSON.stringify({ ...result, problems: [held], summary }));
  const { code, stderr } = await netvet(['report', 'result.json'], { cwd });
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('write the result as ndjson') });
});
