import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** A file where a command should stand: what was meant is `check`. Null when that is not what happened. */
export function commandHint(argv: readonly string[], error: string, cwd: string): string | null {
  if (!error.startsWith('error: unknown command')) return null;
  const word = argv.find((arg) => !arg.startsWith('-'));
  if (word === undefined || !(/[./\\]/.test(word) || existsSync(resolve(cwd, word)))) return null;
  return `did you mean: netvet check ${word}`;
}
