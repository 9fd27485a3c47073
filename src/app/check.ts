import { SCHEMA_VERSION, type Attention, type Guess } from '../core/events.ts';
import type { Outcome, ResultEvent, RunEvent, Step } from '../core/events.ts';
import type { Field } from '../core/fields.ts';
import { feedsAny } from '../core/layout.ts';
import { UserError, formatProblem, wholeFile, type UserProblem } from '../core/errors.ts';
import { problem, type Problem, type ProblemCode } from '../core/problem.ts';
import { compileIdentifier } from '../identify/compile.ts';
import type { Inventory } from '../inventory/inventory.ts';
import { openInventory } from '../inventory/open.ts';
import type { PageSet } from '../inventory/json/answers.ts';
import { Judge } from '../judge/judge.ts';
import type { Words } from '../words/words.ts';
import type { BanList } from '../knowledge/ban-list.ts';
import { countriesOf } from '../knowledge/registered.ts';
import { Account, warnings } from './account.ts';
import { itemAt } from './attention.ts';
import { chooseLists, loadBaseline, loadWaivers } from './choose-lists.ts';
import { gateOf } from './gate.ts';
import type { Host } from './host.ts';
import { isProseFile, openSource, type InputRef, type Inputs } from './inputs.ts';
import type { CheckOptions } from './options.ts';
import { problemOutcome, RowJudge, vendorsElsewhere } from './rows.ts';
import { namesOutside, unreadCells } from './unread.ts';

/**
 * Checks inventories, one after the other, with one batch in flight: the next is read when the consumer requests it.
 * Throws UserError when the run cannot start: a bad option, list, waiver file, or no input that can be read.
 */
export async function* check(inputs: Inputs, options: CheckOptions, host: Host): AsyncGenerator<Step> {
  const { refs, problems, notes } = inputs;
  const run = await prepare(options, host);
  /** Steps before the first input that can be read, null behind it. If none can, there is no run. */
  let held: Step[] | null = [...unreadable(problems, run)];
  const formats = new Set<string>();
  for (const ref of refs) {
    for await (const step of checkInput(ref, run)) {
      if (step.kind === 'input') formats.add(step.event.format);
      if (held !== null && (step.kind === 'input' || run.notRead.length === 0)) {
        yield { kind: 'run', event: run.event };
        yield* warnings(notes);
        yield* held;
        held = null;
      }
      if (held === null) yield step;
      else held.push(step);
    }
  }
  if (held !== null) throw new UserError(run.notRead);
  // Which pages of an answer are missing is known when all inputs were read.
  for (const missing of run.reading.pages.set?.settle() ?? []) yield run.account.take([problemOutcome(missing)]);
  yield* run.account.end({ elsewhere: run.elsewhere() }, [...run.notes, ...unusedOptions(options, formats)]);
}

function unusedOptions({ sheet, delimiter, noHeader }: CheckOptions, formats: ReadonlySet<string>): readonly string[] {
  const noneIs = (...names: readonly string[]): boolean => !names.some((format) => formats.has(format));
  return [
    ...(sheet !== null && noneIs('xlsx') ? ['--sheet was not used: no input is a workbook'] : []),
    ...(delimiter !== null && noneIs('csv') ? ['--delimiter was not used: no input is delimited text'] : []),
    ...(noHeader && noneIs('csv', 'xlsx', 'html', 'json') ? ['--no-header was not used: no input is a table'] : []),
  ];
}

/** The events of a step, in the order in which a result holds them. */
export function* eventsOf(step: Step): Generator<ResultEvent> {
  if (step.kind === 'message') return;
  if (step.kind === 'summary') yield* step.attention;
  if (step.kind !== 'outcomes') yield step.event;
  else
    for (const { designations, findings, problems } of step.outcomes)
      yield* [...designations, ...findings, ...problems];
}

type Run = Awaited<ReturnType<typeof prepare>>;

