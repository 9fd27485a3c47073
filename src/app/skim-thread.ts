import { parentPort, workerData } from 'node:worker_threads';
import { CleanCells, screenOf } from '../identify/screen.ts';
import { LineScreen, skimLines } from '../inventory/csv/line-screen.ts';
import { take } from './skim-work.ts';
import type { SkimMessage, SkimWork } from './skim-work.ts';

const { parts, form, states } = workerData as SkimWork;
const tasks = new Int32Array(states);
const clean = parts.columns.map(() => new CleanCells());
const screen = new LineScreen(form, screenOf(parts, clean));

parentPort?.on('message', ({ task, place, lines, news }: SkimMessage) => {
  news?.forEach((cells, column) => {
    for (const cell of cells) clean[column]?.add(cell);
  });
  if (!take(tasks, place, task)) return;
  parentPort?.postMessage(skimLines(screen, lines));
});
parentPort?.postMessage(null);
