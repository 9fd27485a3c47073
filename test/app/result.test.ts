import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { diskFiles } from '../../src/app/disk.ts';
import type { Host } from '../../src/app/host.ts';
import { readResult } from '../../src/app/result.ts';
import { emptyFolder } from '../cli/run.ts';

const cwd = emptyFolder();
const host = { cwd, files: diskFiles(cwd) } as Host;
const RUN = { type: 'run', schemaVersion: 1, asOf: '2026-11-24', options: {}, lists: [], gate: [], results: [] };
const INPUT = { type: 'input', source: 'a.csv', columns: [] };
const DESIGNATION = { type: 'designation', list: 'l', entry: 'e', rules: [], counts: true };
const FINDINGS = ['a', 'b'].map((id) => ({
  type: 'finding',
  id,
  assetId: id,
  source: 'a.csv',
  row: 1,
  confidence: 'confirmed',
  status: 'banned',
  fails: true,
  designations: [{ list: 'l', entry: 'e' }],
  evidence: [],
  asset: {},
  quantity: 1,
}));
const PROBLEM = {
  type: 'problem',
  id: 'd875132164aadc6e',
  source: 'a.csv',
  code: 'stray-quote',
  severity: 'error',
  message: 'x',
};
const SUMMARY = {
  type: 'summary',
  inputs: [{ source: 'a.csv', rows: 3, judged: 2, notJudged: 0, rejected: 1 }],
  findings: { status: { banned: 2 }, confidence: { confirmed: 2 } },
  setAside: {},
  problems: { error: 1, warning: 0 },
  undated: 0,
  assets: { judged: 2, found: 2, failing: 2 },
  sites: {},
  attention: { possible: 1 },
  waivers: {},
  newByList: {},
  elsewhere: [],
  resolved: [],
  notRead: [],
  exit: { code: 1, because: [] },
};
const ATTENTION = { type: 'attention', kind: 'possible', why: 'so' };
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
    ['ndjson with CRLF', LINES.replaceAll('\n', '\r\n')],
    ['ndjson in UTF-16, as Windows PowerShell redirects it', Buffer.from(`\ufeff${LINES}\r\n`, 'utf16le')],
    ['json', JSON.stringify(DOCUMENT)],
    ['json laid out by another tool', JSON.stringify(DOCUMENT, null, 2)],
  ])('%s is read as its events', async (_, text) => {
    expect(await read(text)).toEqual(EVENTS);
  });

  test.each([
    ['nothing', '', 'r: is not a result of netvet'],
    ['a CSV', 'vendor,model\nHikvision,DS\n', 'r: is not a result of netvet'],
    ['another JSON', '{"findings":[]}', 'r: is not a result of netvet'],
    ['a list', '[]', 'r: is not a result of netvet'],
    ['a document without its findings', JSON.stringify({ run: RUN }), 'r: is a result without inputs'],
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
      'r: is a result that lacks an event',
    ],
    [
      'a summary without an exit code',
      JSON.stringify({ ...DOCUMENT, summary: { ...SUMMARY, exit: 1 } }),
      'r: is a result that lacks exit',
    ],
    ['a line that was cut', `${JSON.stringify(RUN)}\n{"type":"find`, 'r:2: is not a line of a result'],
    ['a file that was cut between lines', `${JSON.stringify(RUN)}\n`, 'r: ends before its summary'],
    ['another version', '{"type":"run","schemaVersion":2}\n', 'r: has schemaVersion 2; this netvet reads 1'],
  ])('%s is not taken for a result without findings', async (_, text, message) => {
    await expect(read(text)).rejects.toThrow(message);
  });

  test('one that is not there says so', async () => {
    const absent = readResult('absent', host)[Symbol.asyncIterator]();
    await expect(absent.next()).rejects.toThrow('absent: cannot read: no such file or folder');
  });
});