async function prepare(options: CheckOptions, host: Host) {
  const { asOf, everyRow } = options;
  const known = await chooseLists(options, host);
  const { words, lists, vendors, rules, notes, others } = known;
  const waivers = options.waivers === null ? null : await loadWaivers(options.waivers, asOf, host, known);
  const baseline = options.baseline === null ? null : await loadBaseline(options.baseline, options, host);
  const judge = new Judge(lists, vendors, words, { asOf, rules });
  const designated = judge.designated();
  const elsewhere = vendorsElsewhere();
  const identifier = compileIdentifier(known, { designated, isWanted: elsewhere.isWanted });
  const asksForRouters = designated.categories.has('consumer-router');
  const chosen = { asOf, options: options.effective, lists: lists.map(listRef) };
  const gate = options.gate ?? gateOf({ ...chosen, rules }, options, words.headers);
  const event: RunEvent = {
    ...{ type: 'run', schemaVersion: SCHEMA_VERSION, netvet: host.version, asOf, options: chosen.options },
    ...{ knowledge: known.sha256, data: known.data, lists: chosen.lists, config: options.config },
    ...{ waivers: waivers?.ref ?? null, baseline: baseline?.ref ?? null, gate, results: [] },
  };
  const account = new Account(event, options, waivers?.run, baseline?.run);
  for (const item of emptyLists(lists, asOf)) account.addAttention(item);
  const reading = { ...options, ...identifier.hints, words, pages: { set: null as PageSet | null } };
  return {
    ...{ event, account, reading, notes, identifier, judge, files: host.files },
    notRead: [] as UserProblem[],
    rows: new RowJudge({ words, identifier, judge, everyRow, asksForRouters, elsewhere }),
    elsewhere: () => elsewhere.lines(others, asOf),
    // Where a list names vendors by country, the vendor may be in no cell that is looked at.
    lookAt: everyRow || countriesOf(lists).size > 0 ? undefined : identifier.searchOf,
  };
}

/** Items for lists by which every inventory looks clean: that name nobody or nobody any more, or all forbid nothing. */
function emptyLists(lists: readonly BanList[], asOf: string): readonly Attention[] {
  const noneForbids = lists.every(({ rules }) => rules.length === 0);
  return lists.flatMap(({ id, entries }): readonly Attention[] => {
    const hasEnded = entries.every(({ until }) => until !== null && until < asOf);
    if (!hasEnded && !noneForbids) return [];
    const ended = hasEnded ? `: every entry had ended by ${asOf}` : ' forbids nothing';
    const how = entries.length === 0 ? ' names nobody' : ended;
    const why = `the list ${id}${how}, so nothing fails by it`;
    return [{ type: 'attention', kind: 'list-empty', ...itemAt(null, why, `netvet lists show ${id}`) }];
  });
}

function listRef(list: BanList): RunEvent['lists'][number] {
  const { id, title, short, binds, url, checked, pace, note, sha256 } = list;
  const approvals = list.approvals.map(({ id, checked, pace, approvals: held }) => {
    return { id, checked, pace, things: Object.keys(held) };
  });
  const days = list.entries.map((entry) => entry.announced ?? entry.since);
  const since = days.includes(null) ? null : (days.sort()[0] ?? null);
  return { id, title, short, binds, url, checked, pace, since, approvals, note, sha256 };
}

