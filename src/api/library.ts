import { check as checkInputs, eventsOf } from '../app/check.ts';
import { explainRow, explainText } from '../app/explain.ts';
import type { Files, Host } from '../app/host.ts';
import { findInputs, type Inputs } from '../app/inputs.ts';
import { listLists, showList } from '../app/lists.ts';
import { rowsOfResult } from '../app/rows.ts';
import { listVendors, showVendor } from '../app/vendors.ts';
import { suggest } from '../core/distance.ts';
import { UserError } from '../core/errors.ts';
import type { Attention } from '../core/attention.ts';
import type { ResultEvent } from '../core/events.ts';
import { restoreKnowledge, type Knowledge } from '../knowledge/knowledge.ts';
import { FORMAT_NAMES, formatEntry, isFormatName } from '../report/registry.ts';
import type { ReportOptions } from '../report/reporter.ts';
import { bytesOf, dayOf, decided, inputOf, NO_DISK, passedOver } from './request.ts';
import type { CheckRequest, CheckResult, CheckRun, Input, Judged, Library } from './types.ts';
import type { OnDay, Reading, ReportRequest } from './types.ts';

/** What the package holds: it is read when it is first needed, and nothing else is. */
export interface Shipped {
  readonly version: string;
  readonly homepage: string | null;
  readonly knowledge: () => { readonly path: string; readonly text: string };
  readonly readData: (name: string) => string;
  /** Where paths of requests lead; without it they are refused. */
  readonly disk?: Files;
}

/** The library over what is shipped. */
export function createLibrary({ version, homepage, knowledge: read, readData, disk = NO_DISK }: Shipped): Library {
  let known: Promise<Knowledge> | null = null;
  const knowledge = (): Promise<Knowledge> => (known ??= Promise.resolve().then(() => restoreKnowledge(read())));
  const hostOf = (today: string, { files } = passedOver(disk)): Host => ({
    ...{ cwd: '.', today, version, files, knowledge },
    stdin: bytesOf([]),
  });

  async function* run(request: CheckRequest): AsyncGenerator<ResultEvent, CheckResult | null> {
    const passed = passedOver(disk);
    const { inputs, ...others } = request;
    const options = decided(others, passed);
    const host = hostOf(options.asOf, passed);
    const settings = { config: null, origins: new Map<string, string[]>(), given: 'check()', everyRow: false };
    const warnings: string[] = [];
    let result: CheckResult | null = null;
    for await (const step of checkInputs(await opened(inputs, disk, passed.paths), { ...options, ...settings }, host)) {
      if (step.kind === 'message') warnings.push(step.text);
      yield* eventsOf(step);
      if (step.kind !== 'summary') continue;
      const { event: summary, attention } = step;
      result = { summary, attention, exitCode: summary.exit.code, warnings };
    }
    return result;
  }

  return {
    check: (request) => runOf(run(request)),

    report: (events, format, options = {}) => reportOf(events, format, options, { homepage, readData }),

    async explain(request) {
      const { text, input, at, ...others } = request as Judged &
        Reading & { text?: string; input?: Input; at?: string | number };
      const passed = passedOver(disk);
      const options = decided(others, passed);
      const host = hostOf(options.asOf, passed);
      if (input === undefined) return explainText(text ?? '', options, host);
      return [await explainRow(await opened([input], disk, []), String(at), options, host)];
    },

    lists: (async (request: OnDay & { readonly id?: string }) => {
      const day = dayOf(request);
      return request.id === undefined ? listLists(hostOf(day)) : showList(request.id, day, [], hostOf(day));
    }) as Library['lists'],

    vendors: (async (request: { readonly id?: string } = {}) =>
      request.id === undefined ? listVendors(hostOf('')) : showVendor(request.id, hostOf(''))) as Library['vendors'],
  };
}

/** A run whose events come as they are asked for. */
function runOf(run: AsyncGenerator<ResultEvent, CheckResult | null>): CheckRun {
  let result: CheckResult | null = null;
  let failure: unknown = new UserError('the check was ended before its summary');
  async function* heard(): AsyncGenerator<ResultEvent, undefined> {
    try {
      result = yield* run;
    } catch (error) {
      failure = error;
      throw error;
    }
  }
  const events = heard();
  let ended: Promise<CheckResult> | null = null;
  async function toItsEnd(): Promise<CheckResult> {
    while ((await events.next()).done !== true);
    if (result === null) throw failure;
    return result;
  }
  return {
    [Symbol.asyncIterator]: () => events,
    get result() {
      return (ended ??= toItsEnd());
    },
  };
}

/** The events of a run in a format: text, or bytes. Throws UserError for a format that there is not. */
async function reportOf(
  events: AsyncIterable<ResultEvent> | Iterable<ResultEvent>,
  format: string,
  { verbose = false, groupBy = 'vendor' }: ReportRequest,
  { homepage, readData }: Pick<Shipped, 'homepage' | 'readData'>,
): Promise<string | Uint8Array> {
  if (!isFormatName(format)) throw new UserError(`unknown format '${format}'`, suggest(format, FORMAT_NAMES));
  const options: ReportOptions = {
    ...{ color: 0, width: null, unicode: true, verbose, homepage, groupBy },
    ...{ cwd: '/', repository: '/' },
  };
  const reporter = (await formatEntry(format).load(readData, options)).create(options);
  const texts: string[] = [];
  const attention: Attention[] = [];
  const rows = rowsOfResult();
  for await (const event of events) {
    const isOfRow = event.type === 'designation' || event.type === 'finding' || event.type === 'problem';
    if (isOfRow) rows.add(event);
    for (const outcome of rows.take(isOfRow ? 1 : 0)) texts.push(reporter.outcome(outcome));
    if (isOfRow) continue;
    if (event.type === 'run') texts.push(reporter.run(event));
    else if (event.type === 'input') texts.push(reporter.input(event));
    else if (event.type === 'attention') attention.push(event);
    else {
      const end = await reporter.summary(event, attention);
      if (typeof end !== 'string') return end;
      texts.push(end);
    }
  }
  return texts.join('');
}

/** Paths mean what they do for the command line: a folder is all of its files. */
async function opened(
  inputs: CheckRequest['inputs'] | undefined,
  files: Files,
  used: readonly string[],
): Promise<Inputs> {
  if (inputs === undefined || inputs.length === 0)
    throw new UserError('inputs is missing', 'inputs: [{ name: "site.csv", text }]');
  const found: Inputs[] = [];
  const host = { files, stdin: bytesOf([]) };
  for (const input of inputs) {
    if ('path' in input) found.push(await findInputs([input.path], host, null, used));
    else found.push({ refs: [inputOf(input)], problems: [], notes: [] });
  }
  const refs = found.flatMap((one) => one.refs);
  const names = refs.map(({ name }) => name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw new UserError(`two inputs are called ${twice}`);
  return { refs, problems: found.flatMap(({ problems }) => problems), notes: found.flatMap(({ notes }) => notes) };
}
