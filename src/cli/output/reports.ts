import { existsSync, fstatSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Step } from '../../app/check.ts';
import { findInputs } from '../../app/inputs.ts';
import type { Outcome } from '../../core/events.ts';
import { UserError } from '../../core/errors.ts';
import { EXIT } from '../../core/exit-codes.ts';
import { formatEntry, type FormatName } from '../../report/registry.ts';
import type { Reporter, ReportOptions } from '../../report/reporter.ts';
import type { Context } from '../context.ts';
import type { ColourFlag, ReportingFlags } from '../options.ts';
import { Progress } from './progress.ts';
import { openSink, targetOf, type Sink } from './sinks.ts';
import type { Io } from '../io.ts';

/** Text of outcomes that is handed on in one go (UTF-16 units); a longer one is slow to put together. */
const PIECE = 32 * 1024;

/** A format and where it goes; `-` is stdout. */
export interface Target {
  readonly format: FormatName;
  readonly path: string;
}

interface Report {
  readonly reporter: Reporter;
  readonly sink: Sink;
  /** Set when it cannot be written any more; the other reports go on. */
  failed: UserError | null;
}

/** What a run writes, and where: `--format` to stdout, each `-o` to its path. */
export function targetsOf({ format, output = [], quiet }: ReportingFlags): readonly Target[] {
  const files = output.map((text) => {
    const at = text.indexOf('=');
    return { format: text.slice(0, at) as FormatName, path: text.slice(at + 1) };
  });
  const toStdout = files.some(({ path }) => path === '-');
  if (quiet === true && toStdout) throw new UserError('--quiet and -o to standard output contradict each other');
  if (quiet === true || (toStdout && format === undefined)) return files;
  return [{ format: format ?? 'text', path: '-' }, ...files];
}

/** All reports of a run, written side by side. */
export class Reports {
  /** True when one of them needs every row. */
  readonly everyRow: boolean;
  readonly #reports: readonly Report[];
  /** True when stdout gets text, which ends with the exit code and its reasons. */
  readonly #saysWhy: boolean;
  readonly #context: Context;

  private constructor(reports: readonly Report[], everyRow: boolean, saysWhy: boolean, context: Context) {
    this.#reports = reports;
    this.everyRow = everyRow;
    this.#saysWhy = saysWhy;
    this.#context = context;
  }

  /**
   * Opens all targets before anything is read. `alsoRead`: what the run reads besides its inputs. Throws UserError when
   * a target cannot be opened, or would overwrite what is read.
   */
  static async open(
    flags: ReportingFlags,
    inputs: readonly string[],
    alsoRead: readonly (string | null | undefined)[],
    context: Context,
  ): Promise<Reports> {
    const { dataFolder, readShipped } = context.io;
    const targets = targetsOf(flags);
    await refuseClashes(targets, inputs, alsoRead, context.host);
    const options = reportOptions(flags, context);
    let everyRow = false;
    const readData = (name: string) => readShipped(join(dataFolder, name), 'utf8');
    const reports: Report[] = [];
    for (const { format, path } of targets) {
      const isFile = path !== '-';
      const shown: ReportOptions = isFile ? { ...options, color: 0, width: null, unicode: true } : options;
      const loaded = await formatEntry(format).load(readData, shown);
      everyRow ||= loaded.everyRow;
      const sink = isFile ? await openFile(path, context) : context.stdout;
      reports.push({ reporter: loaded.create(shown), sink, failed: null });
    }
    const saysWhy = targets.some(({ format, path }) => format === 'text' && path === '-');
    return new Reports(reports, everyRow, saysWhy, context);
  }

