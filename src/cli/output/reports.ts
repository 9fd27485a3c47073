import { existsSync, fstatSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Step } from '../../app/check.ts';
import type { Files, Host } from '../../app/host.ts';
import type { Outcome } from '../../core/events.ts';
import { UserError, EXIT } from '../../core/errors.ts';
import { formatEntry, type FormatName } from '../../report/registry.ts';
import { grouped } from '../../report/phrases.ts';
import type { Reporter, ReportOptions } from '../../report/reporter.ts';
import type { Context } from '../context.ts';
import type { ReportingFlags } from '../options.ts';
import { openSink, targetOf, type Sink } from './sinks.ts';
import type { Io } from '../io.ts';

/** Text of outcomes that is handed on in one go (UTF-16 units); a longer one is slow to put together. */
const PIECE = 32 * 1024;

interface Report {
  readonly reporter: Reporter;
  readonly sink: Sink;
  /** Set when it cannot be written any more; the other reports go on. */
  failed: UserError | null;
}

function targetsOf({ format, output = [], quiet }: ReportingFlags) {
  const files = output.map((text) => {
    const at = text.indexOf('=');
    return { format: text.slice(0, at) as FormatName, path: text.slice(at + 1) };
  });
  const toStdout = files.some(({ path }) => path === '-');
  if (quiet === true && toStdout) throw new UserError('--quiet and -o to standard output contradict each other');
  if (quiet === true || (toStdout && format === undefined)) return files;
  return [{ format: format ?? 'text', path: '-' }, ...files];
}

/**
 * Opens all reports of a run before anything is read; they are written side by side. `everyRow`: one of them needs
 * every row; `write`: writes the steps of a run, and returns the exit code. `alsoRead`: what the run reads besides its
 * inputs. Throws UserError when a target cannot be opened, or would overwrite what is read.
 */
export async function openReports(
  flags: ReportingFlags,
  inputs: readonly string[],
  alsoRead: readonly (string | null | undefined)[],
  context: Context,
) {
  const { io, cleanups } = context;
  const targets = targetsOf(flags);
  const paths = targets.map(({ path }) => path);
  refuseClashes(paths, inputs, alsoRead, context.host);
  const options = reportOptions(flags, context);
  let everyRow = false;
  const readData = (name: string) => io.readShipped(join(io.dataFolder, name), 'utf8');
  const reports: Report[] = [];
  for (const { format, path } of targets) {
    const isFile = path !== '-';
    const shown: ReportOptions = isFile ? { ...options, color: 0, width: null, unicode: true } : options;
    const loaded = await formatEntry(format).load(readData, shown);
    everyRow ||= loaded.everyRow;
    if (isFile) io.catchSignals();
    const sink = isFile ? await openSink(resolve(io.cwd, path), path) : context.stdout;
    if (isFile)
      cleanups.add(() => {
        sink.discard();
      });
    reports.push({ reporter: loaded.create(shown), sink, failed: null });
  }
  // Text on stdout ends with the exit code and its reasons.
  const saysWhy = targets.some(({ format, path }) => format === 'text' && path === '-');
  const write = async (steps: AsyncIterable<Step>): Promise<number> => {
    const code = await writeSteps(steps, reports, { quiet: flags.quiet === true, saysWhy }, context);
    for (const report of reports) await attempt(report, () => report.sink.close());
    const unwritten = reports.flatMap(({ failed }) => failed ?? []);
    for (const error of unwritten) context.warn(`error: ${error.message}`);
    return unwritten.length > 0 ? EXIT.UNTRUSTED : code;
  };
  return { everyRow, write };
}

