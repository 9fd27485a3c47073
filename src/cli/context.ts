import { join } from 'node:path';
import { diskFiles } from '../app/disk.ts';
import type { Host } from '../app/host.ts';
import { dayOf } from '../core/dates.ts';
import { onPath, UserError } from '../core/errors.ts';
import type { Knowledge, restoreKnowledge } from '../knowledge/knowledge.ts';
import { logText, visible } from '../report/escape.ts';
import type { Io, OutputStream } from './io.ts';
import { stdoutSink } from './output/sinks.ts';

/** What every command is given. */
export type Context = ReturnType<typeof createContext>;

/** Makes what commands are given from the process. Expensive values are created lazily. */
export function createContext(process: Io, restore?: typeof restoreKnowledge) {
  // A closed stderr does not stop a run. It is opened at the first message, which most runs do not have.
  let stderr: OutputStream | null = null;
  const get = (): OutputStream => (stderr ??= process.stderr.on('error', () => undefined));
  const io = Object.create(process, { stderr: { get } }) as Io;
  let knowledge: Promise<Knowledge> | null = null;
  let data: string | null = null;
  let wasStdinRead = false;
  /** Writes a line to stderr, control characters made visible: a file name may be as hostile as a cell. */
  function warn(text: string): void {
    io.stderr.write(`${logText(visible(text))}\n`);
  }
  const readChosen = async (): Promise<Knowledge> =>
    (await import('./chosen-data.ts')).readKnowledge(data, io, warn, restore);
  const host: Host = {
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
  };
  return {
    ...{ io, host, warn, stdout: stdoutSink(io) },
    /** A shipped file of data/, besides what is compiled. Throws UserError. */
    readData: (name: string): string => {
      const path = join(io.dataFolder, name);
      return onPath(path, 'read', () => io.readShipped(path, 'utf8'));
    },
    /** Makes the run use a data package instead of the shipped data. */
    useData: (path: string): void => {
      if (path !== data) knowledge = null;
      data = path;
    },
    cleanups: new Set<() => void>(),
    code: 0,
  };
}
