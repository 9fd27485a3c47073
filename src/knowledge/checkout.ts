import { readdirSync, statSync } from 'node:fs';

/** What data/ holds of what netvet knows: folders of YAML files, and two files. */
export const FOLDERS = ['vendors', 'lists', 'exemptions', 'words'] as const;
export const FILES = ['profiles.yaml', 'mac-prefixes.txt'] as const;

/**
 * Whether a file of data/ changed after the compiled file was written, as the system tells it: by the time of change,
 * which no copy or checkout of an older file sets back. A millisecond for 200 files; `true` where one cannot be asked.
 */
export function isNewer(dir: string, compiled: string): boolean {
  try {
    const { mtimeMs } = statSync(compiled);
    const paths = FOLDERS.flatMap((folder) => [
      `${dir}/${folder}`,
      ...readdirSync(`${dir}/${folder}`).map((name) => `${dir}/${folder}/${name}`),
    ]);
    return [...paths, ...FILES.map((name) => `${dir}/${name}`)].some((path) => statSync(path).ctimeMs > mtimeMs);
  } catch {
    return true;
  }
}