async function writeSteps(
  steps: AsyncIterable<Step>,
  reports: readonly Report[],
  { quiet, saysWhy }: { readonly quiet: boolean; readonly saysWhy: boolean },
  context: Context,
): Promise<number> {
  const progress = progressOn(context.io, !quiet);
  const each = async (make: (reporter: Reporter) => string | Promise<Uint8Array>): Promise<void> => {
    for (const report of reports) await write(report, await make(report.reporter));
  };
  let code: number = EXIT.UNTRUSTED;
  for await (const step of steps) {
    if (step.kind !== 'outcomes' || step.outcomes.length > 0) progress.clear();
    switch (step.kind) {
      case 'run':
        await each((reporter) => reporter.run(step.event));
        break;
      case 'input':
        progress.input(step.size ?? null);
        await each((reporter) => reporter.input(step.event, step.head ?? null));
        break;
      case 'outcomes': {
        for (const report of reports) await writeOutcomes(report, step.outcomes);
        const findings = step.outcomes.reduce((sum, outcome) => sum + outcome.findings.length, 0);
        progress.add(step.rows, findings, step.bytes);
        break;
      }
      case 'message':
        if (step.severity === 'error' || !quiet) context.warn(`${step.severity}: ${step.text}`);
        break;
      case 'summary':
        ({ code } = step.event.exit);
        if (!saysWhy && (code === EXIT.UNTRUSTED || code === EXIT.INCOMPLETE))
          context.warn(`exit ${code}: ${step.event.exit.because.join('; ')}`);
        await each((reporter) => reporter.summary(step.event, step.attention));
    }
  }
  progress.clear();
  return code;
}

async function writeOutcomes(report: Report, outcomes: readonly Outcome[]): Promise<void> {
  let text = '';
  for (const outcome of outcomes) {
    text += report.reporter.outcome(outcome);
    if (text.length < PIECE) continue;
    await write(report, text);
    text = '';
  }
  await write(report, text);
}

async function write(report: Report, data: string | Uint8Array): Promise<void> {
  if (data.length > 0) await attempt(report, () => report.sink.write(data));
}

async function attempt(report: Report, work: () => Promise<void>): Promise<void> {
  if (report.failed !== null) return;
  try {
    await work();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    report.failed = error;
  }
}

/** A path given twice, and a path that is read, are mistakes that would destroy something. Throws UserError. */
function refuseClashes(
  paths: readonly string[],
  inputs: readonly string[],
  alsoRead: readonly (string | null | undefined)[],
  { files }: Host,
): void {
  const outputs = paths.filter((path) => path !== '-');
  if (paths.length - outputs.length > 1)
    throw new UserError('two reports for standard output', 'send one to a file: -o json=result.json');
  if (outputs.length === 0) return;
  const given = new Set<string>(outputs.length === paths.length ? [] : shellFile(STDOUT));
  const named = inputs.flatMap((name) => (name === '-' ? [] : files.meant(name)));
  const read = new Map([
    ...alsoRead.flatMap((path) => (path == null ? [] : [[identityOf(path, files), path] as const])),
    ...named.map((name) => [identityOf(name, files), `the input ${name}`] as const),
    ...(inputs.includes('-') ? shellFile(STDIN).map((file) => [file, 'the input -'] as const) : []),
  ]);
  const folders = named.filter((name) => files.entries(name) !== null).map((name) => `${files.real(name)}/`);
  for (const path of outputs) {
    const key = identityOf(path, files);
    const input = read.get(key) ?? (isInputIn(folders, path, files) ? `the input ${path}` : null);
    if (input !== null) throw new UserError(`-o: ${path} would overwrite ${input}`, 'name another file');
    if (given.has(key)) throw new UserError(`-o: ${path} is given twice`, 'name another file');
    given.add(key);
  }
}

/** Whether a file is there in one of the folders, and no report of an earlier run, which may be written again. */
function isInputIn(folders: readonly string[], path: string, files: Files): boolean {
  if (folders.length === 0 || typeof files.sizeOf(path) !== 'number') return false;
  const real = files.real(path);
  return folders.some((folder) => real.startsWith(folder)) && !files.head(path, BEGINNING).includes('netvet');
}

const BEGINNING = 4_096;
const STDIN = 0;
const STDOUT = 1;

function shellFile(descriptor: number): readonly string[] {
  try {
    const found = fstatSync(descriptor);
    return found.isFile() ? [`${found.dev}:${found.ino}`] : [];
  } catch {
    return [];
  }
}

/** One text for one file, whatever links or spellings lead to it, also to what is not there yet. */
function identityOf(path: string, files: Files): string {
  try {
    return files.identity(targetOf(files.absolute(path)));
  } catch {
    return files.absolute(path);
  }
}

