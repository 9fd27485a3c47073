// What the build does: the page of the HTML report, the TypeScript sources as one program, its manual page, then data/ compiled
// into one file. Plain JavaScript: it runs before anything is built. dist/ is never emptied first, so that a netvet that runs
// meanwhile does not lose its files. The same sources and packages give the same bytes: no clock, path or order of a folder.
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { bundle } from './bundle.mjs';
import { writeDeclarations } from './declarations.mjs';
import { load } from './load.mjs';
import { writePageAssets } from './page.mjs';
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
  const program = checkTypes();
  return (await buildAll(program)) && program !== null;
}

async function buildAll(program) {
  let written;
  try {
    written = [...(await bundle()), ...(program === null ? [] : writeDeclarations(program))];
  } catch (error) {
    // What esbuild finds wrong with a source it has said already.
    if (error.errors === undefined) process.stderr.write(`${error.stack}\n`);
    return false;
  }
  removeAllBut(new Set([...written, KNOWLEDGE, MANUAL].map((path) => resolve(path))));
  await writeManual();
  return compileData();
}

/** Like `tsc -p tsconfig.build.json`; what is known of files that did not change is kept. Null when a type is wrong. */
function checkTypes() {
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: (diagnostic) => report([diagnostic]) };
  const config = ts.getParsedCommandLineOfConfigFile('tsconfig.build.json', {}, host);
  if (config === undefined) return null;
  const kept = { noEmit: true, incremental: true, tsBuildInfoFile: join(root, '.cache/types.tsbuildinfo') };
  const program = ts.createIncrementalProgram({ rootNames: config.fileNames, options: { ...config.options, ...kept } });
  const found = [
    ...config.errors,
    ...program.getOptionsDiagnostics(),
    ...program.getSyntacticDiagnostics(),
    ...program.getGlobalDiagnostics(),
    ...program.getSemanticDiagnostics(),
  ];
  program.emit();
  return report(found) ? program.getProgram() : null;
}

function report(diagnostics) {
  const names = { getCurrentDirectory: () => root, getNewLine: () => '\n', getCanonicalFileName: (name) => name };
  process.stderr.write(ts.formatDiagnostics(diagnostics, names));
  return diagnostics.length === 0;
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
    const { compileFolder } = await load('src/knowledge/folder.ts');
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
