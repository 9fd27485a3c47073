// Loads a TypeScript module of ours: Node 20 cannot.
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { write } from './write.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** How everything is bundled: packages run as they are installed, so that audits and SBOMs speak of what runs. */
export const SHARED = {
  absWorkingDir: root,
  bundle: true,
  packages: 'external',
  write: false,
  platform: 'node',
  target: 'node20.11',
  logLevel: 'warning',
};

/** The exports of a module, by its path from the root. Throws when it has said what is wrong. */
export async function load(path) {
  const [{ text }] = (await build({ ...SHARED, entryPoints: [path], format: 'esm' })).outputFiles;
  const file = join(root, '.cache', `${basename(path, '.ts')}.mjs`);
  write(file, text);
  return import(pathToFileURL(file).href);
}
