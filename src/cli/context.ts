import { resolve } from 'node:path';
import type { Host } from '../app/host.ts';
import { dayOf } from '../core/dates.ts';
import { UserError, fileError } from '../core/errors.ts';
import type { restoreKnowledge } from '../knowledge/compiled.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { logText, visible } from '../report/escape.ts';
import type { Io, OutputStream } from './io.ts';
import type { Sink } from './output/sinks.ts';
import { stdoutSink } from './output/sinks.ts';

/** What every command is given. */
export interface Context {
  readonly io: Io;
  readonly host: Host;
  readonly stdout: Sink;
  /** Writes a line for people; a name of a file in a folder is as hostile as a cell. */
  warn(text: string): void;
  /** Has the run use the data of a folder instead of what is shipped. */
  useData(folder: string): void;
  /** What must be undone when the run ends early. */
  readonly cleanups: Set<() => void>;
  /** The exit code of the command. */
  code: number;
}

/** A reader of stderr that went away is no reason to stop. Most runs say nothing there, and are spared opening it. */
function withoutErrorsOfStderr(io: Io): Io {
  let stderr: OutputStream | null = null;
  function open(): OutputStream {
    io.stderr.on('error', () => undefined);
    return io.stderr;
  }
  const get = (): OutputStream => (stderr ??= open());
  return Object.create(io, { stderr: { get } }) as Io;
}

/** What commands are given, from the process. Expensive values are created lazily. */
export function createContext(process: Io, restore?: typeof restoreKnowledge): Context {
  const io = withoutErrorsOfStderr(process);
  let knowledge: Promise<Knowledge> | null = null;
  let data: string | null = null;
  return {
    io,
    host: {
      cwd: io.cwd,
      today: dayOf(io.now()),
      version: io.version,
      get stdin() {
        if (io.stdin.isTTY !== true) return io.stdin;
        throw new UserError('standard input is a terminal', 'send it a file: netvet check - < inventory.csv');
      },
      knowledge: () =>
        (knowledge ??= data === null ? readKnowledge(io, restore) : readFolder(data, io.cwd)),
    },
    stdout: stdoutSink(io),
    warn(text) {
      io.stderr.write(`${logText(visible(text))}\n`);
    },
    useData(folder) {
      if (folder !== data) knowledge = null;
      data = folder;
    },
    cleanups: new Set(),
    code: 0,
  };
}

/** Throws UserError for a folder that is not as its manifest says, or whose files are wrong. */
async function readFolder(folder: string, cwd: string): Promise<Knowledge> {
  const { loadDataFolder } = await import('../knowledge/folder.ts');
  return loadDataFolder(folder.replace(/[/\\]+$/, ''), resolve(cwd, folder));
}

/** Throws UserError when the file cannot be read or is damaged. */
async function readKnowledge(
  { knowledgeFile: path, readShipped }: Io,
  restore?: typeof restoreKnowledge,
): Promise<Knowledge> {
  let text;
  try {
    text = readShipped(path, 'latin1');
  } catch (error) {
    throw fileError(error, path, 'read', 'in a checkout: npm run build; else install netvet again');
  }
  restore ??= (await import('../knowledge/compiled.ts')).restoreKnowledge;
  return restore({ path, text });
}
