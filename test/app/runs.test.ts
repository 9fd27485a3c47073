import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { ResultEvent, SummaryEvent } from '../../src/core/events.ts';
import { blocksOf } from '../blocks.ts';
import { emptyFolder, events, netvet } from '../cli/run.ts';

const CASES = blocksOf(new URL('../fixtures/app/runs.txt', import.meta.url));

type Of<T extends ResultEvent['type']> = Extract<ResultEvent, { readonly type: T }>;

const counted = (counts: object): string =>
  Object.entries(counts)
    .filter(([, count]) => count !== 0)
    .map(([what, count]) => `${what} ${String(count)}`)
    .join(', ');

const ofFinding = ({ line, cell, vendor, category, confidence, status, fails, quantity }: Of<'finding'>): string =>
  `${cell ?? line ?? ''} ${vendor?.id ?? category?.id ?? ''} ${confidence} ${status}${fails ? ', fails' : ''}${quantity === 1 ? '' : `, ${quantity}`}`;

const ofInput = ({ source, rows, judged, notJudged, rejected, found, failing }: SummaryEvent['inputs'][number]) =>
  `${source}: ${counted({ rows, judged, 'not judged': notJudged, rejected, found, failing }) || 'nothing'}`;

/** What a run says, by the keys that the fixture asks for. */
function saidBy({ all, stderr }: Awaited<ReturnType<typeof run>>, key: string): string {
  const of = <T extends ResultEvent['type']>(type: T): Of<T>[] => all.filter((one): one is Of<T> => one.type === type);
  const { exit, inputs, assets, setAside, sites, newByList } = of('summary')[0] as SummaryEvent;
  switch (key) {
    case 'notes':
      return stderr.trim().replaceAll('\n', ' / ');
    case 'exit':
      return [exit.code, ...exit.because].join('; ');
    case 'findings':
      return of('finding').map(ofFinding).join(' | ');
    case 'attention':
      return of('attention').map(({ kind, place }) => `${kind} ${place ?? ''}`.trim()).join(' | '); // prettier-ignore
    case 'problems':
      return of('problem').map(({ severity, code }) => `${severity} ${code}`).join(' | '); // prettier-ignore
    case 'messages':
      return of('problem').map(({ message }) => message).join(' | '); // prettier-ignore
    case 'inputs':
      return inputs.map(ofInput).join(' | ');
    case 'assets':
      return counted(assets);
    case 'set aside':
      return counted(setAside);
    case 'new by list':
      return counted(newByList);
    case 'sites':
      return JSON.stringify(sites);
    default:
      throw new Error(`no ${key}`);
  }
}

/** Files of a block that are no inventories. */
const OTHERS = /\.yaml$|^before\./;

/** Runs the tables of a block, or the folder with them: `> name` begins another one. */
async function run(lines: readonly string[], args: string) {
  const files = new Map<string, string[]>([['site.csv', []]]);
  let own = files.get('site.csv') ?? [];
  for (const line of lines) {
    if (line.startsWith('> ')) files.set(line.slice(2), (own = []));
    else own.push(line);
  }
  const cwd = emptyFolder();
  const named = [...files].filter(([, rows]) => rows.length > 0);
  for (const [name, rows] of named) writeFileSync(join(cwd, name), `${rows.join('\n')}\n`);
  // What was there before, which a run may be held to.
  if (files.has('before.csv')) await netvet(['check', 'before.csv', '-q', '-o', 'ndjson=before.ndjson'], { cwd });
  const inputs = args.startsWith('.') ? [] : named.map(([name]) => name).filter((name) => !OTHERS.test(name));
  const { stdout, stderr } = await netvet(['check', ...inputs, '-f', 'ndjson', ...args.split(' ').filter(Boolean)], {
    cwd,
  });
  writeFileSync(join(cwd, 'result.ndjson'), stdout);
  // Its options are those of the run, but that nothing is to fail must be said again.
  const again = args.includes('never') ? ['--fail-on', 'never'] : [];
  const reported =
    stdout === '' ? '' : (await netvet(['report', 'result.ndjson', '-f', 'ndjson', ...again], { cwd })).stdout;
  return {
    all: events(stdout) as unknown as ResultEvent[],
    reported: events(reported) as unknown as ResultEvent[],
    stderr,
  };
}

test.each(CASES)('$name', async ({ lines, said }) => {
  const [args = ''] = said.flatMap(([key, what]) => (key === 'args' ? what : []));
  const asked = said.filter(([key]) => key !== 'args');
  const ran = await run(lines, args);
  expect(asked.map(([key]) => [key, saidBy(ran, key)])).toEqual(asked);
  // A report of the result is the run again.
  const summaryOf = (all: readonly ResultEvent[]): unknown => all.find(({ type }) => type === 'summary');
  expect(summaryOf(ran.reported)).toEqual(summaryOf(ran.all));
});
