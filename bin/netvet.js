#!/usr/bin/env node
// Plain CommonJS, and nothing loaded before it is needed: it must be able to say that netvet is not built, and that
// netvet has a bug (Node's own exit code for both would be 1, which means "findings"), and an ES module takes 4 ms longer.
'use strict';
const { existsSync, fstatSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

const CANNOT_RUN = 2;
const BUG = 70;
const OLDEST_NODE = [20, 11];
const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };
const root = join(__dirname, '..');
const program = join(root, 'dist/netvet.cjs');
const knowledgeFile = join(root, 'dist/knowledge.json');
/** In a checkout data/ holds what the compiled file is made from; a package has that file alone. */
const sources = existsSync(join(root, 'data/lists')) ? join(root, 'data') : null;
/** The node_modules that netvet lies in, be it under a scope. */
const [, modules] = /^(.*[\\/]node_modules)[\\/](?:@[^\\/]+[\\/])?[^\\/]+$/.exec(root) ?? [];

/** What is shipped: files here, assets in the single executable (binary.js). */
let shipped = {
  isThere: () => existsSync(program) && (sources !== null || existsSync(knowledgeFile)),
  load: () => require(program),
  about: () => JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')),
  knowledgeFile,
  sources,
  dataPackage: modules === undefined ? null : join(modules, 'netvet-data'),
  dataFolder: join(root, 'data/'),
  readShipped: readFileSync,
};

function crash(error) {
  const missing = missingPackage(error);
  if (missing !== undefined) {
    refuse(`the package ${missing} is not installed (in a checkout: npm ci; else install netvet again)`);
    return;
  }
  const stack = error instanceof Error ? error.stack : String(error);
  end(
    BUG,
    `${stack}\nnetvet ${shipped.about().version} on node ${process.version}: this is a bug in netvet, and the result is not to be trusted.\n` +
      'Please report it with the lines above and the command: see "Reporting a bug" in docs/questions.md.\n',
  );
}

function refuse(message) {
  end(CANNOT_RUN, `error: ${message}\n`);
}

/** Says why the run is over. Whatever still waits (a pipe, a file being read) must not keep it alive. */
function end(code, text) {
  process.exitCode = code;
  process.stderr.write(text, () => process.exit(code));
}

/**
 * The package that Node did not find, or of which a file is gone; undefined for any other error. Packages are loaded
 * when a run needs them, so this is the one place that sees it.
 */
function missingPackage(error) {
  if (error?.code !== 'MODULE_NOT_FOUND' && error?.code !== 'ERR_MODULE_NOT_FOUND') return undefined;
  const asked = /^Cannot find (?:module|package) '((?:@[\w.-]+\/)?\w[\w.-]*)['/]/.exec(error.message);
  const within = /node_modules[\\/]((?:@[\w.-]+[\\/])?[\w.-]+)/.exec(error.message);
  return (asked ?? within)?.[1];
}

/** The descriptor of standard output where that is a regular file; null also when it is closed. */
function stdoutFile() {
  try {
    return fstatSync(1).isFile() ? 1 : null;
  } catch {
    return null;
  }
}

/**
 * A signal that nobody catches ends the process at once. One that is caught waits for JavaScript to yield: netvet catches
 * them only while there are drafts of reports to remove. Process 1 of a container gets only those that it catches.
 */
function signals() {
  const controller = new AbortController();
  const handlers = Object.entries(SIGNALS).map(([name, code]) => [name, () => controller.abort(code)]);
  function catchSignals() {
    for (const [name, handler] of handlers) {
      process.off(name, handler);
      process.once(name, handler);
    }
  }
  if (process.pid === 1) catchSignals();
  return { signal: controller.signal, catchSignals };
}

/** Where the run starts; null when that folder is gone, and relative paths lead nowhere. */
function currentFolder() {
  try {
    return process.cwd();
  } catch {
    return null;
  }
}

/**
 * Rows live for one batch. Judged by the first of them V8 comes, in some builds, to allocate them as if they stayed:
 * 300,000 findings then take 6.0 s of processor and 230 MB, else 4.9 s and 160 MB; 50,000 devices 260 MB, else 190.
 */
const ROWS_STAY_YOUNG = '--no-allocation-site-pretenuring';
/**
 * Most of the code of a run is over before its optimised form has earned what it took to make: made later, 1,000 rows
 * take a third less of processor, 26 rows and a million a tenth. V8 of Node 22 and later compiles in more steps.
 */
const OPTIMISED_LATER = '--interrupt-budget=500000';

function prepareNode() {
  const { setFlagsFromString } = require('node:v8');
  // Node holds its own modules compiled, and V8 takes that only while it has the settings that they were compiled with:
  // loaded later, these two, which every command needs, take 9 of the 197 ms of processor of 26 rows.
  require('node:crypto');
  require('node:child_process');
  setFlagsFromString(ROWS_STAY_YOUNG);
  if (process.version.startsWith('v20.')) setFlagsFromString(OPTIMISED_LATER);
  // Node 22.1 and later keep what they compiled, in their own folder.
  else require('node:module').enableCompileCache?.();
}

async function run(cwd) {
  prepareNode();
  const { main } = shipped.load();
  const about = shipped.about();
  const opened = new Set();
  function open(stream) {
    opened.add(stream);
    return stream;
  }
  const code = await main(process.argv.slice(2), {
    get stdin() {
      return process.stdin;
    },
    get stdout() {
      return open(process.stdout);
    },
    stdoutFile: stdoutFile(),
    get stderr() {
      return open(process.stderr);
    },
    env: process.env,
    cwd,
    now: () => new Date(),
    version: about.version,
    knowledgeFile: shipped.knowledgeFile,
    sources: shipped.sources,
    dataPackage: shipped.dataPackage,
    dataFolder: shipped.dataFolder,
    readShipped: shipped.readShipped,
    ...signals(),
  });
  process.exitCode = code;
  // Interrupted, or nobody reads any more: what is still open (a terminal, a pipe) must not keep the process.
  if (code <= 128) await Promise.all(Array.from(opened, written));
  // Otherwise V8 would first collect the garbage of a run that is over: 11 ms of processor time.
  process.exit(code);
}

/** Waits until all that was written to a stream is out. */
const written = (stream) =>
  new Promise((resolve) => (stream.writableLength === 0 ? resolve() : stream.write('', resolve)));

/** Older ones are still shipped, and would end in what looks like a bug. */
function isTooOld() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  return major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1]);
}

/** Runs netvet with what is shipped elsewhere, or here. */
function start(elsewhere = shipped) {
  shipped = elsewhere;
  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);
  const cwd = currentFolder();
  if (isTooOld()) refuse(`netvet needs Node ${OLDEST_NODE.join('.')} or newer, and this is ${process.versions.node}`);
  else if (!shipped.isThere()) refuse('netvet is not built: npm run build');
  else if (cwd === null) refuse(`${process.env.PWD ?? '.'}: the current folder no longer exists (change to another)`);
  else run(cwd).catch(crash);
}

if (require.main === module) start();
else module.exports = { start };
