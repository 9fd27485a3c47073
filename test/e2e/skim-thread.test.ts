import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Layout } from '../../src/core/layout.ts';
import { compileIdentifier } from '../../src/identify/compile.ts';
import { startSkimThread } from '../../src/app/skim-ahead.ts';
import { skimLines, LineScreen } from '../../src/inventory/csv/line-screen.ts';
import { loadKnowledge } from '../../src/knowledge/folder.ts';
import { netvet as here } from '../cli/run.ts';
import { netvet, newFolder, ROOT } from './binary.ts';

const THREAD = join(ROOT, 'dist/skim-thread.cjs');
const COLUMNS = ['vendor', 'model'] as const;
const FORM = { delimiter: ',', maxLine: 1000 };
let folder = '';

/** More than a second thread is started for; the hits lie where one thread hands over to the other. */
function inventory(): string {
  const rows = Array.from({ length: 120_000 }, (_, row) => {
    const vendor = row % 977 === 0 ? 'Hikvision' : row % 5 === 0 ? 'Cisco Systems, Inc' : 'Juniper';
    const note = row % 3001 === 0 ? '"two\nlines"' : row % 701 === 0 ? 'say "x"' : `shelf ${row % 40}`;
    return `sw-${row}.example.net,${vendor.includes(',') ? `"${vendor}"` : vendor},SN${String(row).padStart(8, '0')},${note}`;
  });
  return `Hostname,Vendor,Serial,Notes\n${rows.join('\n')}\n`;
}

beforeAll(() => {
  folder = newFolder();
  writeFileSync(join(folder, 'large.csv'), inventory());
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

test('two threads say what one says', async () => {
  const args = ['check', 'large.csv', '-q', '--as-of', '2026-01-01', '-o'];
  const [two, one] = await Promise.all([
    netvet([...args, 'ndjson=two.ndjson'], { cwd: folder }),
    here([...args, 'ndjson=one.ndjson'], { cwd: folder }),
  ]);
  expect([two.code, one.code]).toEqual([1, 1]);
  const [first, ...rest] = readFileSync(join(folder, 'two.ndjson'), 'utf8').split('\n');
  expect(rest).toEqual(readFileSync(join(folder, 'one.ndjson'), 'utf8').split('\n').slice(1));
  expect(first).toContain('"type":"run"');
});

const knowledge = loadKnowledge('data');
const layout = new Layout(COLUMNS.map((field) => ({ name: field, fields: [field], why: '', notMaker: false })));
const LINES = Buffer.from('Cisco,C9300-24T\nHuawei,S5720\nCisco,C9300-24T\nCisco,C9300-24T\n');

function newScreen() {
  const identifier = compileIdentifier(knowledge);
  const cells = ['Cisco', 'C9300-24T'];
  identifier.identify({ source: '-', row: 1, line: 1, cell: null, layout, cells, part: 'device' });
  const screen = identifier.screen(layout);
  if (screen === null) throw new Error('no screen');
  return screen;
}

/** Gives the lines until the thread takes them: it may still be starting, or be slower than this one. */
async function answerOf(thread: ReturnType<typeof startSkimThread>): Promise<Int32Array | null> {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    const task = thread.skim(LINES);
    if (task === null) continue;
    await new Promise((resolve) => setTimeout(resolve, 5));
    if (!task.takeBack()) return task.answer();
  }
}

test('the thread finds the runs that this thread finds', async () => {
  const screen = newScreen();
  const thread = startSkimThread(THREAD, screen, FORM);
  const runs = await answerOf(thread);
  thread.close();
  expect([...(runs ?? [])]).toEqual([0, 16, 1, 29, 61, 2]);
  expect(runs).toEqual(skimLines(new LineScreen(FORM, screen), LINES));
});

test('a thread that cannot run takes nothing, and one that ends leaves nobody waiting', async () => {
  const absent = startSkimThread(join(folder, 'absent.cjs'), newScreen(), FORM);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(absent.skim(LINES)).toBeNull();
  const taking = join(folder, 'taking.cjs');
  writeFileSync(
    taking,
    `const { parentPort, workerData } = require('node:worker_threads');
     const states = new Int32Array(workerData.states);
     parentPort.on('message', ({ task, place }) => {
       if (Atomics.compareExchange(states, place, task, -1) === task) process.exit();
     });
     parentPort.postMessage(null);`,
  );
  expect(await answerOf(startSkimThread(taking, newScreen(), FORM))).toBeNull();
});
