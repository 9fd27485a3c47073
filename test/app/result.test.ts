import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Host } from '../../src/app/host.ts';
import { readResult } from '../../src/app/result.ts';
import { emptyFolder } from '../cli/run.ts';

const cwd = emptyFolder();
const host = { cwd } as Host;
const RUN = { type: 'run', schemaVersion: 1, options: {}, lists: [] };
const FINDINGS = ['a', 'b'].map((id) => ({ type: 'finding', id, designations: [], evidence: [], asset: {} }));
const SUMMARY = { type: 'summary', inputs: [], findings: {}, waivers: {}, unclear: {}, resolved: [], exit: {} };
const DOCUMENT = {
  schemaVersion: 1,
  run: RUN,
  findings: FINDINGS,
  inputs: [],
  designations: [],
  problems: [],
  summary: SUMMARY,
};
const LINES = [RUN, ...FINDINGS, SUMMARY].map((event) => JSON.stringify(event)).join('\n');

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
    expect(await read(text)).toEqual([RUN, ...FINDINGS, SUMMARY]);
  });

  test.each([
    ['nothing', '', 'r: is not a result of netvet'],
    ['a CSV', 'vendor,model\nHikvision,DS\n', 'r: is not a result of netvet'],
    ['another JSON', '{"findings":[]}', 'r: is not a result of netvet'],
    ['a list', '[]', 'r: is not a result of netvet'],
    ['a document without its findings', JSON.stringify({ run: RUN }), 'r: is a result without inputs'],
    ['a document without its run', '{"run":null}', 'r: is not a result of netvet'],
    ['a run without lists', '{"type":"run","schemaVersion":1,"options":{}}\n', 'r: is a result that lacks lists'],
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
