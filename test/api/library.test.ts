import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type Shipped } from '../../src/api/library.ts';
import { createNodeLibrary } from '../../src/api/node.ts';
import type { CheckRequest } from '../../src/api/types.ts';
import type { ResultEvent } from '../../src/core/events.ts';
import { UserError } from '../../src/core/errors.ts';
import { emptyFolder, events, netvet, TODAY } from '../cli/run.ts';
import { knowledgeFile } from '../knowledge.ts';
import { someOf } from '../seeded.ts';

const SHIPPED: Pick<Shipped, 'knowledge' | 'readData'> = {
  knowledge: () => ({ path: 'knowledge.json', text: readFileSync(knowledgeFile(), 'latin1') }),
  readData: (name) => readFileSync(join('data', name), 'utf8'),
};
const library = createNodeLibrary({ ...SHIPPED, version: '1.2.3' });

const TEXT = 'Manufacturer,Model,Serial\nHUAWEI,S5720,S1\nCisco,C9300,S2\nZTE,MF286D,S3\n';
const SITE = { name: 'site.csv', text: TEXT };

async function eventsOf(request: CheckRequest): Promise<ResultEvent[]> {
  const all: ResultEvent[] = [];
  for await (const event of library.check(request)) all.push(event);
  return all;
}

async function errorOf(request: unknown): Promise<string> {
  try {
    await library.check(request as CheckRequest).result;
    return '';
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    return (error as UserError).message;
  }
}

/** The same events, as JSON has them, without where options were set. */
const plain = (all: readonly unknown[]): unknown =>
  JSON.parse(JSON.stringify(all).replaceAll('"place":"command line"', '"place":"check()"'));

const FIXTURES = [
  'test/fixtures/inventory',
  'test/fixtures/inventory-formats',
  'test/fixtures/exit-zero',
  'data/examples',
  'test/docs/folder',
].flatMap((folder) =>
  (readdirSync(folder, { recursive: true }) as string[])
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((path) => statSync(path).isFile()),
);

describe('the library and the command line', () => {
  test('are asked about many inventories', () => {
    expect(FIXTURES.length).toBeGreaterThan(20);
  });

  test.each(someOf(FIXTURES))('find the same in %s', async (path) => {
    const bytes = readFileSync(path);
    const typed = await netvet(['check', path, '-f', 'ndjson']);
    const run = library.check({ inputs: [{ name: path, bytes }], asOf: TODAY });
    const all: ResultEvent[] = [];
    let failed = 0;
    try {
      for await (const event of run) all.push(event);
      expect((await run.result).exitCode).toBe(typed.code);
    } catch (error) {
      expect(error).toBeInstanceOf(UserError);
      failed = 2;
    }
    if (failed === 2) expect(typed.code).toBe(2);
    else expect(plain(all)).toEqual(plain(events(typed.stdout)));
  });

  test('are told the same by the same options', async () => {
    const cwd = emptyFolder();
    const { writeFileSync } = await import('node:fs');
    writeFileSync(join(cwd, 'site.csv'), TEXT);
    const typed = await netvet(['check', 'site.csv', '--fail-on', 'confirmed', '-l', 'us-ndaa-889', '--columns', 'model=Serial', '--fail-on-status', 'banned,upcoming', '--require-identity', '50', '--no-header', '--skip-lines', '1', '-f', 'ndjson'], { cwd }); // prettier-ignore
    const request = { failOn: 'confirmed', lists: ['us-ndaa-889'], columns: { model: 'Serial' }, failOnStatus: ['banned', 'upcoming'], requireIdentity: 50, header: false, skipLines: 1 }; // prettier-ignore
    expect(await errorOf({ ...request, inputs: [SITE], asOf: TODAY })).toContain('Serial');
    expect(typed.stderr).toContain('Serial');
    const others = { ...request, columns: {} };
    const again = await netvet(['check', 'site.csv', '--fail-on', 'confirmed', '-l', 'us-ndaa-889', '--fail-on-status', 'banned,upcoming', '--require-identity', '50', '--no-header', '--skip-lines', '1', '-f', 'ndjson'], { cwd }); // prettier-ignore
    const all = await eventsOf({ ...others, inputs: [SITE], asOf: TODAY });
    expect(plain(all)).toEqual(plain(events(again.stdout)));
    const gate = all.flatMap((event) => (event.type === 'attention' && event.kind === 'gate' ? event.place : []));
    expect(gate).toEqual(Array(3).fill('check()'));
  });

  test.each(['text', 'json', 'ndjson', 'csv', 'sarif', 'junit', 'github', 'gitlab', 'markdown', 'html', 'far-889'] as const)('write the same %s', async (format) => {
    const cwd = emptyFolder();
    const { writeFileSync } = await import('node:fs');
    writeFileSync(join(cwd, 'site.csv'), TEXT);
    const typed = await netvet(['check', 'site.csv', '-f', format], { cwd });
    const made = await library.report(await eventsOf({ inputs: [SITE], asOf: TODAY }), format);
    expect(made).toBe(typed.stdout);
  }); // prettier-ignore
});

