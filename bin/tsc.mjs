import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const TSC = join(root, 'node_modules/typescript-7/bin/tsc');

/** Runs TypeScript 7 by a file of options and more of them. Says what is wrong on standard error; true when nothing is. */
export function tsc(config, ...more) {
  return new Promise((resolve, reject) => {
    // Npm prints what a build prints, and others read that.
    const options = { cwd: root, stdio: ['ignore', 2, 2] };
    spawn(process.execPath, [TSC, '--pretty', 'false', '-p', config, ...more], options)
      .on('error', reject)
      .on('close', (code) => {
        resolve(code === 0);
      });
  });
}
