// What the build does: the page of the HTML report, the TypeScript sources as one program, its manual page, then data/ compiled
// into one file. Plain JavaScript: it runs before anything is built. dist/ is never emptied first, so that a netvet that runs
// meanwhile does not lose its files. The same sources and packages give the same bytes: no clock, path or order of a folder.
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from './bundle.mjs';
import { writeDeclarations } from './declarations.mjs';
import { load } from './load.mjs';
import { writePageAssets } from './page.mjs';
import { tsc } from './tsc.mjs';
import { write } from './write.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const KNOWLEDGE = 'dist/knowledge.json';
const MANUAL = 'dist/netvet.1';
const MANUAL_MAKER = 'bin/tools/man-page.ts';
const COMMANDS = 'src/cli/program.ts';

/** Builds everything; false when it has said what is wrong with types, sources or data. */
export async function make() {
  process.chdir(root);
  writePageAssets();
  // Another process, beside all else.
  const types = tsc('tsconfig.build.json');
  const isBuilt = await buildAll(types);
  return (await types) && isBuilt;
}

async function buildAll(types) {
  let written;
  try {
    const declared = types.then((areRight) => (areRight ? writeDeclarations() : []));
    written = (await Promise.all([bundle(), declared])).flat();
  } catch (error) {
    // What esbuild finds wrong with a source it has said already.
    if (error.errors === undefined) process.stderr.write(`${error.stack}\n`);
    return false;
  }
  removeAllBut(new Set([...written, KNOWLEDGE, MANUAL].map((path) => resolve(path))));
  await writeManual();
  return compileData();
}

/** Removes what an earlier build left. */
function removeAllBut(built) {
  for (const entry of readdirSync('dist', { recursive: true, withFileTypes: true })) {
    const path = resolve(entry.parentPath ?? entry.path, entry.name);
    if (entry.isFile() && !built.has(path)) rmSync(path, { force: true });
  }
}

/** Writes the manual page, where there are commands. */
async function writeManual() {
  if (!existsSync(COMMANDS)) return;
  const { manPage } = await load(MANUAL_MAKER);
  write(MANUAL, await manPage(JSON.parse(readFileSync('package.json', 'utf8')).version));
}

/** Writes the compiled data, or says all that is wrong with it and leaves none. */
async function compileData() {
  try {
    const { compileFolder } = await load('src/knowledge/data.ts');
    write(KNOWLEDGE, compileFolder('data'));
    return true;
  } catch (error) {
    rmSync(KNOWLEDGE, { force: true });
    const expected = error instanceof Error && error.name === 'UserError';
    process.stderr.write(
      expected ? `data/ is wrong, so there is no ${KNOWLEDGE}:\n${error.message}\n` : `${error?.stack ?? error}\n`,
    );
    return false;
  }
}
