import { fstatSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { findInputs } from '../../app/inputs.ts';
import type { InputEvent, Outcome, RunEvent, SummaryEvent } from '../../core/events.ts';
import { UserError } from '../../core/errors.ts';
import type { FormatName } from '../../report/registry.ts';
import { formatEntry } from '../../report/registry.ts';
import type { Reporter, ReportOptions } from '../../report/reporter.ts';
import type { Context } from '../context.ts';
import { FileSink, targetOf } from './file-sink.ts';
import type { Sink } from './stream-sink.ts';

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

/** All reports of a run, written side by side. */
export class Reports {
  /** True when one of them needs every row. */
  readonly everyRow: boolean;
  /** True when stdout gets text, which ends with the exit code and its reasons. */
  readonly saysWhy: boolean;
  readonly #reports: readonly Report[];

  private constructor(reports: readonly Report[], everyRow: boolean, saysWhy: boolean) {
    this.#reports = reports;
    this.everyRow = everyRow;
    this.saysWhy = saysWhy;
  }

  /**
   * Opens all targets before anything is read. `alsoRead`: what the run reads besides its inputs. Throws UserError when
   * a target cannot be opened, or would overwrite what is read.
   */
  static async open(
    targets: readonly Target[],
    inputs: readonly string[],
    alsoRead: readonly string[],
    options: ReportOptions,
    context: Context,
  ): Promise<Reports> {
    await refuseClashes(targets, inputs, alsoRead, context.io.cwd);
    let everyRow = false;
    const { dataFolder, readShipped } = context.io;
    const readData = (name: string) => readShipped(join(dataFolder, name), 'utf8');
    const reports: Report[] = [];
    for (const { format, path } of targets) {
      const isFile = path !== '-';
      const shown: ReportOptions = isFile ? { ...options, color: 0, width: null, unicode: true } : options;
      const loaded = await formatEntry(format).load(readData, shown);
      everyRow ||= loaded.everyRow;
      const sink = isFile ? await openFileSink(path, context) : context.stdout;
      reports.push({ reporter: loaded.create(shown), sink, failed: null });
    }
    const saysWhy = targets.some(({ format, path }) => format === 'text' && path === '-');
    return new Reports(reports, everyRow, saysWhy);
  }

  run(event: RunEvent): Promise<void> {
    return this.#each((reporter) => reporter.run(event));
  }

  input(event: InputEvent, head: string | null = null): Promise<void> {
    return this.#each((reporter) => reporter.input(event, head));
  }

  async outcomes(outcomes: readonly Outcome[]): Promise<void> {
    for (const report of this.#reports) {
      let text = '';
      for (const outcome of outcomes) {
        text += report.reporter.outcome(outcome);
        if (text.length < PIECE) continue;
        await say(report, text);
        text = '';
      }
      await say(report, text);
    }
  }

  async summary(event: SummaryEvent): Promise<void> {
    await this.#each((reporter) => reporter.summary(event));
    for (const report of this.#reports) {
      const { reporter, sink } = report;
      const bytes = await reporter.bytes?.();
      if (bytes !== undefined && sink instanceof FileSink) await attempt(report, () => sink.write(bytes));
    }
  }

  /** Puts the reports in their places. Returns what could not be written. */
  async close(): Promise<readonly UserError[]> {
    for (const report of this.#reports) await attempt(report, () => report.sink.close());
    return this.#reports.flatMap(({ failed }) => failed ?? []);
  }

  async #each(text: (reporter: Reporter) => string): Promise<void> {
    for (const report of this.#reports) await say(report, text(report.reporter));
  }
}

async function openFileSink(path: string, { io, cleanups }: Context): Promise<FileSink> {
  io.catchSignals();
  const sink = await FileSink.open(resolve(io.cwd, path), path);
  cleanups.add(() => sink.discard());
  return sink;
}

async function say(report: Report, text: string): Promise<void> {
  if (text !== '') await attempt(report, () => report.sink.write(text));
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
export async function refuseClashes(
  targets: readonly Pick<Target, 'path'>[],
  inputs: readonly string[],
  alsoRead: readonly string[],
  cwd: string,
): Promise<void> {
  const files = targets.filter(({ path }) => path !== '-');
  if (targets.length - files.length > 1)
    throw new UserError('two reports for standard output', 'send one to a file: -o json=result.json');
  if (files.length === 0) return;
  const given = new Set<string>(files.length === targets.length ? [] : openFile(STDOUT));
  const read = new Map(alsoRead.map((path) => [identity(resolve(cwd, path)), path]));
  for (const { name, path } of (await findInputs(inputs, cwd)).refs) {
    for (const key of path === null ? openFile(STDIN) : [identity(path)]) read.set(key, `the input ${name}`);
  }
  for (const { path } of files) {
    const key = identity(resolve(cwd, path));
    const input = read.get(key);
    if (input !== undefined) throw new UserError(`-o: ${path} would overwrite ${input}`, 'name another file');
    if (given.has(key)) throw new UserError(`-o: ${path} is given twice`, 'name another file');
    given.add(key);
  }
}

const STDIN = 0;
const STDOUT = 1;

/** The file that the shell opened for us, if it is one. */
function openFile(descriptor: number): readonly string[] {
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
