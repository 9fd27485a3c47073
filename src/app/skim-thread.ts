import { parentPort, workerData } from 'node:worker_threads';
import { CleanCells, screenOf } from '../identify/screen.ts';
import { LineScreen, skimLines } from '../inventory/csv/line-screen.ts';
import { take } from './skim-work.ts';
import type { SkimMessage, SkimWork } from './skim-work.ts';

const { parts, form, blocks, blockSize, states } = workerData as SkimWork;
const tasks = new Int32Array(states);
const clean = parts.columns.map(() => new CleanCells());
const screen = new LineScreen(form, screenOf(parts, clean));

parentPort?.on('message', ({ task, block, length, news }: SkimMessage) => {
  news?.forEach((cells, column) => {
    for (const cell of cells) clean[column]?.add(cell);
  });
  if (!take(tasks, block, task)) return;
  parentPort?.postMessage(skimLines(screen, new Uint8Array(blocks, block * blockSize, length)));
});
parentPort?.postMessage(null);
