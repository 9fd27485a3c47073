// Makes few files of the program: 150 modules loaded one by one take 60 ms more, and one file of all of them 60 ms more
// than a run needs that only prints its help. No module is in two files: each takes those of the others from them.
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { SHARED } from './load.mjs';
import { write } from './write.mjs';

const MAIN = 'src/cli/main.ts';
const LIBRARY = 'src/api/node.ts';
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
/** What is another file in a browser. */
const { imports: IMPORTS } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** What a check of delimited text needs, whatever it prints for people or programs. */
const OF_CHECK = [
  'src/app/check.ts',
  'src/cli/output/reports.ts',
  'src/inventory/csv/open-csv.ts',
  'src/cli/chosen-data.ts',
  'src/report/csv.ts',
  'src/report/json.ts',
  'src/report/text.ts',
];

/**
 * The files, and by which modules each begins. What a module imports by `import` is in its file or an earlier one; what
 * it imports by `import()` is where it belongs. What check and another command both need is with the program.
 */
const FILES = [
  { file: 'dist/netvet.cjs', begins: (path) => path === MAIN },
  { file: 'dist/program.cjs', begins: (path) => path === 'src/cli/program.ts' },
  { file: 'dist/commands.cjs', begins: (path) => path.startsWith('src/cli/commands/') },
  { file: 'dist/check.cjs', begins: (path) => OF_CHECK.includes(path) },
  { file: 'dist/library.cjs', begins: (path) => path === LIBRARY },
  { file: 'dist/formats.cjs', begins: (path) => path.startsWith('src/inventory/') },
  { file: 'dist/rest.cjs', begins: () => true },
];
const [, PROGRAM, COMMANDS, CHECK] = FILES;
/** What files export besides modules. */
const ENTRIES = {
  'dist/netvet.cjs': `export { main } from './${MAIN}';\n`,
  'dist/library.cjs': `export { createNodeLibrary, UserError } from './${LIBRARY}';\n`,
};

const OF_PROGRAM = {
  ...SHARED,
  // Without comments and indents the package is 36 KB smaller; lines are short, so that a stack trace tells a place. Numbers
  // stand where constants did: V8 reads a variable of a module anew each time, and a million rows take a tenth longer.
  minifyWhitespace: true,
  minifySyntax: true,
  lineLimit: 160,
  format: 'cjs',
  charset: 'ascii',
  // A literal with \p is read by V8 when its file is, used or not: 0.2 ms each. In a class esbuild does not see \p, so all
  // with the flag that it needs are made when they are used; for those in hot code there is `lazily`.
  supported: { 'regexp-unicode-property-escapes': false, 'regexp-sticky-and-unicode-flags': false },
};

/** Writes the files of the program and returns their paths. Throws when it has said what is wrong. */
export async function bundle() {
  const { inputs } = (await build({ ...OF_PROGRAM, entryPoints: [MAIN, LIBRARY], outdir: 'dist', metafile: true }))
    .metafile;
  const fileOf = handOut(inputs);
  const exported = await exportsOf([...fileOf.keys()]);
  const taken = takenFrom(inputs, fileOf);
  const written = [];
  for (const { file } of FILES) {
    const paths = [...(taken.get(file) ?? [])].sort();
    if (paths.length === 0 && ENTRIES[file] === undefined) continue;
    const stdin = { contents: contentsOf(file, paths, exported), resolveDir: root, loader: 'js' };
    const plugins = [fromOtherFiles(file, fileOf, exported)];
    const [{ text }] = (await build({ ...OF_PROGRAM, stdin, outfile: file, plugins })).outputFiles;
    write(file, asciiOnly(text));
    written.push(resolve(file));
  }
  return written;
}

/** Each module's file. */
function handOut(inputs) {
  const later = Object.values(inputs).flatMap(({ imports }) => imports.filter(isLater).map(({ path }) => path));
  const begins = new Map(FILES.map((one) => [one, []]));
  for (const path of [MAIN, LIBRARY, ...new Set(later)].filter((each) => existsSync(each)))
    begins.get(FILES.find((one) => one.begins(path))).push(path);
  const needs = new Map(FILES.map((one) => [one, neededBy(begins.get(one), inputs)]));
  for (const path of needs.get(COMMANDS)) if (needs.get(CHECK).has(path)) needs.get(PROGRAM).add(path);
  const fileOf = new Map();
  for (const one of FILES) for (const path of needs.get(one)) if (!fileOf.has(path)) fileOf.set(path, one.file);
  return fileOf;
}

/** Modules and all that they import at once. */
function neededBy(paths, inputs) {
  const needed = new Set(paths);
  for (const path of needed)
    for (const one of inputs[path].imports) if (!isLater(one) && inputs[one.path] !== undefined) needed.add(one.path);
  return needed;
}

const isLater = ({ kind, external }) => kind === 'dynamic-import' && external !== true;

/** By file the modules that others take from it. */
function takenFrom(inputs, fileOf) {
  const taken = new Map();
  for (const [path, file] of fileOf)
    for (const { path: asked, kind } of inputs[path].imports) {
      const from = fileOf.get(asked);
      if (from === undefined || (from === file && kind !== 'dynamic-import')) continue;
      taken.set(from, (taken.get(from) ?? new Set()).add(asked));
    }
  return taken;
}

/** A file's own exports: the first runs the program, and each hands out modules by their path. */
function contentsOf(file, paths, exported) {
  const imports = paths.map((path, at) => `import * as m${at} from './${path}';\n`);
  const modules = paths.map((path, at) => {
    const members = exported.get(path).map((name) => `${name}: m${at}.${name}`);
    return `'${path}': () => ({ ${members.join(', ')} }),\n`;
  });
  return `${ENTRIES[file] ?? ''}${imports.join('')}export const modules = {${modules.join('')}};\n`;
}

/** What modules export at run time, by path. */
async function exportsOf(entryPoints) {
  const options = { absWorkingDir: root, format: 'esm', outdir: 'dist', write: false, metafile: true };
  const { outputs } = (await build({ ...options, entryPoints })).metafile;
  return new Map(Object.values(outputs).map(({ entryPoint, exports }) => [entryPoint, exports]));
}

/** Takes modules from the files that they are in. A plugin of esbuild. */
function fromOtherFiles(file, fileOf, exported) {
  const namespace = 'other-file';
  return {
    name: namespace,
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^(?:\.\.?\/.*\.ts|#.*)$/ }, ({ kind, path: asked, resolveDir }) => {
        const at = asked.startsWith('#') ? join(root, IMPORTS[asked].default) : join(resolveDir, asked);
        const path = relative(root, at).replaceAll('\\', '/');
        const from = fileOf.get(path);
        const isOwn = from === file && kind !== 'dynamic-import';
        if (from === undefined || isOwn) return undefined;
        const module = `require('./${basename(from)}').modules['${path}']()`;
        // Names that are bound once: hot code reads no property.
        const atOnce = `export const { ${exported.get(path).join(', ')} } = ${module};`;
        const contents = kind === 'dynamic-import' ? `module.exports = ${module};` : atOnce;
        return { path, namespace, suffix: kind === 'dynamic-import' ? '?later' : '', pluginData: contents };
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
