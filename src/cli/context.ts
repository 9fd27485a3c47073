import { relative, resolve } from 'node:path';
import type { Host } from '../app/host.ts';
import { dayOf } from '../core/dates.ts';
import { UserError, fileError } from '../core/errors.ts';
import { isNewer } from '../knowledge/checkout.ts';
import { headOf, restoreKnowledge } from '../knowledge/compiled.ts';
import type { DataPackage } from '../knowledge/data-package.ts';
import { KNOWLEDGE, PACKAGE, packagedDay, readPackage } from '../knowledge/data-package.ts';
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
  /** Has the run use a data package instead of what is shipped. */
  useData(path: string): void;
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
export function createContext(process: Io, restore = restoreKnowledge): Context {
  const io = withoutErrorsOfStderr(process);
  let knowledge: Promise<Knowledge> | null = null;
  let data: string | null = null;
  function warn(text: string): void {
    io.stderr.write(`${logText(visible(text))}\n`);
  }
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
      knowledge: () => (knowledge ??= readKnowledge(data, io, restore, warn)),
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

/** Data that is not shipped: a package that is named, or a newer one beside netvet. Throws UserError. */
async function otherData(named: string | null, io: Io, shipped: () => string): Promise<DataPackage | null> {
  if (named !== null) return readPackage(named.replace(/[/\\]+$/, ''), resolve(io.cwd, named));
  const day = io.dataPackage === null ? null : packagedDay(io.dataPackage);
  if (io.dataPackage === null || day === null || day <= headOf(shipped()).day) return null;
  return readPackage(PACKAGE, io.dataPackage);
}

/** Throws UserError when the data cannot be read, is damaged or, in a checkout, is wrong. */
async function readKnowledge(
  named: string | null,
  io: Io,
  restore: typeof restoreKnowledge,
  warn: Context['warn'],
): Promise<Knowledge> {
  const { knowledgeFile: path, sources } = io;
  const other = await otherData(named, io, () => shippedText(io));
  if (other !== null) {
    const shown = other.path.slice(0, -KNOWLEDGE.length - 1);
    const knowledge = restore(other);
    const { day, sha256 } = knowledge.data;
    if (sha256 !== other.manifest.sha256)
      throw new UserError(`${shown}: ${KNOWLEDGE} is not what its manifest describes`, 'get it again: docs/data.md');
    warn(`note: data of ${day} from ${shown}, not the data that is shipped with netvet`);
    return { ...knowledge, data: { path: shown, day, sha256 } };
  }
  if (sources === null || !isNewer(sources, path)) return restore({ path, text: shippedText(io) });
  const { recompile } = await import('../knowledge/folder.ts');
  return restore({ path, text: recompile(relative(io.cwd, sources), sources, path) });
}

function shippedText({ knowledgeFile: path, readShipped }: Io): string {
  try {
    return readShipped(path, 'latin1');
  } catch (error) {
    throw fileError(error, path, 'read', 'in a checkout: npm run build; else install netvet again');
  }
}
