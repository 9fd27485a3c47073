import { once } from 'node:events';
import { UserError, EXIT } from '../core/errors.ts';
import type { restoreKnowledge } from '../knowledge/knowledge.ts';
import { createContext } from './context.ts';
import { Stopped, type Io } from './io.ts';

/** Runs one command; returns its exit code. Throws only for a bug. `restore`: runs in one process may share it. */
export async function main(argv: readonly string[], io: Io, restore?: typeof restoreKnowledge): Promise<number> {
  const context = createContext(io, restore);
  const [first = ''] = argv;
  try {
    // Scripts ask for the version most often: the parser of command lines alone takes 10 ms to load.
    if (first === '--version' || first === '-V') {
      await context.stdout.write(`${io.version}\n`);
      await context.stdout.close();
    } else {
      const { runCommand } = await import('./program.ts');
      await Promise.race([runCommand(argv, context), whenStopped(io.signal)]);
    }
    return context.code;
  } catch (error) {
    if (error instanceof Stopped) return error.code;
    if (!(error instanceof UserError)) throw error;
    for (const line of error.message.split('\n')) context.warn(`error: ${line}`);
    return EXIT.UNTRUSTED;
  } finally {
    for (const undo of context.cleanups) undo();
  }
}

async function whenStopped(signal: AbortSignal): Promise<never> {
  if (!signal.aborted) await once(signal, 'abort');
  throw new Stopped(Number(signal.reason));
}