function reportOptions(flags: ReportingFlags, { io }: Context): ReportOptions {
  return {
    color: colourDepth(flags.color, io),
    width: io.stdout.isTTY === true ? (io.stdout.columns ?? 80) : null,
    // Only for a terminal does the locale matter: the bytes of a file or pipe depend on inputs and options alone.
    unicode: io.stdout.isTTY !== true || showsUnicode(io.env),
    verbose: flags.verbose === true,
    groupBy: flags.groupBy,
    homepage: io.homepage ?? null,
    cwd: io.cwd,
    repository: repositoryAround(io.cwd) ?? io.cwd,
  };
}

/** The nearest folder, this one or above it, that holds a `.git`. */
function repositoryAround(folder: string): string | null {
  if (existsSync(join(folder, '.git'))) return folder;
  const above = dirname(folder);
  return above === folder ? null : repositoryAround(above);
}

/** How many colours a terminal report may use: --color > NO_COLOR > FORCE_COLOR > TERM=dumb > is it a terminal. */
export function colourDepth(
  flag: ReportingFlags['color'],
  { env, stdout }: Pick<Io, 'env' | 'stdout'>,
): ReportOptions['color'] {
  if (flag === false || flag === 'never') return 0;
  if (flag === 'always') return depthOf(env);
  if ((env['NO_COLOR'] ?? '') !== '') return 0;
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined) return FORCED.get(forced) ?? depthOf(env);
  if (env['TERM'] === 'dumb' || stdout.isTTY !== true) return 0;
  return depthOf(env);
}

/** FORCE_COLOR as others read it: 0 and false none, 1 to 3 a depth, anything else as much as the terminal has. */
const FORCED = new Map(Object.entries<ReportOptions['color']>({ 0: 0, false: 0, 1: 1, 2: 2, 3: 3 }));

function depthOf(env: Io['env']): ReportOptions['color'] {
  if (/truecolor|24bit/i.test(env['COLORTERM'] ?? '')) return 3;
  return /256/.test(env['TERM'] ?? '') ? 2 : 1;
}

/** Whether the locale can show more than ASCII. */
export function showsUnicode(env: Io['env']): boolean {
  if (process.platform === 'win32') return true;
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || '';
  return /utf-?8/i.test(locale);
}

/** Work shorter than this says nothing; then the line is written anew this often. In milliseconds. */
const QUIET_FOR = 1000;
const EVERY = 200;

/**
 * One line on stderr while a long run goes on, on a terminal only. Asked after each batch: a source that never waits
 * would starve a timer.
 */
export function progressOn(io: Pick<Io, 'now' | 'stderr'>, isWanted: boolean) {
  const start = io.now().getTime();
  /** False from the start, or as soon as there is something to show and no terminal. */
  let isOn = isWanted;
  let isShown = false;
  let next = start + QUIET_FOR;
  let rows = 0;
  let findings = 0;
  let input = { size: null as number | null, start };

  function left(bytes: number, now: number): readonly string[] {
    const { size } = input;
    if (size === null || size === 0 || bytes === 0) return [];
    const share = Math.min(1, bytes / size);
    const seconds = Math.ceil(((now - input.start) * (1 / share - 1)) / 1000);
    return [`${Math.floor(share * 100)} %`, `${seconds} s left`];
  }

  return {
    input(size: number | null): void {
      input = { size, start: io.now().getTime() };
    },
    add(moreRows: number, moreFindings: number, bytes: number): void {
      if (!isOn) return;
      rows += moreRows;
      findings += moreFindings;
      const now = io.now().getTime();
      if (now < next) return;
      next = now + EVERY;
      isOn = io.stderr.isTTY === true;
      if (!isOn) return;
      isShown = true;
      const read = `${grouped(rows)} rows`;
      const rate = `${grouped(Math.round(rows / ((now - start) / 1000)))} rows/s`;
      const rest = [`${grouped(findings)} findings`, ...left(bytes, now)];
      const width = (io.stderr.columns ?? 80) - 1;
      const lines = [
        [read, rate, ...rest],
        [read, ...rest],
        [read, ...rest.slice(1)],
      ].map((parts) => parts.join(', '));
      const line = lines.find((one) => one.length <= width) ?? read;
      io.stderr.write(`\r${line.slice(0, width)}\u001b[K`);
    },
    clear(): void {
      if (isShown) io.stderr.write('\r\u001b[K');
      isShown = false;
    },
  };
}
