import { diskFiles } from '../app/disk.ts';
import type { Host } from '../app/host.ts';
import { dayOf } from '../core/dates.ts';
import { UserError } from '../core/errors.ts';
import type { Knowledge, restoreKnowledge } from '../knowledge/knowledge.ts';
import { logText, visible } from '../report/escape.ts';
import type { Io, OutputStream } from './io.ts';
import { stdoutSink, type Sink } from './output/sinks.ts';

/** What every command is given. */
export interface Context {
  readonly io: Io;
  readonly host: Host;
  readonly stdout: Sink;
  /** Writes a line to stderr, control characters made visible: a file name may be as hostile as a cell. */
  readonly warn: (text: string) => void;
  /** Makes the run use a data package instead of the shipped data. */
  readonly useData: (path: string) => void;
  readonly cleanups: Set<() => void>;
  code: number;
}

/** Makes what commands are given from the process. Expensive values are created lazily. */
export function createContext(process: Io, restore?: typeof restoreKnowledge): Context {
  // A closed stderr does not stop a run. It is opened at the first message, which most runs do not have.
  let stderr: OutputStream | null = null;
  const get = (): OutputStream => (stderr ??= process.stderr.on('error', () => undefined));
  const io = Object.create(process, { stderr: { get } }) as Io;
  let knowledge: Promise<Knowledge> | null = null;
  let data: string | null = null;
  let wasStdinRead = false;
  function warn(text: string): void {
    io.stderr.write(`${logText(visible(text))}\n`);
  }
  const readChosen = async (): Promise<Knowledge> =>
    (await import('./chosen-data.ts')).readKnowledge(data, io, warn, restore);
  return {
    io,
    host: {
      files: diskFiles(io.cwd),
      today: dayOf(io.now()),
      version: io.version,
      get stdin() {
        if (io.stdin.isTTY === true)
          throw new UserError('standard input is a terminal', 'send it a file: netvet check - < inventory.csv');
        if (wasStdinRead) throw new UserError('standard input cannot be read twice', 'use - once, and name a file');
        wasStdinRead = true;
        return io.stdin;
      },
      knowledge: () => (knowledge ??= readChosen()),
    },
    stdout: stdoutSink(io),
    warn,
    useData(path) {
      if (path !== data) knowledge = null;
      data = path;
    },
    cleanups: new Set(),
    code: 0,
  };
}