describe('what is passed', () => {
  test('bytes, chunks and a path are one inventory', async () => {
    const bytes = new TextEncoder().encode(TEXT);
    const halves = [bytes.subarray(0, 33), bytes.subarray(33)];
    const cwd = emptyFolder();
    const { writeFileSync } = await import('node:fs');
    writeFileSync(join(cwd, 'site.csv'), TEXT);
    const ids = async (input: CheckRequest['inputs'][number]): Promise<unknown> =>
      (await eventsOf({ inputs: [input], asOf: TODAY })).flatMap((event) => (event.type === 'finding' ? event.id : []));
    const all = await ids(SITE);
    expect(all).toHaveLength(3);
    for (const input of [{ name: 'x', bytes }, { name: 'x', stream: halves }, { path: join(cwd, 'site.csv') }])
      expect(await ids(input)).toEqual(all);
  });

  test('a character may begin in one chunk of text and end in the next, and any view of bytes is bytes', async () => {
    const text = `Vendor,Site\nHuawei,x\u{20bb7}y\n`;
    const stream = Array.from({ length: text.length }, (_, at) => text.charAt(at));
    const bytes = new DataView(new TextEncoder().encode(text).buffer) as unknown as Uint8Array;
    for (const input of [
      { name: 'x', stream },
      { name: 'x', bytes },
    ]) {
      const found = await eventsOf({ inputs: [input], asOf: TODAY });
      const sites = found.flatMap((event) => (event.type === 'finding' ? event.asset.site : []));
      expect(sites).toEqual(['x\u{20bb7}y']);
    }
  });

  test('files instead of objects, where there is a disk', async () => {
    const cwd = emptyFolder();
    const { writeFileSync } = await import('node:fs');
    const file = (name: string, text: string): { path: string } => {
      writeFileSync(join(cwd, name), text);
      return { path: join(cwd, name) };
    };
    const acme = file('acme.csv', 'vendor\nCisco\n');
    const request = { inputs: [SITE], asOf: TODAY, lists: ['default', acme] };
    const then = await eventsOf(request);
    expect(then.filter((event) => event.type === 'finding' && event.fails)).toHaveLength(3);
    const baseline = file('then.ndjson', then.map((event) => `${JSON.stringify(event)}\n`).join(''));
    expect((await library.check({ ...request, baseline }).result).exitCode).toBe(0);
    const waivers = file('w.json', '{"waivers": [{"vendor": "x"}]}');
    expect(await errorOf({ ...request, waivers })).toContain('w.json');
  });

  test('a list, waivers and a baseline', async () => {
    const request = { inputs: [SITE], asOf: TODAY };
    const lists = [{ id: 'acme', title: 'ACME', entries: [{ vendor: 'Cisco' }] }];
    expect((await library.check({ ...request, lists }).result).summary.findings.list).toEqual({ acme: 1 });
    const waiver = { id: 'w', match: { serial: 'S1' }, because: 'accepted', reason: 'r', owner: 'o', approved: '2026-11-01', expires: '2026-12-31' }; // prettier-ignore
    const { summary } = await library.check({ ...request, waivers: { waivers: [waiver] } }).result;
    expect(summary.findings.status['waived']).toBe(1);
    const then = await eventsOf(request);
    expect((await library.check(request).result).exitCode).toBe(1);
    expect((await library.check({ ...request, baseline: then }).result).exitCode).toBe(0);
    expect((await library.check({ ...request, baseline: library.check(request) }).result).exitCode).toBe(0);
  });

  test('the result is there without anybody reading events, and after it', async () => {
    const run = library.check({ inputs: [SITE], asOf: TODAY });
    expect(await run.result).toBe(await run.result);
    const stopped = library.check({ inputs: [SITE], asOf: TODAY });
    await stopped[Symbol.asyncIterator]().return?.();
    await expect(stopped.result).rejects.toThrow('ended before its summary');
  });

  test.each<[unknown, string]>([
    [undefined, 'the request is not an object'],
    [{ asOf: TODAY, inputs: ['site.csv'] }, 'an input has no name'],
    [{ asOf: TODAY, inputs: [null] }, 'an input has no name'],
    [{ asOf: TODAY, inputs: [{ name: 'site.csv', text: 5 }] }, 'site.csv: the input has no content'],
    [{ asOf: TODAY, inputs: 'site.csv' }, 'inputs is missing'],
    [{ asOf: TODAY, inputs: [{ name: 'x', stream: [5] }] }, 'a chunk of an input is neither bytes nor text'],
    [{ inputs: [SITE], asOf: TODAY, waivers: 'w.yaml' }, "waivers: 'w.yaml' is not valid"],
    [{ inputs: [SITE], asOf: TODAY, lists: [null] }, 'lists[0]:1:1'],
    [{ inputs: [SITE], asOf: TODAY, columns: true }, 'columns is not an object'],
    [
      { inputs: [SITE], asOf: TODAY, strictWaivers: 1 },
      "strictWaivers: '1' is not valid (expected one of: true, false",
    ],
    [{ inputs: [SITE], asOf: TODAY, header: 0 }, "header: '0' is not valid (expected one of: true, false"],
    [{ inputs: [SITE] }, 'asOf is missing (expected a day, since the library reads no clock'],
    [{ inputs: [SITE], asOf: '2026-02-30' }, "asOf: '2026-02-30' is not valid (expected a day"],
    [{ inputs: [SITE], now: new Date(Number.NaN) }, 'asOf: '],
    [{ inputs: [], asOf: TODAY }, 'inputs is missing'],
    [{ inputs: [SITE, SITE], asOf: TODAY }, 'two inputs are called site.csv'],
    [{ inputs: [SITE], asOf: TODAY, failon: 'never' }, 'unknown option failon (did you mean failOn?)'],
    [{ inputs: [SITE], asOf: TODAY, failOn: 'sure', skipLines: -1 }, "failOn: 'sure' is not valid (expected one of"],
    [{ inputs: [SITE], asOf: TODAY, lists: ['us-nda-889'] }, "unknown list 'us-nda-889'"],
    [{ inputs: [SITE], asOf: TODAY, lists: ['/etc/passwd.yaml'] }, '/etc/passwd.yaml: was not passed'],
    [{ inputs: [SITE], asOf: TODAY, lists: [{ id: 'a', title: 'A' }] }, 'lists[0]:'],
    [{ inputs: [SITE], asOf: TODAY, waivers: { waivers: [{}] } }, 'waivers:'],
    [{ inputs: [SITE], asOf: TODAY, baseline: [] }, 'baseline: '],
    [{ inputs: [{ path: 'no-such-file.csv' }], asOf: TODAY }, 'no-such-file.csv: cannot read: no such file'],
  ])('%j is refused', async (request, says) => {
    expect(await errorOf(request)).toContain(says);
  });

  test('null counts as left out, and one list may stand alone', async () => {
    const nothing = { columns: null, waivers: null, profile: null };
    expect(await errorOf({ inputs: [SITE], asOf: TODAY, lists: 'us-ndaa-889', ...nothing })).toBe('');
  });
});

