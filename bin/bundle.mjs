// Makes one file of the program: 150 modules loaded one by one take 60 ms more than one that holds them all.
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { write } from './write.mjs';

const PROGRAM = 'dist/netvet.cjs';
const TOOLS = [
  'src/knowledge/folder.ts',
  'src/cli/man-page.ts',
  'src/tools/docs-pages.ts',
  'src/tools/update-mac.ts',
  'src/tools/update-look-alikes.ts',
  'src/tools/measure-models.ts',
  'src/tools/update-makers.ts',
  'src/tools/pack-data.ts',
];

const SHARED = {
  absWorkingDir: join(dirname(fileURLToPath(import.meta.url)), '..'),
  bundle: true,
  // Packages run as they are installed, so that audits and SBOMs speak of what runs.
  packages: 'external',
  write: false,
  platform: 'node',
  target: 'node20.11',
  logLevel: 'warning',
};

/** Writes the program and the tools. Returns the paths of all of them; throws when it has said what is wrong. */
export async function bundle() {
  const built = await Promise.all([
    build({
      ...SHARED,
      // Without comments and indents the package is 36 KB smaller; lines are short, so that a stack trace tells a place.
      minifyWhitespace: true,
      lineLimit: 160,
      format: 'cjs',
      charset: 'ascii',
      entryPoints: ['src/cli/main.ts'],
      outfile: PROGRAM,
    }),
    build({
      ...SHARED,
      entryPoints: TOOLS.filter((path) => existsSync(path)),
      outdir: 'dist/tools',
      entryNames: '[name]',
      format: 'esm',
    }),
  ]);
  const files = built.flatMap(({ outputFiles }) => outputFiles);
  for (const { path, text } of files) write(path, path.endsWith('.cjs') ? asciiOnly(text) : text);
  return files.map(({ path }) => resolve(path));
}

/** Letters of regular expressions as escapes; esbuild writes those of strings so. ASCII is read without being decoded. */
function asciiOnly(text) {
  if (/String\.raw`[^`]*[^\x00-\x7f]/.test(text))
    throw new Error('what String.raw holds cannot be written with escapes');
  return text.replace(/[^\x00-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