async function* checkInput(ref: InputRef, run: Run): AsyncGenerator<Step> {
  const { account } = run;
  const names = namesOutside(ref.name, run.identifier.namesIn, run.judge);
  const unread = unreadCells(ref.name, run.identifier, run.reading.words);
  const source = openSource(ref, names.push);
  const count = { rows: 0, judged: 0, notJudged: 0, rejected: 0, parts: 0, withoutFinding: 0 };
  let sha256: string | null = null;
  let guesses = (): readonly Guess[] => [];
  let opened = false;
  const isHidden = ref.from === 'hidden';
  const isProse = ref.from !== 'user' && ref.path !== null && isProseFile(ref.path, run.reading.words, run.files);
  const softened = isHidden ? HIDDEN : isProse ? PROSE : null;
  const outcomesStep = (given: readonly Outcome[], rows: number): Step =>
    account.take(softened === null ? given : given.map((one) => restated(one, softened)), rows);
  try {
    // Prose found in a folder is read as text.
    const reading = isProse ? { ...run.reading, inputFormat: 'text', isProse } : run.reading;
    const inventory = await openInventory(source, reading);
    opened = true;
    // Readers of other formats skip text, so names are looked for in the bytes too.
    names.open(inventory.info.format);
    yield { kind: 'input', event: { ...inventory.info, from: ref.from }, head: inventory.head ?? null };
    for await (const batch of inventory.batches(run.lookAt)) {
      const { outcomes, counts } = run.rows.judge(batch, unread.add);
      for (const key of Object.keys(counts) as (keyof typeof counts)[]) count[key] += counts[key];
      yield outcomesStep([...names.add(batch, outcomes), ...outcomes], counts.rows);
    }
    if (isScan(inventory, run.reading.words)) yield account.take([problemOutcome(problem(ref.name, SCANNED))]);
    ({ guesses } = inventory);
    sha256 = await source.finish();
    const last = [...names.end(), ...Array.from(unread.problems(), (one) => problemOutcome(one))];
    if (last.length > 0) yield outcomesStep(last, 0);
    // A file of the system, as in /proc, has size 0 whatever it holds.
    if (ref.size !== null && ref.size !== 0 && source.bytesRead() !== ref.size)
      yield account.take([problemOutcome(inputChanged(ref.name, ref.size, source.bytesRead()))]);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const problems = error.problems.map((one) => ({ ...one, place: one.place ?? wholeFile(ref.name) }));
    if (isHidden && !opened) yield* warnings([`${ref.name}: a hidden file, not read: ${error.message}`]);
    else yield* unreadable(problems, run);
  } finally {
    await source.close();
  }
  const { withoutFinding, parts, ...counts } = count;
  counts[counts.judged > 0 ? 'judged' : 'notJudged'] += parts;
  if (opened) account.addInputs([{ source: ref.name, sha256, ...counts, guesses }], withoutFinding);
}

const NO_INVENTORY: readonly ProblemCode[] = ['no-rows', 'not-inventory'];
/** READMEs, prose and hidden files in a folder need not be inventories: if they are none, it is a warning. */
const HIDDEN: Partial<Problem> = { severity: 'warning' };
const PROSE = { ...HIDDEN, message: 'prose, not an inventory: what it names was read as mentions', hint: null };

/** The outcome with `changes` of what it says of an input without rows. */
function restated(outcome: Outcome, changes: Partial<Problem>): Outcome {
  const restate = (one: Problem): Problem => (NO_INVENTORY.includes(one.code) ? { ...one, ...changes } : one);
  return outcome.problems.length === 0 ? outcome : { ...outcome, problems: outcome.problems.map(restate) };
}

/** Fields that say which device a row is about. A scan says only on which host it found something. */
const TELLING: readonly Field[] = ['vendor', 'model', 'serial'];

function isScan({ columns }: Inventory, { headers }: Words): boolean {
  const isOfDevices = columns.some((column) => feedsAny(column, TELLING));
  return !isOfDevices && headers.areOfScan(columns.map(({ name }) => name));
}

const SCANNED = {
  code: 'not-devices',
  severity: 'error',
  message: 'a vulnerability scan: it names hosts and findings, not devices',
  hint: 'check the inventory of these hosts, or nmap -O -sV -oX',
} as const;

function inputChanged(source: string, size: number, read: number): Problem {
  const message = `the file ${read < size ? 'shrank' : 'grew'} while it was read: ${read} bytes instead of ${size}`;
  const hint = 'check it again when nothing writes to it';
  return problem(source, { code: 'input-changed', severity: 'error', message, hint });
}

/** Reports what could not be read: at once on stderr, and as problems of the result. */
function* unreadable(problems: readonly UserProblem[], { account, notRead }: Run): Generator<Step> {
  notRead.push(...problems);
  for (const one of problems) {
    const { message, hint, place } = one;
    const about = { code: 'unreadable', severity: 'error', message, hint } as const;
    yield { kind: 'message', severity: 'error', text: formatProblem(one) };
    const found = problem(place?.file ?? '-', about, { line: place?.line ?? null, rejected: true });
    yield account.take([problemOutcome(found)]);
  }
}
