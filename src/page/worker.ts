/* The worker of the page: netvet's library over what was dropped. */
import { createLibrary } from '../api/library.ts';
import type { CheckRequest, Library, Located } from '../api/types.ts';
import { netvetFileOf } from '../app/netvet-file.ts';
import { formatProblem, UserError } from '../core/errors.ts';
import type { ResultEvent } from '../core/events.ts';
import { DroppedFiles } from './dropped-files.ts';
import type { Answer, CheckOrder, Dropped, Order, Role } from './messages.ts';

/** Time between two answers of progress, in milliseconds. */
const EVERY = 100;
/** Characters of a result that are kept as one text: all of a large one would be longer than a text can be. */
const PIECE = 1024 * 1024;

/** How far the run is. */
const progress = { read: 0, of: 0, findings: 0, next: 0 };
const dropped = new DroppedFiles((count) => {
  progress.read += count;
  sayProgress();
});
let library: Library | null = null;
/** The events of the last run, as ndjson. */
let result: readonly string[] = [];

const answer = (message: Answer): void => {
  postMessage(message);
};

function sayProgress(): void {
  const { read, of, findings, next } = progress;
  if (of === 0 || performance.now() < next) return;
  progress.next = performance.now() + EVERY;
  answer({ kind: 'progress', read: Math.min(read, of), of, findings });
}

addEventListener('message', ({ data }: MessageEvent<Order>) => {
  carryOut(data).catch((error: unknown) => {
    const isBug = !(error instanceof UserError);
    const messages = isBug ? [textOf(error)] : error.problems.map(formatProblem);
    answer({ kind: 'wrong', messages, isBug });
  });
});

async function carryOut(order: Order): Promise<void> {
  switch (order.kind) {
    case 'begin':
      return begin(order);
    case 'add':
      for (const [path, file] of order.dropped.files) dropped.add(path, file);
      answer({ kind: 'added', name: order.dropped.name, role: roleOf(order.dropped) });
      return;
    case 'remove':
      dropped.remove(order.name);
      return;
    case 'check':
      return check(order);
    case 'save':
      answer({ kind: 'saved', format: order.format, content: await saved(order.format) });
  }
}

async function begin({ version, knowledge, asOf }: Extract<Order, { kind: 'begin' }>): Promise<void> {
  library = createLibrary({
    version,
    homepage: null,
    disk: dropped.files,
    knowledge: () => ({ path: 'the data of this page', text: knowledge }),
    readData: (name) => {
      throw new Error(`the page has no ${name}`);
    },
  });
  const { lists, profiles } = await library.lists({ asOf });
  const offered = (profiles as readonly { id: string; for: string; lists: object }[]).map((profile) => ({
    ...profile,
    lists: Object.keys(profile.lists),
  }));
  answer({ kind: 'ready', profiles: offered, lists });
}

/** What a file looks like; whoever dropped it may say otherwise. */
function roleOf({ name, files: [first, ...others] }: Dropped): Role {
  const path = first?.[0] ?? '';
  if (others.length > 0 || path !== name) return 'inventory';
  const own = netvetFileOf(path, dropped.files)?.what ?? '';
  if (own.includes('result')) return 'baseline';
  if (own.includes('waiver')) return 'waivers';
  if (own.includes('list')) return 'list';
  if (!/\.ya?ml$/i.test(path)) return 'inventory';
  const head = dropped.files.head(path, 64 * 1024);
  return /^waivers:/m.test(head) ? 'waivers' : /^(?:entries|vendors):/m.test(head) ? 'list' : 'inventory';
}

async function check({ paths, organisation, asOf }: CheckOrder): Promise<void> {
  if (library === null) throw new Error('the page has not begun');
  const located = (role: Role): Located[] => paths[role].map((path) => ({ path }));
  for (const role of ['waivers', 'baseline'] as const)
    if (paths[role].length > 1) throw new UserError(`${paths[role].length} files are ${role}`, 'one can be used');
  const own = located('list');
  const shipped = 'profile' in organisation || organisation.lists === 'own' ? [] : [organisation.lists];
  // The default lists alone need not be named: a run records what is not at its default.
  const lists = own.length === 0 && shipped[0] === 'default' ? [] : [...shipped, ...own];
  const [[waivers], [baseline]] = [located('waivers'), located('baseline')];
  const request: CheckRequest = {
    ...{ inputs: located('inventory'), lists, asOf },
    ...('profile' in organisation ? { profile: organisation.profile } : {}),
    ...(waivers === undefined ? {} : { waivers }),
    ...(baseline === undefined ? {} : { baseline }),
  };
  Object.assign(progress, { read: 0, of: dropped.sizeOfAll(paths.inventory), findings: 0, next: 0 });
  const run = library.check(request);
  result = await textOfEvents(run);
  const { exitCode, warnings } = await run.result;
  const report = await library.report(eventsIn(result), 'html');
  answer({ kind: 'done', report: String(report), code: exitCode, warnings });
}

/** The events as they come, a line each, in pieces of whole lines. */
async function textOfEvents(events: AsyncIterable<ResultEvent>): Promise<readonly string[]> {
  const pieces: string[] = [];
  let piece = '';
  for await (const event of events) {
    if (event.type === 'finding') progress.findings += 1;
    piece += `${JSON.stringify(event)}\n`;
    if (piece.length > PIECE) {
      pieces.push(piece);
      piece = '';
    }
    sayProgress();
  }
  return [...pieces, piece];
}

function* eventsIn(pieces: readonly string[]): Generator<ResultEvent> {
  for (const piece of pieces)
    for (const line of piece.split('\n')) if (line !== '') yield JSON.parse(line) as ResultEvent;
}

async function saved(format: 'xlsx' | 'ndjson'): Promise<Blob> {
  if (format === 'ndjson') return new Blob([...result], { type: 'application/x-ndjson' });
  const book = await library?.report(eventsIn(result), format);
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  return new Blob([new Uint8Array(book as Uint8Array)], { type });
}

function textOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
