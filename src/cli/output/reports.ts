import { existsSync } from 'node:fs';
import nodePath, { dirname, join, resolve } from 'node:path';
import type { Files, Host } from '../../app/host.ts';
import { collecting, EXIT, formatProblem, trying, UserError, type UserProblem } from '../../core/errors.ts';
import type { Step } from '../../core/events.ts';
import { FORMATS, newReport } from '../../report/registry.ts';
import { grouped } from '../../report/phrases.ts';
import type { ReportOptions } from '../../report/reporter.ts';
import type { Context } from '../context.ts';
import { outputOf, type ReportingFlags } from '../options.ts';
import { openSink, targetOf, type Sink } from './sinks.ts';
import type { Io } from '../io.ts';

type Paths = readonly string[];
type Opened = { readonly report: Awaited<ReturnType<typeof newReport>>; readonly sink: Sink };

/**
 * Opens all reports of a run before anything is read; they are written side by side. `everyRow`: one of them needs
 * every row; `write`: writes the steps of a run, and returns the exit code. `reads`: the files that the run reads.
 * Throws UserError when a target cannot be opened, or would overwrite what is read.
 */
export async function openReports(flags: ReportingFlags, reads: Paths, context: Context) {
  const { io, cleanups, readData, stdout } = context;
  const { format: toStdout = 'text', output = [], quiet = false } = flags;
  const targets = output.map(outputOf);
  const paths = targets.map(({ path }) => path);
  if (paths.length > 0) refuseClashes(paths, reads, context.host);
  const options = reportOptions(flags, context);
  const reports: Opened[] = [];
  // Files first: the report on standard output then says when one of them could not be written.
  for (const { format, path } of targets) {
    const report = await newReport(format, readData, { ...options, color: false, width: null, unicode: true });
    io.catchSignals();
    const sink = await openSink(resolve(io.cwd, path), path);
    cleanups.add(sink.discard);
    reports.push({ report, sink });
  }
  if (!quiet) reports.push({ report: await newReport(toStdout, readData, options), sink: stdout });
  const everyRow = targets.some(({ format }) => FORMATS[format].everyRow === true);
  return { everyRow, write: (steps: AsyncIterable<Step>) => writeSteps(steps, reports, flags, context) };
}

/** Writes reports side by side. If one cannot be written, it gets nothing more, and the others go on. */
async function writeSteps(
  steps: AsyncIterable<Step>,
  reports: readonly Opened[],
  { quiet = false, format = 'text' }: ReportingFlags,
  { io, warn }: Context,
) {
  const progress = progressOn(io, !quiet);
  const errors: UserProblem[] = [];
  let code: number = EXIT.UNTRUSTED;
  for await (const step of steps) {
    if (step.kind !== 'outcomes' || step.outcomes.length > 0) progress.clear();
    if (step.kind === 'message' && (step.severity === 'error' || !quiet)) warn(`${step.severity}: ${step.text}`);
    if (step.kind === 'summary') {
      ({ code } = step.event.exit);
      // Text on stdout ends with the exit code and its reasons.
      if ((quiet || format !== 'text') && (code === EXIT.UNTRUSTED || code === EXIT.INCOMPLETE))
        warn(`exit ${code}: ${step.event.exit.because.join('; ')}`);
    }
    for (const { report, sink } of reports)
      for (const piece of report(withWriteErrors(errors, step)))
        if (piece.length > 0) await collecting(errors, () => sink.write(piece));
    if (step.kind !== 'outcomes') continue;
    const findings = step.outcomes.reduce((sum, outcome) => sum + outcome.findings.length, 0);
    progress.add(step.rows, findings);
  }
  progress.clear();
  for (const { sink } of reports) await collecting(errors, () => sink.close());
  for (const wrong of errors) warn(`error: ${formatProblem(wrong)}`);
  return errors.length > 0 ? EXIT.UNTRUSTED : code;
}

/** The step as reports get it: if a report could not be written, the summary has exit code 2 and says why. */
function withWriteErrors(errors: readonly UserProblem[], step: Step): Step {
  if (step.kind !== 'summary' || errors.length === 0) return step;
  const because = [...errors.map(formatProblem), ...step.event.exit.because];
  return { ...step, event: { ...step.event, exit: { code: EXIT.UNTRUSTED, because } } };
}

const STDIN = '/dev/stdin';

