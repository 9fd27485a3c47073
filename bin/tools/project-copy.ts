import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** What a build makes, and what it and `npm run types` keep of files that did not change. */
const MADE = ['dist', 'src/report/assets.ts', '.cache'];

/** A new folder with the project as it stands, committed or not, its packages, and what was built of it, if it was. */
export function projectCopy(): string {
  const copy = mkdtempSync(join(tmpdir(), 'netvet-copy-'));
  const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { encoding: 'utf8' }).trim().split('\n');
  for (const path of files.filter((one) => existsSync(one))) {
    mkdirSync(join(copy, dirname(path)), { recursive: true });
    copyFileSync(path, join(copy, path));
  }
  for (const made of MADE.filter((one) => existsSync(one))) cpSync(made, join(copy, made), { recursive: true });
  link('node_modules', join(copy, 'node_modules'));
  return copy;
}

/**
 * A folder whose files are the same files: behind a symbolic link they have another path to TypeScript, which would
 * look at all anew.
 */
function link(from: string, to: string): void {
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) link(source, target);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else
      try {
        linkSync(source, target);
      } catch {
        copyFileSync(source, target); // another disk
      }
  }
}
