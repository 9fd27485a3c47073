import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';

/** Signs that match any letters, and one letter. */
export const isPattern = (text: string): boolean => /[*?]/.test(text);

/**
 * What a pattern with `*` and `?` means that no shell expanded, as cmd and PowerShell expand none: the names that are
 * there, sorted, with `/`. As in a shell, a `*` matches no hidden name and no separator.
 */
export function namesMatching(pattern: string, cwd: string, isWindows = process.platform === 'win32'): string[] {
  const parts = (isWindows ? pattern.replaceAll('\\', '/') : pattern).split('/');
  return parts.reduce<string[]>((found, part, at) => {
    const join = (base: string, name: string): string => (at === 0 ? name : `${base}/${name}`);
    if (!isPattern(part)) return at === 0 ? [part] : found.map((base) => join(base, part));
    const bases = at === 0 ? [''] : found;
    return bases.flatMap((base) =>
      matchesIn(resolve(cwd, at === 0 ? '.' : `${base}/`), part, isWindows).map((name) => join(base, name)),
    );
  }, []);
}

function matchesIn(folder: string, part: string, isWindows: boolean): readonly string[] {
  const source = part
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*+/g, '.*')
    .replaceAll('?', '.');
  const matches = new RegExp(`^${source}$`, isWindows ? 'isu' : 'su');
  try {
    const names = readdirSync(folder).filter((name) => part.startsWith('.') || !name.startsWith('.'));
    return names.filter((name) => matches.test(name)).sort();
  } catch {
    return [];
  }
}