/** Refuses a path that is given twice or is read: writing it would destroy something. Throws UserError. */
function refuseClashes(paths: Paths, reads: Paths, { files }: Host): void {
  const reasonFor = (name: string): string => `would overwrite ${name}, which this run reads`;
  // The shell may have opened a file as standard input.
  const pathOf = (name: string): string => (name === '-' && typeof files.sizeOf(STDIN) === 'number' ? STDIN : name);
  const taken = new Map(reads.map((name) => [identityOf(pathOf(name), files), reasonFor(name)]));
  for (const path of paths) {
    const identity = identityOf(path, files);
    const why = taken.get(identity);
    if (why !== undefined) throw new UserError(`-o: ${path} ${why}`, 'name another file');
    taken.set(identity, 'is given twice');
  }
}

/** The files of `-o` that hold a report of the same format: written anew, they are no inputs of a folder. */
export function earlierReports({ output = [] }: ReportingFlags, files: Files): Paths {
  return output.map(outputOf).flatMap(({ format, path }) => {
    // Of what cannot be looked at, opening it says why.
    const isFile = trying(() => typeof files.sizeOf(path) === 'number', false);
    return isFile && FORMATS[format].begins.test(files.head(path, BEGINNING)) ? path : [];
  });
}

/** In bytes: the titles and the header of a flagged copy may be long. */
const BEGINNING = 64 * 1024;

/** One text for one file, whatever links or spellings lead to it, even if it is not there yet. */
function identityOf(path: string, files: Files): string {
  return trying(() => files.identity(targetOf(files.absolute(path))), files.absolute(path));
}

function reportOptions(flags: ReportingFlags, { io }: Context): ReportOptions {
  return {
    color: isColoured(flags.color, io),
    width: io.stdout.isTTY === true ? (io.stdout.columns ?? 80) : null,
    // Only for a terminal does the locale matter: the bytes of a file or pipe depend on inputs and options alone.
    unicode: io.stdout.isTTY !== true || showsUnicode(io.env),
    verbose: flags.verbose === true,
    groupBy: flags.groupBy,
    pathOf: pathsIn(repositoryAround(io.cwd) ?? io.cwd, io.cwd),
  };
}

/** Makes paths of inputs relative to the top of a repository; `path`: Node's for Windows, or for other systems. */
export function pathsIn(repository: string, cwd: string, path = nodePath): ReportOptions['pathOf'] {
  return (source) => {
    const within = path.relative(repository, path.resolve(cwd, source));
    const isOutside = /^\.\.(?:[/\\]|$)/.test(within) || path.isAbsolute(within);
    return (isOutside ? path.normalize(source) : within).replaceAll(path.sep, '/');
  };
}

function repositoryAround(folder: string): string | null {
  if (existsSync(join(folder, '.git'))) return folder;
  const above = dirname(folder);
  return above === folder || above === '.' ? null : repositoryAround(above);
}

/** Whether a report is in colours: --color > NO_COLOR > FORCE_COLOR (0 and false: none) > TERM=dumb > a terminal. */
export function isColoured(flag: ReportingFlags['color'], { env, stdout }: Pick<Io, 'env' | 'stdout'>): boolean {
  if (flag === false || flag === 'never' || flag === 'always') return flag === 'always';
  if ((env['NO_COLOR'] ?? '') !== '') return false;
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return env['TERM'] !== 'dumb' && stdout.isTTY === true;
}

/** Whether the locale can show more than ASCII. */
export function showsUnicode(env: Io['env']): boolean {
  if (process.platform === 'win32') return true;
  return /utf-?8/i.test(env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || '');
}

/** Shorter work shows no progress; after that the line is written anew this often. In milliseconds. */
const QUIET_FOR = 1000;
const EVERY = 200;

/** Progress in one line of a terminal, updated after each batch: a source that never waits would starve a timer. */
export function progressOn(io: Pick<Io, 'now' | 'stderr'>, isWanted: boolean) {
  let isShown = false;
  let next = isWanted ? io.now().getTime() + QUIET_FOR : Infinity;
  let rows = 0;
  let findings = 0;
  return {
    add(moreRows: number, moreFindings: number): void {
      rows += moreRows;
      findings += moreFindings;
      const now = io.now().getTime();
      if (now < next) return;
      isShown = io.stderr.isTTY === true;
      next = isShown ? now + EVERY : Infinity;
      if (!isShown) return;
      const line = `${grouped(rows)} rows, ${grouped(findings)} findings`;
      io.stderr.write(`\r${line.slice(0, (io.stderr.columns ?? 80) - 1)}\u001b[K`);
    },
    clear(): void {
      if (isShown) io.stderr.write('\r\u001b[K');
      isShown = false;
    },
  };
}