  /** Writes the steps of a run, and returns the exit code. What is for people goes to stderr. */
  async write(steps: AsyncIterable<Step>, quiet: boolean): Promise<number> {
    const context = this.#context;
    const progress = new Progress(context.io, !quiet);
    let code: number = EXIT.UNTRUSTED;
    for await (const step of steps) {
      if (step.kind !== 'outcomes' || step.outcomes.length > 0) progress.clear();
      switch (step.kind) {
        case 'run':
          await this.#each((reporter) => reporter.run(step.event));
          break;
        case 'input':
          progress.input(step.size ?? null);
          await this.#each((reporter) => reporter.input(step.event, step.head ?? null));
          break;
        case 'outcomes':
          await this.#outcomes(step.outcomes);
          progress.add(step.rows, countFindings(step.outcomes), step.bytes);
          break;
        case 'complaint':
          if (step.severity === 'error' || !quiet) context.warn(`${step.severity}: ${step.text}`);
          break;
        case 'summary':
          ({ code } = step.event.exit);
          if (!this.#saysWhy && (code === EXIT.UNTRUSTED || code === EXIT.INCOMPLETE))
            context.warn(`exit ${code}: ${step.event.exit.because.join('; ')}`);
          await this.#each((reporter) => reporter.summary(step.event, step.attention));
          await this.#each((reporter) => reporter.bytes?.() ?? '');
      }
    }
    progress.clear();
    for (const report of this.#reports) await attempt(report, () => report.sink.close());
    const unwritten = this.#reports.flatMap(({ failed }) => failed ?? []);
    for (const error of unwritten) context.warn(`error: ${error.message}`);
    return unwritten.length > 0 ? EXIT.UNTRUSTED : code;
  }

  async #outcomes(outcomes: readonly Outcome[]): Promise<void> {
    for (const report of this.#reports) {
      let text = '';
      for (const outcome of outcomes) {
        text += report.reporter.outcome(outcome);
        if (text.length < PIECE) continue;
        await write(report, text);
        text = '';
      }
      await write(report, text);
    }
  }

  async #each(make: (reporter: Reporter) => string | Uint8Array | Promise<Uint8Array>): Promise<void> {
    for (const report of this.#reports) await write(report, await make(report.reporter));
  }
}

function countFindings(outcomes: readonly Outcome[]): number {
  return outcomes.reduce((sum, { findings }) => sum + findings.length, 0);
}

async function openFile(path: string, { io, cleanups }: Context): Promise<Sink> {
  io.catchSignals();
  const sink = await openSink(resolve(io.cwd, path), path);
  cleanups.add(() => {
    sink.discard();
  });
  return sink;
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
async function refuseClashes(
  targets: readonly Pick<Target, 'path'>[],
  inputs: readonly string[],
  alsoRead: readonly (string | null | undefined)[],
  host: Context['host'],
): Promise<void> {
  const { cwd } = host;
  const files = targets.filter(({ path }) => path !== '-');
  if (targets.length - files.length > 1)
    throw new UserError('two reports for standard output', 'send one to a file: -o json=result.json');
  if (files.length === 0) return;
  const given = new Set<string>(files.length === targets.length ? [] : shellFile(STDOUT));
  const read = new Map(alsoRead.flatMap((path) => (path == null ? [] : [[identity(resolve(cwd, path)), path]])));
  const found = new Set<string>();
  for (const { name, path, from } of (await findInputs(inputs, host)).refs) {
    if (from !== 'user') found.add(`the input ${name}`);
    for (const key of path === null ? shellFile(STDIN) : [identity(path)]) read.set(key, `the input ${name}`);
  }
  for (const { path } of files) {
    const key = identity(resolve(cwd, path));
    const input = read.get(key);
    if (input !== undefined && !(found.has(input) && isReport(resolve(cwd, path))))
      throw new UserError(`-o: ${path} would overwrite ${input}`, 'name another file');
    if (given.has(key)) throw new UserError(`-o: ${path} is given twice`, 'name another file');
    given.add(key);
  }
}

/** Whether a file in a folder of inputs is a report of an earlier run, which may be written again. */
function isReport(path: string): boolean {
  try {
    return readFileSync(path, 'latin1').slice(0, BEGINNING).includes('netvet');
  } catch {
    return false;
  }
}

const BEGINNING = 4_096;
const STDIN = 0;
const STDOUT = 1;

/** The file that the shell opened for us, if it is one. */
function shellFile(descriptor: number): readonly string[] {
  try {
    const found = fstatSync(descriptor);
    return found.isFile() ? [`${found.dev}:${found.ino}`] : [];
  } catch {
    return [];
  }
}

/** One text for one file, whatever links or spellings lead to it. A device can be written by two. */
function identity(path: string): string {
  try {
    const target = targetOf(path);
    const found = statSync(target, { throwIfNoEntry: false });
    return found?.isFile() === true ? `${found.dev}:${found.ino}` : target;
  } catch {
    return path;
  }
}

/** What a reporter may know of the command line and the terminal. */
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

type ColourDepth = 0 | 1 | 2 | 3;

/** How many colours a terminal report may use: --color > NO_COLOR > FORCE_COLOR > TERM=dumb > is it a terminal. */
export function colourDepth(flag: ColourFlag, { env, stdout }: Pick<Io, 'env' | 'stdout'>): ColourDepth {
  if (flag === false || flag === 'never') return 0;
  if (flag === 'always') return depthOf(env);
  if ((env['NO_COLOR'] ?? '') !== '') return 0;
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined) return forcedDepth(forced) ?? depthOf(env);
  if (env['TERM'] === 'dumb' || stdout.isTTY !== true) return 0;
  return depthOf(env);
}

/** FORCE_COLOR as others read it: 0 and false none, 1 to 3 a depth, anything else as much as the terminal has. */
function forcedDepth(value: string): ColourDepth | null {
  if (value === '0' || value === 'false') return 0;
  return value === '1' || value === '2' || value === '3' ? (Number(value) as ColourDepth) : null;
}

function depthOf(env: Io['env']): ColourDepth {
  if (/truecolor|24bit/i.test(env['COLORTERM'] ?? '')) return 3;
  return /256/.test(env['TERM'] ?? '') ? 2 : 1;
}

/** Whether the locale can show more than ASCII. */
export function showsUnicode(env: Io['env']): boolean {
  if (process.platform === 'win32') return true;
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || '';
  return /utf-?8/i.test(locale);
}