test('a request of the wrong shape is a UserError of each function', async () => {
  const { explain, report, lists, vendors } = library as unknown as Record<
    string,
    (...given: unknown[]) => Promise<unknown>
  >;
  await expect(explain?.({ asOf: TODAY })).rejects.toThrow(UserError);
  await expect(report?.({}, 'text')).rejects.toThrow('events is missing');
  await expect(report?.([], undefined)).rejects.toThrow("unknown format 'undefined'");
  const cutOff = (await eventsOf({ inputs: [SITE], asOf: TODAY })).slice(0, -1);
  await expect(report?.(cutOff, 'csv')).rejects.toThrow('the events end before their summary');
  await expect(report?.([], 'text', { groupBy: 'maker' })).rejects.toThrow("unknown groupBy 'maker'");
  await expect(lists?.({ asOf: TODAY, id: 5 })).rejects.toThrow("unknown list '5'");
  await expect(vendors?.({ id: 5 })).rejects.toThrow(UserError);
  await expect(lists?.()).rejects.toThrow('the request is not an object');
  await expect(report?.([], 'text', { groupby: 'site' })).rejects.toThrow(
    'unknown option groupby (did you mean groupBy?)',
  );
  await expect(lists?.({ asOf: TODAY, Id: 'us-ndaa-889' })).rejects.toThrow('unknown option Id (did you mean id?)');
  await expect(vendors?.({ ID: 'huawei' })).rejects.toThrow('unknown option ID (did you mean id?)');
  await expect(explain?.({ asOf: TODAY, text: 'Huawei', inputs: [SITE] })).rejects.toThrow('unknown option inputs');
});

test('a text and a row are explained, lists and vendors are shown', async () => {
  const [explained] = await library.explain({ text: 'Huawei S5720', asOf: TODAY });
  expect(explained?.identifications[0]?.identification.vendor?.id).toBe('huawei');
  const [row] = await library.explain({ input: SITE, at: 4, asOf: TODAY });
  expect(row?.row).toMatchObject({ source: 'site.csv', row: 3, line: 4 });
  const { lists, profiles } = await library.lists({ asOf: TODAY });
  expect(lists.map(({ id }) => id)).toContain('us-ndaa-889');
  expect(profiles.length).toBeGreaterThan(5);
  expect(await library.lists({ asOf: TODAY, id: 'us-ndaa-889' })).toMatchObject({ list: { id: 'us-ndaa-889' } });
  expect((await library.vendors()).map(({ id }) => id)).toContain('huawei');
  expect(await library.vendors({ id: 'Huawei' })).toMatchObject({ vendor: { id: 'huawei' } });
  await expect(library.vendors({ id: 'huawie' })).rejects.toThrow('did you mean huawei');
  await expect(library.report([], 'pdf' as never)).rejects.toThrow("unknown format 'pdf'");
});
