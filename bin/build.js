// Builds dist/: the page of the HTML report, the TypeScript sources, then data/ compiled into one file. Plain
// JavaScript: it runs before anything is built. dist/ is never emptied first, so that a netvet that runs meanwhile does
// not lose its modules.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ts from 'typescript';
import { writePageAssets } from './page.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const KNOWLEDGE = 'dist/knowledge.json';
process.chdir(root);

writePageAssets();
const typed = compileSources();
const known = await compileData();
process.exitCode = typed && known ? 0 : 1;

/** Like `tsc -p tsconfig.build.json`, and removes what an earlier build left. False when a type is wrong. */
function compileSources() {
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: (diagnostic) => report([diagnostic]) };
  const config = ts.getParsedCommandLineOfConfigFile('tsconfig.build.json', {}, host);
  if (config === undefined) return false;
  const program = ts.createProgram(config.fileNames, config.options);
  const written = new Set();
  const { diagnostics } = program.emit(undefined, (path, text) => {
    written.add(resolve(path));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  });
  removeAllBut(written);
  return report([...config.errors, ...ts.getPreEmitDiagnostics(program), ...diagnostics]);
}

function removeAllBut(written) {
  if (!existsSync('dist')) return;
  for (const entry of readdirSync('dist', { recursive: true, withFileTypes: true })) {
    const path = resolve(entry.parentPath ?? entry.path, entry.name);
    const built = written.has(path) || path.startsWith(resolve(KNOWLEDGE));
    if (entry.isFile() && !built) rmSync(path, { force: true });
  }
}

function report(diagnostics) {
  const names = { getCurrentDirectory: () => root, getNewLine: () => '\n', getCanonicalFileName: (name) => name };
  process.stderr.write(ts.formatDiagnostics(diagnostics, names));
  return diagnostics.length === 0;
}

/** Writes the compiled data, or says all that is wrong with it and leaves none. */
async function compileData() {
  try {
    const { compileFolder } = await import(pathToFileURL(resolve('dist/knowledge/folder.js')).href);
    const text = compileFolder('data');
    const draft = `${KNOWLEDGE}.${process.pid}`;
    writeFileSync(draft, text);
    renameSync(draft, KNOWLEDGE);
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
