// Makes few files of the program: 150 modules loaded one by one take 60 ms more. What main.ts imports is one file, which is
// all that most runs load; what is imported by `import()`, when it is needed, is another with what only that needs. No
// module is in both: each file takes those of the other from it.
import { existsSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { SHARED } from './load.mjs';
import { write } from './write.mjs';

const MAIN = 'src/cli/main.ts';
const PROGRAM = 'dist/netvet.cjs';
const REST = 'dist/rest.cjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

const OF_PROGRAM = {
  ...SHARED,
  // Without comments and indents the package is 36 KB smaller; lines are short, so that a stack trace tells a place.
  minifyWhitespace: true,
  lineLimit: 160,
  format: 'cjs',
  charset: 'ascii',
};

/** Writes the two files of the program and returns their paths. Throws when it has said what is wrong. */
export async function bundle() {
  const files = await program();
  for (const { path, text } of files) write(path, asciiOnly(text));
  return files.map(({ path }) => resolve(path));
}

async function program() {
  const later = new Set();
  const first = { ...OF_PROGRAM, entryPoints: [MAIN], plugins: [laterFromRest(later)], metafile: true };
  const { inputs } = (await build(first)).metafile;
  const exported = await exportsOf(Object.keys(inputs).filter((path) => existsSync(path)));
  const shared = new Set();
  const ofRest = handOut([...later].sort(), (path) => `require('./${path}')`);
  const rest = await file(REST, ofRest, sharedFromProgram(exported, shared));
  const paths = [...shared].sort();
  const imports = paths.map((path, at) => `import * as m${at} from './${path}';\n`);
  const ofProgram = handOut(paths, (path, at) => {
    const members = exported.get(path).map((name) => `${name}: m${at}.${name}`);
    return `({ ${members.join(', ')} })`;
  });
  const whole = `export { main } from './${MAIN}';\n${imports.join('')}${ofProgram}`;
  return [await file(PROGRAM, whole, laterFromRest(later)), rest];
}

async function file(outfile, contents, plugin) {
  const stdin = { contents, resolveDir: root, loader: 'js' };
  return (await build({ ...OF_PROGRAM, stdin, outfile, plugins: [plugin] })).outputFiles[0];
}

/** An object that hands out modules by their path. */
function handOut(paths, moduleAt) {
  return `export const modules = {${paths.map((path, at) => `'${path}': () => ${moduleAt(path, at)},\n`).join('')}};\n`;
}

/** What modules export at run time, by path. */
async function exportsOf(entryPoints) {
  const options = { absWorkingDir: root, format: 'esm', outdir: 'dist', write: false, metafile: true };
  const { outputs } = (await build({ ...options, entryPoints })).metafile;
  return new Map(Object.values(outputs).map(({ entryPoint, exports }) => [entryPoint, exports]));
}

/** In the program, a module that is imported when it is needed is one of the rest. */
function laterFromRest(later) {
  return replaced(({ kind }, path) => {
    if (kind !== 'dynamic-import') return null;
    later.add(path);
    return `module.exports = require('./${basename(REST)}').modules['${path}']();`;
  });
}

/** In the rest, a module that the program has is the one of the program. */
function sharedFromProgram(exported, shared) {
  return replaced((_, path) => {
    if (!exported.has(path)) return null;
    shared.add(path);
    const names = exported.get(path).join(', ');
    return `export const { ${names} } = require('./${basename(PROGRAM)}').modules['${path}']();`;
  });
}

/** A plugin of esbuild that puts other contents, where there are any, in the place of what is imported. */
function replaced(contentsOf) {
  const namespace = 'replaced';
  return {
    name: namespace,
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\.\.?\/.*\.ts$/ }, (asked) => {
        const path = relative(root, join(asked.resolveDir, asked.path)).replaceAll('\\', '/');
        const contents = contentsOf(asked, path);
        return contents === null ? undefined : { path, namespace, pluginData: contents };
      });
      onLoad({ filter: /./, namespace }, ({ pluginData }) => ({ contents: pluginData, loader: 'js' }));
      onResolve({ filter: /\.cjs$/, namespace }, ({ path }) => ({ path, external: true }));
    },
  };
}

/** Letters of regular expressions as escapes; esbuild writes those of strings so. ASCII is read without being decoded. */
function asciiOnly(text) {
  if (/String\.raw`[^`]*[^\x00-\x7f]/.test(text))
    throw new Error('what String.raw holds cannot be written with escapes');
  return text.replace(/[^\x00-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
